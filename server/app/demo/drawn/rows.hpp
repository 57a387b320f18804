#pragma once
// The rows of a drawn company as they are written, many to a transaction, on PostgreSQL many to a statement too: there
// a row costs its way to the server and back. They say what the features' own operations would have left behind at
// those moments; nothing here changes a row, and only the headcounts read some.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <cstdint>
#include <optional>
#include <span>
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
void add(db::Tx& tx, std::span<Person const> people);
void add(db::Tx& tx, Theme const& theme, Instant at);
void add(db::Tx& tx, std::span<Story const> stories);
/// Nobody shares a story twice on one network.
void add(db::Tx& tx, std::span<Share const> shares);
/// A count of heads was made behind `day`, at `until`.
struct Counted {
  int64_t day = 0;
  Instant until;
};
/// The night's count of that day, as it would have been made: those of the count before, and who was listed since.
void count_heads(db::Tx& tx, Counted const& now, Counted const& before);

/// Small letters without accents, for what is searched by.
std::string folded(std::string_view text);

}  // namespace essaim::demo::rows
