#include "features/figures/tables.hpp"

#include "features/figures/rules.hpp"
#include "features/sharing/sharing.hpp"

#include <fmt/format.h>

#include <array>

namespace essaim::figures {
namespace {

/// What a row is of.
struct Of {
  std::string_view period;  // week, block
  int64_t from = 0, to = 0;
  std::string unit, theme, network;
};

class Writing {
 public:
  Writing(std::string_view language, Catalogue const& catalogue) : language_(language), catalogue_(catalogue) {
    for (auto const* head : {"period", "from", "to", "unit", "theme", "network", "figure", "proved", "declared",
                             "opened", "measured", "low", "high", "hidden", "complete"})
      sheet_.head.push_back(word(head));
  }
  std::string word(std::string_view key, MessageArguments const& arguments = {}) const {
    return catalogue_.text(language_, fmt::format("figures_csv.{}", key), arguments);
  }
  std::string name_of(ThemeFigures const& theme) const {
    if (theme.theme == 0) return word("no_theme");
    return language_ == "fr" ? theme.name_fr : theme.name_en;
  }
  std::string name_of(UnitFigures const& unit) const {
    if (unit.form == "group") return unit.name;
    if (unit.form == "partners") return word("partners");
    return unit.name.empty() ? word("rest") : fmt::format("{} ({})", unit.name, word("rest"));
  }

  template <class Known>
  void figure(Of const& of, std::string_view name, Told<Known> const& told, bool incomplete) {
    begin(of, name);
    for (auto const mark : marks) put(mark == Known::mark ? number(told) : sheets::Cell(sheets::Empty{}));
    finish(told.has_value(), incomplete);
  }
  /// The three ways in which shares are known stand side by side.
  void shares(Of const& of, BlockFigures const& block) {
    begin(of, "shares");
    put(number(block.proved));
    put(number(block.declared));
    put(number(block.opened));
    put(sheets::Empty{});
    finish(block.proved && block.declared && block.opened, block.incomplete);
  }
  /// A part of a unit's whole, of what is measured.
  void percent(Of const& of, std::string_view name, std::optional<int64_t> value, bool incomplete) {
    begin(of, name);
    skip_to_measured();
    put(value ? sheets::Cell(*value) : sheets::Cell(sheets::NotTold{}));
    finish(value.has_value(), incomplete);
  }
  /// In hundredths, of what is measured.
  void rate(Of const& of, std::string_view name, BlockFigures const& block) {
    begin(of, name);
    skip_to_measured();
    auto const& value = block.clicks_per_share;
    put(value ? sheets::Cell(sheets::Hundredths{*value}) : sheets::Cell(sheets::NotTold{}));
    finish(value.has_value(), block.incomplete, block.clicks_per_share_range);
  }

  sheets::Sheet take(Page const& page) {
    // Files of one page are the same bytes for everybody, whenever they are asked for.
    auto const newest = page.weeks.empty() ? 0 : page.weeks.back().monday + days_of_week;
    sheet_.of = {newest * days(1).ms};
    sheet_.name = word("sheet");
    sheet_.title = page.block ? word("title", {{"from", std::string_view(long_day(page.block->monday))},
                                               {"to", std::string_view(long_day(last_day(*page.block)))}})
                              : word("title_weeks");
    sheet_.notes = {word("marks"),
                    catalogue_.text(language_, "figures.why_hidden", {{"least", int64_t(figure_rules.contributors)}})};
    sheet_.not_told = catalogue_.text(language_, "figures.hidden");
    return std::move(sheet_);
  }

 private:
  static constexpr std::array<std::string_view, 4> marks{Proved::mark, Declared::mark, Opened::mark, Measured::mark};

  static int64_t last_day(BlockFigures const& block) { return block.monday + days_of_block - 1; }
  std::string long_day(int64_t day) const { return long_date(language_, {day * days(1).ms}, "UTC"); }
  template <class Known>
  static sheets::Cell number(Told<Known> const& told) {
    return told ? sheets::Cell(told->value) : sheets::Cell(sheets::NotTold{});
  }
  void skip_to_measured() {
    for (size_t i = 0; i + 1 < marks.size(); ++i) put(sheets::Empty{});
  }
  void begin(Of const& of, std::string_view name) {
    sheet_.rows.emplace_back();
    put(word(of.period));
    put(sheets::Day{of.from});
    put(sheets::Day{of.to});
    put(of.unit);
    put(of.theme);
    put(of.network);
    put(word(name));
  }
  void finish(bool told, bool incomplete, std::optional<TellRange> const& range = {}) {
    put(range ? sheets::Cell(sheets::Hundredths{range->low}) : sheets::Cell(sheets::Empty{}));
    put(range ? sheets::Cell(sheets::Hundredths{range->high}) : sheets::Cell(sheets::Empty{}));
    put(word(told ? "no" : "yes"));
    put(word(incomplete ? "no" : "yes"));
  }
  void put(sheets::Cell cell) { sheet_.rows.back().push_back(std::move(cell)); }

  std::string language_;
  Catalogue const& catalogue_;
  sheets::Sheet sheet_;
};

void add_week(Writing& writing, WeekFigures const& week) {
  Of const of{"week", week.monday, week.monday + days_of_week - 1, "", "", ""};
  writing.figure(of, "joined", week.joined, week.incomplete);
  writing.figure(of, "headcount", week.headcount, week.incomplete);
  writing.figure(of, "active", week.active, week.incomplete);
  writing.figure(of, "clicks", week.clicks, week.incomplete);
}

void add_unit(Writing& writing, Of of, UnitFigures const& unit, BlockFigures const& block) {
  of.unit = writing.name_of(unit);
  writing.figure(of, "members", unit.members, block.incomplete);
  writing.figure(of, "active", unit.active, block.incomplete);
  writing.figure(of, "tracked", unit.tracked, block.incomplete);
  writing.figure(of, "clicks", unit.clicks, block.incomplete);
  auto const add_part = [&](Of const& where, UnitPart const& part) {
    writing.percent(where, "tracked_percent", part.tracked_percent, block.incomplete);
    writing.percent(where, "clicks_percent", part.clicks_percent, block.incomplete);
  };
  for (auto const& part : unit.themes) {
    auto where = of;
    for (auto const& theme : block.themes)
      if (theme.theme == part.theme) where.theme = writing.name_of(theme);
    add_part(where, part);
  }
  for (auto const& part : unit.networks) {
    auto where = of;
    where.network = sharing::network_name(part.network);
    add_part(where, part);
  }
}

void add_block(Writing& writing, BlockFigures const& block) {
  Of const of{"block", block.monday, block.monday + days_of_block - 1, "", "", ""};
  writing.figure(of, "members", block.members, block.incomplete);
  writing.figure(of, "active", block.active, block.incomplete);
  writing.shares(of, block);
  writing.figure(of, "tracked", block.tracked, block.incomplete);
  writing.figure(of, "clicks", block.clicks, block.incomplete);
  writing.rate(of, "clicks_per_share", block);
  writing.percent(of, "useful_percent", block.mix ? std::optional(block.mix->useful) : std::nullopt, block.incomplete);
  for (auto const& theme : block.themes) {
    auto where = of;
    where.theme = writing.name_of(theme);
    writing.figure(where, "tracked", theme.tracked, block.incomplete);
    writing.figure(where, "clicks", theme.clicks, block.incomplete);
  }
  for (auto const& network : block.networks) {
    auto where = of;
    where.network = sharing::network_name(network.network);
    writing.figure(where, "tracked", network.tracked, block.incomplete);
    writing.figure(where, "clicks", network.clicks, block.incomplete);
  }
  for (auto const& unit : block.units) add_unit(writing, of, unit, block);
}

}  // namespace

sheets::Sheet make_table(Page const& page, std::string_view language, Catalogue const& catalogue) {
  Writing writing(language, catalogue);
  for (auto const& week : page.weeks) add_week(writing, week);
  if (page.block) add_block(writing, *page.block);
  return writing.take(page);
}

}  // namespace essaim::figures
