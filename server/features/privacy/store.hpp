#pragma once
// All SQL of the register's closed months and of the access log.

#include "base/clock.hpp"
#include "features/privacy/rules.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::privacy::store {

std::optional<int64_t> newest_month(db::Tx& tx);
bool is_closed(db::Tx& tx, int64_t month);
/// A month is closed once; what was published of it stays as it is.
void close_month(db::Tx& tx, int64_t month, Instant now);
void publish(db::Tx& tx, int64_t month, RegisterLine const& line);
/// The newest first.
std::vector<int64_t> closed_months(db::Tx& tx, int64_t limit);
std::vector<RegisterLine> lines_of(db::Tx& tx, int64_t month);

struct AccessLine {
  int64_t id = 0, day = 0, viewer = 0;
  std::string role, door, cut;
  int64_t subject = 0;  // 0: nobody in particular
  static AccessLine read(db::Row& row);
};
/// The same of a day is there once: its id.
std::optional<int64_t> find_line(db::Tx& tx, AccessLine const& line);
/// Under the next number, whatever `line.id` says; answers it.
int64_t append(db::Tx& tx, AccessLine const& line);
/// The newest first, older than `before` where it is not 0.
std::vector<AccessLine> lines_before(db::Tx& tx, int64_t before, int64_t limit);
std::vector<AccessLine> lines_about(db::Tx& tx, int64_t person);
std::vector<AccessLine> lines_by(db::Tx& tx, int64_t person);
int64_t forget_lines_before(db::Tx& tx, int64_t day);

}  // namespace essaim::privacy::store
