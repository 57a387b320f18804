#include "features/figures/page.hpp"

#include "features/people/people.hpp"

#include <algorithm>
#include <tuple>

namespace essaim::figures {
namespace {

constexpr int64_t weeks_shown = 12, blocks_listed = 26;

/// Published figures by what they are of.
class Book {
 public:
  explicit Book(std::vector<store::Published> figures) : figures_(std::move(figures)) {
    for (auto const& figure : figures_)
      by_key_[{figure.measure, figure.cut.unit, figure.cut.theme, figure.cut.network}] = &figure;
  }
  store::Published const* find(std::string_view measure, store::Cut const& cut = {}) const {
    auto const found = by_key_.find({std::string(measure), cut.unit, cut.theme, cut.network});
    return found == by_key_.end() ? nullptr : found->second;
  }
  std::optional<int64_t> value(std::string_view measure, store::Cut const& cut = {}) const {
    auto const* figure = find(measure, cut);
    return figure ? figure->value : std::nullopt;
  }
  template <class Known>
  Told<Known> told(std::string_view measure, store::Cut const& cut = {}) const {
    auto const amount = value(measure, cut);
    return amount ? Told<Known>(Figure<Known>(*amount)) : std::nullopt;
  }
  std::optional<TellRange> range(std::string_view measure, store::Cut const& cut = {}) const {
    auto const* figure = find(measure, cut);
    if (!figure || !figure->value || !figure->low || !figure->high) return std::nullopt;
    return TellRange{*figure->low, *figure->high};
  }
  std::vector<store::Published> const& all() const { return figures_; }

 private:
  std::vector<store::Published> figures_;
  std::map<std::tuple<std::string, int64_t, int64_t, std::string>, store::Published const*> by_key_;
};

WeekFigures week_of(std::vector<store::Published> figures) {
  WeekFigures out;
  out.monday = figures.front().start;
  out.incomplete = figures.front().incomplete;
  Book const book(std::move(figures));
  out.joined = book.told<Measured>("joined");
  out.headcount = book.told<Measured>("headcount");
  out.clicks = book.told<Measured>("clicks");
  out.active = book.told<Declared>("active");
  return out;
}

std::vector<WeekFigures> weeks_until(db::Tx& tx, int64_t newest) {
  std::map<int64_t, std::vector<store::Published>> by_week;
  for (auto& figure : store::figures_since(tx, Kind::week, newest - (weeks_shown - 1) * days_of_week))
    by_week[figure.start].push_back(std::move(figure));
  std::vector<WeekFigures> out;
  for (auto& [monday, figures] : by_week) out.push_back(week_of(std::move(figures)));
  return out;
}

// What is told first, the most clicks before; what is hidden in the order of its name, which tells nothing.
template <class T, class NameOf>
void sort_told(std::vector<T>& rows, NameOf name_of) {
  auto const clicks = [](T const& row) { return row.clicks ? row.clicks->value : -1; };
  std::stable_sort(rows.begin(), rows.end(), [&](T const& a, T const& b) {
    return std::pair(-clicks(a), name_of(a)) < std::pair(-clicks(b), name_of(b));
  });
}

void add_themes(BlockFigures& out, Book const& book, db::Tx& tx, content::Content const& content) {
  for (auto const& figure : book.all()) {
    if (figure.measure != "clicks" || figure.cut.theme == store::Cut::uncut_theme || figure.cut.unit != 0) continue;
    ThemeFigures theme;
    theme.theme = figure.cut.theme;
    theme.name_fr = content.theme_name(tx, theme.theme, "fr");
    theme.name_en = content.theme_name(tx, theme.theme, "en");
    theme.tracked = book.told<Measured>("tracked", figure.cut);
    theme.clicks = book.told<Measured>("clicks", figure.cut);
    theme.clicks_percent = book.range("clicks", figure.cut);
    out.themes.push_back(std::move(theme));
  }
  sort_told(out.themes, [](ThemeFigures const& theme) { return theme.name_fr; });
}

void add_networks(BlockFigures& out, Book const& book) {
  for (auto const& figure : book.all()) {
    if (figure.measure != "clicks" || figure.cut.network.empty() || figure.cut.unit != 0) continue;
    NetworkFigures network;
    network.network = figure.cut.network;
    network.tracked = book.told<Measured>("tracked", figure.cut);
    network.clicks = book.told<Measured>("clicks", figure.cut);
    out.networks.push_back(std::move(network));
  }
  sort_told(out.networks, [](NetworkFigures const& network) { return network.network; });
}

std::optional<UnitPart> part_of(Book const& book, store::Cut const& cut) {
  UnitPart part{cut.theme, cut.network, book.value("tracked_percent", cut), book.value("clicks_percent", cut)};
  return part.tracked_percent || part.clicks_percent ? std::optional(part) : std::nullopt;
}

void add_units(BlockFigures& out, Book const& book, std::vector<store::PublishedUnit> const& units) {
  for (auto const& unit : units) {
    store::Cut const cut{.unit = unit.number};
    UnitFigures figures;
    figures.number = unit.number;
    figures.form = unit.form;
    figures.name = unit.name;
    figures.members = book.told<Measured>("members", cut);
    figures.tracked = book.told<Measured>("tracked", cut);
    figures.clicks = book.told<Measured>("clicks", cut);
    figures.active = book.told<Declared>("active", cut);
    for (auto const& theme : out.themes)
      if (auto part = part_of(book, {.unit = unit.number, .theme = theme.theme})) figures.themes.push_back(*part);
    for (auto const& network : out.networks)
      if (auto part = part_of(book, {.unit = unit.number, .network = network.network}))
        figures.networks.push_back(std::move(*part));
    out.units.push_back(std::move(figures));
  }
}

BlockFigures block_of(db::Tx& tx, content::Content const& content, int64_t monday) {
  Book const book(store::figures_of(tx, Kind::block, monday));
  BlockFigures out;
  out.monday = monday;
  out.incomplete = std::any_of(book.all().begin(), book.all().end(), [](auto const& each) { return each.incomplete; });
  out.members = book.told<Measured>("members");
  out.active = book.told<Declared>("active");
  out.proved = book.told<Proved>("proved");
  out.declared = book.told<Declared>("declared");
  out.opened = book.told<Opened>("opened");
  out.tracked = book.told<Measured>("tracked");
  out.clicks = book.told<Measured>("clicks");
  out.clicks_per_share = book.value("clicks_per_share");
  out.clicks_per_share_range = book.range("clicks_per_share");
  if (auto const useful = book.value("useful_percent")) out.mix = SharedMix{*useful, 100 - *useful};
  add_themes(out, book, tx, content);
  add_networks(out, book);
  add_units(out, book, store::units_of(tx, monday));
  return out;
}

}  // namespace

Page read_page(db::Tx& tx, content::Content const& content, std::optional<int64_t> day, Instant now) {
  Page out;
  auto const last = store::last_closed(tx, Kind::week);
  auto const founded = people::founded_at(tx);
  auto const next = last ? *last + days_of_week : week_start(utc_day(founded.ms > 0 ? founded : now));
  out.next_week = closing_of_week(next);
  out.next_block = closing_of_week(block_start(next) + days_of_block - days_of_week);
  if (last) out.weeks = weeks_until(tx, *last);
  out.target_useful_percent = content.faces().useful_percent(tx);
  out.blocks = store::closed(tx, Kind::block, blocks_listed);
  if (out.blocks.empty()) return out;
  auto const asked = day ? block_start(*day) : out.blocks.front();
  bool const known = std::find(out.blocks.begin(), out.blocks.end(), asked) != out.blocks.end();
  out.block = block_of(tx, content, known ? asked : out.blocks.front());
  return out;
}

}  // namespace essaim::figures
