#include "features/privacy/register.hpp"

#include "base/csv.hpp"
#include "features/people/people.hpp"
#include "features/privacy/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace essaim::privacy {
namespace {

constexpr int64_t months_shown = 36;

Instant start_of(int64_t day) { return {day * days(1).ms}; }

std::vector<RegisterLine> count_month(db::Tx& tx, int64_t month) {
  std::map<std::string, Stand> stands;
  for (auto const purpose : purposes) stands[std::string(purpose)] = {};
  for (auto const& [purpose, in_force, withdrawn] : people::consents_then(tx, start_of(next_month(month))))
    stands[purpose] = told(in_force, withdrawn);
  std::vector<RegisterLine> out;
  for (auto const& [purpose, stand] : stands) out.push_back({purpose, stand});
  return out;
}

}  // namespace

void close_months(Organisation& organisation) {
  auto const now = organisation.now();
  auto const due = organisation.db->read(
      [&](db::Tx& tx) { return months_due(people::founded_at(tx), store::newest_month(tx), now); });
  for (auto const month : due)
    organisation.db->write([&](db::Tx& tx) {
      if (store::is_closed(tx, month)) return;
      for (auto const& line : count_month(tx, month)) store::publish(tx, month, line);
      store::close_month(tx, month, now);
    });
}

std::vector<RegisterMonth> read_register(db::Tx& tx) {
  std::vector<RegisterMonth> out;
  for (auto const month : store::closed_months(tx, months_shown)) {
    auto lines = store::lines_of(tx, month);
    auto const total = total_of(lines);
    out.push_back({month, std::move(lines), total});
  }
  return out;
}

int64_t open_month(db::Tx& tx, Instant now) {
  auto const newest = store::newest_month(tx);
  return newest ? next_month(*newest) : month_start(utc_day(now));
}

std::string write_register(std::vector<RegisterMonth> const& months, std::string_view language,
                           Catalogue const& catalogue) {
  bool const french = language == "fr";
  std::string out = french ? "\xEF\xBB\xBF" : "";
  auto const word = [&](std::string_view key) { return catalogue.text(language, fmt::format("trust_csv.{}", key)); };
  auto const row = [&](std::initializer_list<std::string> fields) {
    bool first = true;
    for (auto const& field : fields) {
      if (!first) out += french ? ';' : ',';
      first = false;
      out += csv_field(field);
    }
    out += "\r\n";
  };
  auto const figure = [](std::optional<int64_t> value) { return value ? std::to_string(*value) : std::string(); };
  row({word("month"), word("purpose"), word("in_force"), word("withdrawn"), word("hidden")});
  for (auto const& [month, lines, total] : months)
    for (auto const& line : lines)
      row({to_iso_date(month).substr(0, 7), word("purpose_" + line.purpose), figure(line.stand.in_force),
           figure(line.stand.withdrawn), word(line.stand.in_force ? "no" : "yes")});
  return out;
}

}  // namespace essaim::privacy
