#pragma once
// What an open `Links` consists of, in the order in which it comes up; it goes down the other way round.

#include "base/id.hpp"
#include "features/links/code.hpp"
#include "features/links/counting.hpp"
#include "features/links/hour_marks.hpp"
#include "features/links/lane.hpp"
#include "features/links/links.hpp"
#include "features/links/robots.hpp"
#include "features/links/table.hpp"
#include "features/links/writer.hpp"
#include "platform/db/append_file.hpp"
#include "platform/geo/countries.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace essaim::links {

inline std::filesystem::path marks_path(Organisation const& of) { return of.folder / "incomplete-hours"; }
/// How many of the last 24 hours are incomplete, those included that the database does not know yet.
int64_t incomplete_of_a_day(Organisation& organisation, std::span<int64_t const> pending);

class LinksParts {
 public:
  LinksParts(Organisation& of, std::string check_key);

  Organisation& organisation;
  CodeCheck check;
  // Replaced by a test that needs a code or an id that is taken.
  std::function<Code()> new_code = [this] { return check.new_code(); };
  std::function<int64_t(Instant)> new_id = new_id_value;
  std::unique_ptr<db::AppendFile> file;  // code and destination of every link
  std::unique_ptr<db::Db> clicks;        // reading, migrations and upkeep of the click store
  LinkTable table;
  HourMarks marks;
  std::unique_ptr<Robots> robots;
  std::unique_ptr<geo::Countries> countries;
  std::unique_ptr<Counting> counting;
  std::unique_ptr<Lane> lane;
  std::unique_ptr<ClickWriter> writer;
  db::Appender::Durability durability;

  // Forgets visitors of days that are over, a stretch at a time.
  void forget_visitors();
  std::mutex forgetting;
  std::thread forgetter;
  std::atomic<bool> stopping{false};
  void stop();
};

}  // namespace essaim::links
