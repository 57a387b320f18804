// A block's figures as tables of cells, decided by the rules.

#include "features/figures/closing.hpp"
#include "features/figures/ranges.hpp"
#include "features/figures/rules.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace essaim::figures {
namespace {

constexpr auto useful_percent = "useful_percent", company_percent = "company_percent";

template <class T>
size_t place_in(std::vector<T> const& all, T const& one) {
  return size_t(std::find(all.begin(), all.end(), one) - all.begin());
}

/// Who made what, with the places of everything found once.
struct Places {
  explicit Places(BlockFacts const& facts_) : facts(facts_) {
    auto const by = start_of(facts.block) - days(figure_rules.settled_days);
    for (auto const& row : facts.roster)
      if (row.joined <= by) settled.insert(row.placed.person);
    auto const& units = facts.units.all();
    for (size_t unit = 0; unit < units.size(); ++unit)
      for (auto const person : units[unit].members) unit_of_person[person] = unit;
  }
  /// Whoever came since, or has left, is counted with the group of their share.
  size_t unit_of(store::GrainRow const& row) const {
    auto const found = unit_of_person.find(row.person);
    return found == unit_of_person.end() ? facts.units.of_group(row.group) : found->second;
  }
  size_t theme_of(store::GrainRow const& row) const { return place_in(facts.themes, row.theme); }
  size_t network_of(store::GrainRow const& row) const { return place_in(facts.networks, row.network); }
  /// One unit alone is the whole once more.
  size_t units() const { return facts.units.all().size() < 2 ? 0 : facts.units.all().size(); }

  BlockFacts const& facts;
  std::set<int64_t> settled;
  std::unordered_map<int64_t, size_t> unit_of_person;
};

/// A table whose cells know what they are called.
class Named {
 public:
  size_t add(std::string measure, store::Cut cut, Cell cell = {}) {
    table.cells.push_back(cell);
    names_.push_back({std::move(measure), std::move(cut)});
    return table.cells.size() - 1;
  }
  std::vector<int64_t> sums() const {
    std::vector<int64_t> out(table.cells.size(), 0);
    for (auto const& grain : table.grains)
      for (auto const cell : grain.cells) out[cell] += grain.value;
    return out;
  }
  std::string const& measure_of(size_t cell) const { return names_[cell].measure; }
  store::Cut const& cut_of(size_t cell) const { return names_[cell].cut; }

  Table table;

 private:
  struct Name {
    std::string measure;
    store::Cut cut;
  };
  std::vector<Name> names_;
};

/// One measure, whole and cut by unit, theme and network, and units by both.
class Cuts {
 public:
  Cuts(Named& named, Places const& places, std::string const& measure) : places_(places) {
    whole = named.add(measure, {});
    auto const of_unit = [](size_t unit) { return int64_t(unit) + 1; };
    for (size_t unit = 0; unit < places.units(); ++unit) units.push_back(named.add(measure, {.unit = of_unit(unit)}));
    for (auto const theme : places.facts.themes) themes.push_back(named.add(measure, {.theme = theme}));
    for (auto const& network : places.facts.networks) networks.push_back(named.add(measure, {.network = network}));
    for (size_t unit = 0; unit < places.units(); ++unit) {
      auto& of_themes = unit_themes.emplace_back();
      for (auto const theme : places.facts.themes)
        of_themes.push_back(
            named.add(measure + "_percent", {.unit = of_unit(unit), .theme = theme}, Cell{.is_exact = false}));
      auto& of_networks = unit_networks.emplace_back();
      for (auto const& network : places.facts.networks)
        of_networks.push_back(
            named.add(measure + "_percent", {.unit = of_unit(unit), .network = network}, Cell{.is_exact = false}));
    }
    add_lines(named.table);
  }

  std::vector<size_t> cells_of(store::GrainRow const& row) const {
    auto const theme = places_.theme_of(row), network = places_.network_of(row);
    std::vector<size_t> out{whole, themes[theme], networks[network]};
    if (places_.units() == 0) return out;
    auto const unit = places_.unit_of(row);
    out.insert(out.end(), {units[unit], unit_themes[unit][theme], unit_networks[unit][network]});
    return out;
  }

  /// Of units that made too little, steps of five points would tell the count.
  void withhold_percents(Named& named) const {
    auto const sums = named.sums();
    for (size_t unit = 0; unit < units.size(); ++unit) {
      if (sums[units[unit]] >= figure_rules.least_whole) continue;
      for (auto const& cells : {unit_themes[unit], unit_networks[unit]})
        for (auto const cell : cells) named.table.cells[cell].least = INT64_MAX;
    }
  }

  size_t whole = 0;
  std::vector<size_t> units, themes, networks;
  std::vector<std::vector<size_t>> unit_themes, unit_networks;

 private:
  static std::vector<size_t> column(std::vector<std::vector<size_t>> const& rows, size_t at) {
    std::vector<size_t> out;
    for (auto const& row : rows) out.push_back(row[at]);
    return out;
  }
  void add_lines(Table& table) const {
    if (!units.empty()) table.lines.push_back({whole, units});
    table.lines.push_back({whole, themes});
    table.lines.push_back({whole, networks});
    for (size_t unit = 0; unit < units.size(); ++unit) {
      table.lines.push_back({units[unit], unit_themes[unit]});
      table.lines.push_back({units[unit], unit_networks[unit]});
    }
    if (units.empty()) return;
    for (size_t theme = 0; theme < themes.size(); ++theme)
      table.lines.push_back({themes[theme], column(unit_themes, theme)});
    for (size_t network = 0; network < networks.size(); ++network)
      table.lines.push_back({networks[network], column(unit_networks, network)});
  }
  Places const& places_;
};

class Block {
 public:
  Block(BlockFacts const& facts, Care care) : facts_(facts), care_(care), places_(facts) {
    std::map<int64_t, StoryCount> stories;
    for (auto const& row : facts.grains) {
      auto& story = stories[row.story];
      story.theme = places_.theme_of(row);
      story.clicks += row.clicks;
      if (row.is_tracked) story.shares += row.proved + row.declared + row.opened;
    }
    std::vector<StoryCount> counts;
    for (auto const& [id, story] : stories) counts.push_back(story);
    ranges_ = ranges_of(counts, facts.themes.size(), uint64_t(facts.block));
  }

  std::vector<store::Published> figures() {
    add_clicks();
    add_shares();
    add_active();
    add_clicks_per_share();
    return std::move(out_);
  }

 private:
  void add_clicks() {
    Named named;
    Cuts const cuts(named, places_, "clicks");
    std::map<int64_t, size_t> weeks;
    Line line{cuts.whole, {}};
    auto const add_week = [&](int64_t monday, bool shown) {
      line.parts.push_back(weeks[monday] = named.add("", {}, Cell{.is_fixed = true, .shown = shown}));
    };
    for (auto const monday : facts_.shown_weeks) add_week(monday, true);
    for (auto const monday : facts_.hidden_weeks) add_week(monday, false);
    if (!line.parts.empty()) named.table.lines.push_back(line);
    for (auto const& row : facts_.grains) {
      if (row.clicks == 0) continue;
      auto cells = cuts.cells_of(row);
      if (auto const week = weeks.find(row.week); week != weeks.end()) cells.push_back(week->second);
      named.table.grains.push_back({row.person, row.clicks, places_.settled.contains(row.person), std::move(cells)});
    }
    cuts.withhold_percents(named);
    decide(named.table, care_);
    for (size_t theme = 0; theme < cuts.themes.size(); ++theme)
      if (named.table.cells[cuts.themes[theme]].shown) theme_ranges_[cuts.themes[theme]] = ranges_.themes[theme];
    publish(named, cuts);
    theme_ranges_.clear();
    clicks_ = shown_sum(named, cuts.whole);
  }

  // Shares with a tracked link are cut; how they are known is told of the whole, side by side and never added up.
  void add_shares() {
    Named named;
    Cuts const cuts(named, places_, "tracked");
    auto const proved = named.add("proved", {}), declared = named.add("declared", {}), opened = named.add("opened", {});
    named.table.lines.push_back({cuts.whole, {proved, declared, opened}, false});
    auto const useful = named.add(useful_percent, {}, Cell{.is_exact = false});
    auto const company = named.add(company_percent, {}, Cell{.is_exact = false});
    named.table.lines.push_back({cuts.whole, {useful, company}});
    for (auto const& row : facts_.grains)
      for (auto const& [state, shares] :
           {std::pair{proved, row.proved}, std::pair{declared, row.declared}, std::pair{opened, row.opened}}) {
        if (shares == 0) continue;
        auto cells = row.is_tracked ? cuts.cells_of(row) : std::vector<size_t>{};
        cells.push_back(state);
        if (row.is_tracked) cells.push_back(facts_.company_stories.contains(row.story) ? company : useful);
        named.table.grains.push_back({row.person, shares, places_.settled.contains(row.person), std::move(cells)});
      }
    cuts.withhold_percents(named);
    if (named.sums()[cuts.whole] < figure_rules.least_whole)
      for (auto const cell : {useful, company}) named.table.cells[cell].least = INT64_MAX;
    decide(named.table, care_);
    publish(named, cuts, {useful, company});
    tracked_ = shown_sum(named, cuts.whole);
  }

  // People who shared, by their own word or a reader's visit.
  void add_active() {
    Named named;
    auto const whole = named.add("active", {});
    std::vector<size_t> units;
    for (size_t unit = 0; unit < places_.units(); ++unit)
      units.push_back(named.add("active", {.unit = int64_t(unit) + 1}));
    if (!units.empty()) named.table.lines.push_back({whole, units});
    std::set<int64_t> seen;
    for (auto const& row : facts_.grains) {
      if (row.proved + row.declared == 0 || !seen.insert(row.person).second) continue;
      std::vector<size_t> cells{whole};
      if (!units.empty()) cells.push_back(units[places_.unit_of(row)]);
      named.table.grains.push_back({row.person, 1, places_.settled.contains(row.person), std::move(cells)});
    }
    decide(named.table, care_);
    auto const sums = named.sums();
    for (size_t cell = 0; cell < sums.size(); ++cell) put(named, cell, sums[cell]);
  }

  void add_clicks_per_share() {
    store::Published figure{.kind = Kind::block, .start = facts_.block, .measure = "clicks_per_share"};
    if (clicks_ && tracked_ && *tracked_ > 0) {
      figure.value = (2 * 100 * *clicks_ + *tracked_) / (2 * *tracked_);
      figure.low = ranges_.clicks_per_share.low;
      figure.high = ranges_.clicks_per_share.high;
    }
    out_.push_back(figure);
  }

  void publish(Named const& named, Cuts const& cuts, std::vector<size_t> const& parts_of_whole = {}) {
    auto const sums = named.sums();
    std::map<size_t, int64_t> whole_of;  // of what is told in steps
    for (size_t unit = 0; unit < cuts.units.size(); ++unit)
      for (auto const* cells : {&cuts.unit_themes[unit], &cuts.unit_networks[unit]})
        for (auto const cell : *cells) whole_of[cell] = sums[cuts.units[unit]];
    for (auto const cell : parts_of_whole) whole_of[cell] = sums[cuts.whole];
    for (size_t cell = 0; cell < sums.size(); ++cell) {
      // The other part is what is left of a hundred: two roundings side by side would tell where the half lies.
      if (named.measure_of(cell) == company_percent) continue;
      auto const found = whole_of.find(cell);
      if (!named.table.cells[cell].is_fixed)
        put(named, cell, found == whole_of.end() ? sums[cell] : in_steps(sums[cell], found->second));
    }
  }

  void put(Named const& named, size_t cell, int64_t value) {
    store::Published figure{.kind = Kind::block, .start = facts_.block, .measure = named.measure_of(cell)};
    figure.cut = named.cut_of(cell);
    if (named.table.cells[cell].shown) figure.value = value;
    if (auto const range = theme_ranges_.find(cell); range != theme_ranges_.end())
      figure.low = range->second.low, figure.high = range->second.high;
    out_.push_back(std::move(figure));
  }

  static std::optional<int64_t> shown_sum(Named const& named, size_t cell) {
    return named.table.cells[cell].shown ? std::optional(named.sums()[cell]) : std::nullopt;
  }

  BlockFacts const& facts_;
  Care care_;
  Places places_;
  Ranges ranges_;
  std::map<size_t, Range> theme_ranges_;
  std::optional<int64_t> clicks_, tracked_;
  std::vector<store::Published> out_;
};

}  // namespace

std::vector<store::Published> figures_of_block(BlockFacts const& facts, Care care) {
  return Block(facts, care).figures();
}

}  // namespace essaim::figures
