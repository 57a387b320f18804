#include "platform/retention/retention.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <map>

namespace essaim::retention {
namespace {

constexpr db::Sql add_count{
    "retention.note",
    "insert into retention_count(day, kind, deleted) values ($1, $2, $3) "
    "on conflict (day, kind) do update set deleted = retention_count.deleted + excluded.deleted"};
constexpr db::Sql list_counts{
    "retention.counts", "select day, kind, deleted from retention_count where day >= $1 and day < $2 order by day"};
constexpr db::Sql first_day{"retention.first_day", "select day from retention_count order by day limit 1"};

// The proposals of domain.md 5.10 (CNIL: audience data 25 months at most), and shorter where nobody needs it longer.
constexpr std::array all_terms{
    Term{Kind::raw_click, "raw_click", 760},         // the click; its counts stay
    Term{Kind::visitor_key, "visitor_key", 1},       // the day of the click
    Term{Kind::session, "session", 32},              // its last use, or at its end
    Term{Kind::sign_in_link, "sign_in_link", 1},     // its end
    Term{Kind::invitation, "invitation", 7},         // its end
    Term{Kind::refusal, "refusal", 365},             // the no
    Term{Kind::import, "import", 1},                 // the import, or the end of its preview
    Term{Kind::notice, "notice", 365},               // its writing
    Term{Kind::today_choice, "today_choice", 35},    // the day it was chosen for
    Term{Kind::watched_item, "watched_item", 60},    // it left its source
    Term{Kind::prepared_file, "prepared_file", 14},  // it was made, where its person did not open it
};

struct Counted {
  int64_t day, deleted;
  std::string kind;
  static Counted read(db::Row& row) {
    auto const day = row.integer();
    auto kind = row.text();
    return {day, row.integer(), std::move(kind)};
  }
};

constexpr int64_t most_months = 13, step = 5;

int64_t first_of_month(int64_t day) {
  auto const text = to_iso_date(day);
  return from_iso_date(text.substr(0, 8) + "01").value_or(day);
}

}  // namespace

std::span<Term const> terms() { return all_terms; }
Term const& term_of(Kind kind) { return *std::ranges::find(all_terms, kind, &Term::kind); }
Instant limit_of(Kind kind, Instant now) { return now - days(term_of(kind).days); }

void note(db::Tx& tx, Kind kind, int64_t deleted, Instant now) {
  if (deleted > 0) tx.run(add_count, utc_day(now), term_of(kind).name, deleted);
}

std::vector<Month> months(db::Tx& tx, Instant now) {
  std::vector<Month> out;
  auto const first = tx.one<int64_t>(first_day);
  if (!first) return out;
  auto end = first_of_month(utc_day(now));
  for (int64_t i = 0; i < most_months && end > first_of_month(*first); ++i) {
    auto const begin = first_of_month(end - 1);
    std::map<std::string, int64_t, std::less<>> sums;
    for (auto const& row : tx.many<Counted>(list_counts, begin, end)) sums[row.kind] += row.deleted;
    for (auto const& term : all_terms) {
      auto const found = sums.find(term.name);
      auto const shown = found == sums.end() ? 0 : found->second / step * step;
      out.push_back({begin, term.kind, shown ? std::optional(shown) : std::nullopt});
    }
    end = begin;
  }
  return out;
}

Steadiness::Steadiness(Clock const& clock) : clock_(clock), wall_(clock.now()), running_(since_start_of_machine()) {}

bool Steadiness::in_doubt(Duration running) const {
  int64_t const wall = (clock_.now() - wall_).ms, steady = running.ms - running_.ms;
  return std::llabs(wall - steady) > minutes(2).ms;
}

Duration Steadiness::since_start_of_machine() {
  timespec at{};
  ::clock_gettime(CLOCK_BOOTTIME, &at);
  return milliseconds(int64_t(at.tv_sec) * 1000 + at.tv_nsec / 1'000'000);
}

}  // namespace essaim::retention
