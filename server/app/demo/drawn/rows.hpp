#pragma once
// The rows of a drawn company as they are written, many to a transaction. They say what the features' own operations
// would have left behind at those moments; nothing here reads or changes a row.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace essaim::demo::rows {

struct Group {
  int64_t id = 0, parent = 0;
  std::string name;
};
struct Zone {
  int64_t id = 0, parent = 0;
  std::string name, country;  // country: of a zone that is one
};
struct Site {
  int64_t id = 0, zone = 0;
  std::string name, country, time_zone;
};
struct Named {
  int64_t id = 0;
  std::string name;
};
struct Person {
  int64_t id = 0, group = 0, site = 0, job_family = 0;
  std::string name, email, language, country, status;
  Instant listed;
  std::optional<Instant> joined;
};
struct Theme {
  int64_t id = 0;
  std::string fr, en, colour;
};
struct Story {
  int64_t id = 0, made_by = 0;
  bool is_company = false;
  std::string title, summary, why, host, path, site_name, language, kind;
  int64_t minutes = 0;
  std::vector<int64_t> themes;
  std::string place;  // "g…" or "s…" of those it is for; empty: for all
  Instant published;
};
struct DayCount {
  int64_t day = 0;
  std::string network, host;
  int64_t reason = 0, clicks = 0;
};
struct HourCount {
  int64_t hour = 0;
  std::string network;
  int64_t people = 0, filtered = 0;
};
struct Share {
  int64_t id = 0, person = 0, story = 0, group = 0, site = 0;
  std::string network, text, outcome;  // outcome: done, not_this_time or nothing
  int64_t originality = 0, local_day = 0;
  Instant opened;
  // its link; 0: the address as it is
  int64_t link = 0, code = 0;
  std::string destination;
  std::optional<Instant> proved;
  std::vector<DayCount> days;
  std::vector<HourCount> hours;
};

void add(db::Tx& tx, Group const& group, Instant at);
void add(db::Tx& tx, Zone const& zone);
void add(db::Tx& tx, Site const& site);
void add_job_family(db::Tx& tx, Named const& family);
void add(db::Tx& tx, Person const& person);
void add(db::Tx& tx, Theme const& theme, Instant at);
void add(db::Tx& tx, Story const& story);
/// False where this person has shared that story there: then nothing is written.
bool add(db::Tx& tx, Share const& share);
/// The night's count of that day, as it would have been made.
void count_heads(db::Tx& tx, int64_t day, Instant at);

/// Small letters without accents, for what is searched by.
std::string folded(std::string_view text);

}  // namespace essaim::demo::rows
