#pragma once
// A person's figures over a period, gathered from their shares and the clicks on their links.

#include "base/figure.hpp"
#include "base/zone.hpp"
#include "features/content/content.hpp"
#include "features/influence/influence.hpp"
#include "features/influence/rules.hpp"
#include "features/links/links.hpp"
#include "features/people/people.hpp"
#include "features/sharing/sharing.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::influence {

/// Whole local days, the last one today.
struct Period {
  std::string name;  // 30d, 3m, 1y
  int64_t from_day = 0, to_day = 0;
};
Result<Period> read_period(std::string_view name, int64_t today);

struct DayClicks {
  int64_t day = 0;  // of a week: its Monday
  Figure<Measured> clicks;
  bool incomplete = false;
};
/// Shares by how they are known: we opened the composer; the person said it went out; a reader came from there. Marks
/// of their own, so that not even two of them add up.
struct Opened {
  static constexpr std::string_view mark = "opened";
};
struct Proved {
  static constexpr std::string_view mark = "proved";
};
struct Shares {
  Figure<Opened> opened;
  Figure<Declared> declared;
  Figure<Proved> proved;
};
/// What was shared of a theme or on a network in the period, and what was read.
struct Slice {
  std::string id;     // of a network
  int64_t theme = 0;  // inner id of a theme
  std::string name_fr, name_en;
  int64_t rows = 0;  // shares as lines of a list, whatever is known of them
  Shares shares;
  Figure<Measured> clicks;
  int share_percent = 0, click_percent = 0;
};
struct Worked {
  int64_t share = 0;
  std::string title, text_start, network;
  int64_t day = 0;
  Figure<Measured> clicks;
};
struct Circles {
  std::vector<people::Contact> contacts;
  std::optional<Figure<Declared>> contacts_total;
  Figure<Measured> direct, beyond, unknown;
};
inline constexpr int64_t days_of_mix = 30;

struct Influence {
  Period period;
  Figure<Measured> clicks, filtered;
  int64_t incomplete_hours = 0;
  Shares shares;
  Figure<Measured> visitors_today;
  std::vector<DayClicks> days, weeks;
  std::vector<Slice> themes, networks;
  OwnMix mix;  // of the last thirty days, whatever the period
  int64_t target_useful_percent = 80;
  Hours hours;
  Circles circles;
  std::vector<Worked> read;    // every share that was read in the period, the most read first
  std::vector<Worked> worked;  // the first few of them
  std::optional<Sentence> sentence;
};

struct Desk {
  Organisation& organisation;
  content::Content const& content;
  links::Links& links;
  Viewer const& viewer;
};
Result<Influence> gather(db::Tx& tx, Desk const& desk, std::string_view period);

}  // namespace essaim::influence
