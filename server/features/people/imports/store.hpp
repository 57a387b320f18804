#pragma once
// The SQL of imports: rows are staged in small transactions, then compared and merged in sets, in one.

#include "features/people/people.hpp"

namespace essaim::people::store {

struct StagedRow {
  int64_t line = 0, column = 0, new_id = 0;
  std::string name, email, email_key, search_key, language, country, status;  // empty: not said
  int64_t group = 0, site = 0, job_family = 0;                                // 0: not said
  int64_t ends_day = 0;                                                       // of partners; 0: not said
};
void stage(db::Tx& tx, int64_t import_id, std::span<StagedRow const> rows);
/// Tells the planner how much was staged, before the rows are compared.
void end_staging(db::Tx& tx);
void forget_import(db::Tx& tx, int64_t import_id);
/// What a process that was killed left behind.
int64_t forget_imports_before(db::Tx& tx, int64_t import_id);

struct Duplicate {
  int64_t line = 0, column = 0, first_line = 0;
  std::string email;
  static Duplicate read(db::Row& row);
};
/// Marks rows whose address stood in an earlier line; answers the first `limit` of them.
std::vector<Duplicate> refuse_duplicates(db::Tx& tx, int64_t import_id, int64_t limit);
/// Marks rows that would give whoever administers a last day; answers the first `limit` of them.
std::vector<Duplicate> refuse_ending_administrators(db::Tx& tx, int64_t import_id, int64_t limit);
/// Writes added, changed or unchanged into each row that is not refused. Somebody whom only their own act made known is
/// "added": the preview must not tell (promises.md 4).
void classify(db::Tx& tx, int64_t import_id);
int64_t count_changes(db::Tx& tx, int64_t import_id, std::string_view change);

struct SampleRow {
  int64_t line = 0;
  std::string change, name, email, old_name, old_email, language, old_language, country, old_country, status,
      old_status;
  int64_t group = 0, old_group = 0, site = 0, old_site = 0, job_family = 0, old_job_family = 0, ends_day = 0,
          old_ends_day = 0;
  static SampleRow read(db::Row& row);
};
std::vector<SampleRow> sample(db::Tx& tx, int64_t import_id, int64_t limit);
/// From which group to which, how many: to be asked before the merge. Whoever was in none before did not move.
struct Moves {
  int64_t from = 0, to = 0, people = 0;
  static Moves read(db::Row& row);
};
std::vector<Moves> moves(db::Tx& tx, int64_t import_id);
void merge(db::Tx& tx, int64_t import_id, Instant now, std::string_view default_language);

struct NamedRow {
  int64_t id = 0, parent = 0;
  std::string name, country, time_zone, zone;
  static NamedRow read(db::Row& row);
};
std::vector<NamedRow> groups(db::Tx& tx);
std::vector<NamedRow> sites(db::Tx& tx);
std::vector<NamedRow> job_families(db::Tx& tx);
void insert_group(db::Tx& tx, NamedRow const& group, Instant now);
/// Also makes the country's zone where it is new.
void insert_site(db::Tx& tx, NamedRow const& site, Instant now);
void insert_job_family(db::Tx& tx, NamedRow const& family);

void insert_preview(db::Tx& tx, int64_t id, int64_t by, std::string const& sealed, Instant now, Instant ends);
std::optional<std::string> find_preview(db::Tx& tx, int64_t id, int64_t by, Instant now);
void forget_preview(db::Tx& tx, int64_t id);
int64_t forget_previews_before(db::Tx& tx, Instant now);

/// Tonight's headcount by group and site, once a day.
void count_heads(db::Tx& tx, int64_t day);

}  // namespace essaim::people::store
