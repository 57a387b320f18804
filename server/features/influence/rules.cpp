#include "features/influence/rules.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace essaim::influence {
namespace {

int whole_percent(double part) { return int(std::lround(100.0 * part)); }

double median(std::vector<int64_t> values) {
  std::sort(values.begin(), values.end());
  size_t const half = values.size() / 2;
  if (values.empty()) return 0;
  return values.size() % 2 == 1 ? double(values[half]) : double(values[half - 1] + values[half]) / 2.0;
}

// Mann and Whitney 1947: does one share of `a` usually beat one of `b`? The standard score of U, ties counted half.
double rank_score(std::vector<int64_t> const& a, std::vector<int64_t> const& b) {
  double wins = 0;
  for (auto x : a)
    for (auto y : b) wins += x > y ? 1.0 : x == y ? 0.5 : 0.0;
  double const n = double(a.size()), m = double(b.size());
  return (wins - n * m / 2.0) / std::sqrt(n * m * (n + m + 1.0) / 12.0);
}

std::optional<Sentence> own_words_sentence(std::span<SharedText const> shares) {
  std::vector<int64_t> own, taken;
  for (auto const& share : shares) (share.own_words ? own : taken).push_back(share.clicks.value);
  size_t const least = size_t(influence_rules.shares_for_sentence) / 2;
  if (own.size() < least || taken.size() < least || rank_score(own, taken) < influence_rules.z) return std::nullopt;
  return Sentence{"influence.own_words_read_more",
                  {{"own_shares", std::to_string(own.size())},
                   {"own_median", std::to_string(int64_t(std::lround(median(own))))},
                   {"taken_shares", std::to_string(taken.size())},
                   {"taken_median", std::to_string(int64_t(std::lround(median(taken))))}}};
}

// A share that ran away says no more about the hour than one that did well.
int64_t witness_of(int64_t clicks) { return std::min(clicks, influence_rules.clicks_a_witness); }

struct ThemeCount {
  int64_t shares = 0, clicks = 0;
};

std::optional<Sentence> theme_sentence(std::span<SharedText const> shares) {
  std::map<std::string, ThemeCount> themes;
  std::vector<int64_t> weights;
  ThemeCount all;
  for (auto const& share : shares) {
    auto& theme = themes[share.theme];
    ++theme.shares, ++all.shares;
    theme.clicks += share.clicks.value, all.clicks += share.clicks.value;
    weights.push_back(share.clicks.value);
  }
  double const witnesses = effective_witnesses(weights);
  std::optional<Sentence> best;
  double widest = 0;
  for (auto const& [name, count] : themes) {
    double const of_shares = double(count.shares) / double(all.shares),
                 of_clicks = double(count.clicks) / double(all.clicks);
    if (name.empty() || count.shares < 2 || wilson(of_clicks, witnesses).low <= of_shares ||
        of_clicks - of_shares <= widest)
      continue;
    widest = of_clicks - of_shares;
    best = Sentence{"influence.theme_read_more",
                    {{"theme", name},
                     {"share_percent", std::to_string(whole_percent(of_shares))},
                     {"click_percent", std::to_string(whole_percent(of_clicks))},
                     {"shares", std::to_string(all.shares)}}};
  }
  return best;
}

}  // namespace

Interval wilson(double part, double n, double z) {
  if (n <= 0) return {};
  double const square = z * z, base = 1.0 + square / n;
  double const centre = (part + square / (2.0 * n)) / base;
  double const half = z / base * std::sqrt(part * (1.0 - part) / n + square / (4.0 * n * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

double effective_witnesses(std::span<int64_t const> weights) {
  double sum = 0, squares = 0;
  for (auto weight : weights) sum += double(weight), squares += double(weight) * double(weight);
  return squares > 0 ? sum * sum / squares : 0;
}

Hours best_hours(std::span<HourClicks const> clicks) {
  std::map<int64_t, int64_t> readers;
  for (auto const& one : clicks) readers[one.share] += one.clicks.value;
  std::erase_if(readers, [](auto const& entry) { return entry.second < influence_rules.readers_for_hours; });

  struct Cell {
    Figure<Measured> clicks;
    double witness = 0;
  };
  std::map<std::pair<int, int>, Cell> cells;
  Figure<Measured> total;
  double witness = 0;
  for (auto const& one : clicks) {
    auto const found = readers.find(one.share);
    if (found == readers.end() || one.clicks.value == 0) continue;
    double const weight = double(one.clicks.value) * witness_of(found->second) / double(found->second);
    auto& cell = cells[{one.weekday, one.hour}];
    cell.clicks += one.clicks, total += one.clicks;
    cell.witness += weight, witness += weight;
  }
  Hours out;
  out.shares = int64_t(readers.size());
  for (auto const& [when, cell] : cells) out.cells.push_back({when.first, when.second, cell.clicks});
  out.enough = out.shares >= influence_rules.shares_for_hours && total.value >= influence_rules.clicks_for_hours;
  if (!out.enough) return out;

  std::vector<int64_t> weights;
  for (auto const& [share, count] : readers) weights.push_back(witness_of(count));
  auto const top = std::max_element(cells.begin(), cells.end(),
                                    [](auto const& a, auto const& b) { return a.second.witness < b.second.witness; });
  auto const range = wilson(top->second.witness / witness, effective_witnesses(weights));
  double const chance = 1.0 / double(cells.size());
  if (cells.size() > 1 && range.low > chance)
    out.best = BestHour{top->first.first, top->first.second, {whole_percent(range.low), whole_percent(range.high)}};
  return out;
}

Circle circle_of(std::string_view share_network, bool share_is_private, std::string_view click_network) {
  if (click_network.empty()) return share_is_private ? Circle::direct : Circle::unknown;
  return click_network == share_network ? Circle::direct : Circle::beyond;
}

std::vector<int> percents(std::span<int64_t const> parts) {
  int64_t const whole = std::accumulate(parts.begin(), parts.end(), int64_t{0});
  std::vector<int> out(parts.size(), 0);
  if (whole <= 0) return out;
  std::vector<std::pair<int64_t, size_t>> remainders;
  int left = 100;
  for (size_t i = 0; i < parts.size(); ++i) {
    out[i] = int(parts[i] * 100 / whole);
    left -= out[i];
    remainders.emplace_back(-(parts[i] * 100 % whole), i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (size_t i = 0; left > 0 && i < remainders.size(); ++i, --left) ++out[remainders[i].second];
  return out;
}

std::optional<Sentence> what_worked(std::span<SharedText const> shares) {
  int64_t clicks = 0;
  for (auto const& share : shares) clicks += share.clicks.value;
  if (int64_t(shares.size()) < influence_rules.shares_for_sentence || clicks < influence_rules.clicks_for_sentence)
    return std::nullopt;
  if (auto sentence = own_words_sentence(shares)) return sentence;
  return theme_sentence(shares);
}

}  // namespace essaim::influence
