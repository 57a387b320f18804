#include "features/figures/tables.hpp"

#include "base/csv.hpp"
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

class File {
 public:
  File(std::string_view language, Catalogue const& catalogue) : language_(language), catalogue_(catalogue) {
    if (is_french()) out_ = "\xEF\xBB\xBF";
    for (auto const* head : {"period", "from", "to", "unit", "theme", "network", "figure", "proved", "declared",
                             "opened", "measured", "low", "high", "hidden", "complete"})
      text(word(head));
    end();
  }
  bool is_french() const { return language_ == "fr"; }
  std::string word(std::string_view key) const {
    return catalogue_.text(language_, fmt::format("figures_csv.{}", key));
  }
  std::string name_of(ThemeFigures const& theme) const {
    if (theme.theme == 0) return word("no_theme");
    return is_french() ? theme.name_fr : theme.name_en;
  }
  std::string name_of(UnitFigures const& unit) const {
    if (unit.form == "group") return unit.name;
    if (unit.form == "partners") return word("partners");
    return unit.name.empty() ? word("rest") : fmt::format("{} ({})", unit.name, word("rest"));
  }

  template <class Known>
  void figure(Of const& of, std::string_view name, Told<Known> const& told, bool incomplete,
              std::optional<TellRange> const& range = {}) {
    begin(of, name);
    for (auto const mark : marks) field(mark == Known::mark && told ? std::to_string(told->value) : "");
    finish(told.has_value(), incomplete, range, 1);
  }
  /// The three ways in which shares are known stand side by side.
  void shares(Of const& of, BlockFigures const& block) {
    begin(of, "shares");
    field(block.proved ? std::to_string(block.proved->value) : "");
    field(block.declared ? std::to_string(block.declared->value) : "");
    field(block.opened ? std::to_string(block.opened->value) : "");
    field("");
    finish(block.proved && block.declared && block.opened, block.incomplete, {}, 1);
  }
  /// Of what is measured: a part of a unit's whole, or a rate.
  void rate(Of const& of, std::string_view name, std::optional<int64_t> value, int64_t divisor, bool incomplete,
            std::optional<TellRange> const& range = {}) {
    begin(of, name);
    for (size_t i = 0; i + 1 < marks.size(); ++i) field("");
    field(value ? decimal(*value, divisor) : "");
    finish(value.has_value(), incomplete, range, divisor);
  }
  std::string take() { return std::move(out_); }

 private:
  static constexpr std::array<std::string_view, 4> marks{Proved::mark, Declared::mark, Opened::mark, Measured::mark};

  void begin(Of const& of, std::string_view name) {
    text(word(of.period));
    field(to_iso_date(of.from));
    field(to_iso_date(of.to));
    text(of.unit);
    text(of.theme);
    text(of.network);
    text(word(name));
  }
  void finish(bool told, bool incomplete, std::optional<TellRange> const& range, int64_t divisor) {
    field(range ? decimal(range->low, divisor) : "");
    field(range ? decimal(range->high, divisor) : "");
    text(word(told ? "no" : "yes"));
    text(word(incomplete ? "no" : "yes"));
    end();
  }
  std::string decimal(int64_t value, int64_t divisor) const {
    if (divisor == 1) return std::to_string(value);
    return fmt::format("{}{}{:02}", value / divisor, is_french() ? ',' : '.', value % divisor);
  }
  void text(std::string_view value) { field(csv_field(value)); }
  void field(std::string_view value) {
    if (!first_) out_ += is_french() ? ';' : ',';
    first_ = false;
    // A decimal comma stands in no field of its own where fields are separated by commas.
    out_ += value;
  }
  void end() {
    out_ += "\r\n";
    first_ = true;
  }

  std::string language_;
  Catalogue const& catalogue_;
  std::string out_;
  bool first_ = true;
};

void add_week(File& file, WeekFigures const& week) {
  Of const of{"week", week.monday, week.monday + days_of_week - 1, "", "", ""};
  file.figure(of, "joined", week.joined, week.incomplete);
  file.figure(of, "headcount", week.headcount, week.incomplete);
  file.figure(of, "active", week.active, week.incomplete);
  file.figure(of, "clicks", week.clicks, week.incomplete);
}

void add_unit(File& file, Of of, UnitFigures const& unit, BlockFigures const& block) {
  of.unit = file.name_of(unit);
  file.figure(of, "members", unit.members, block.incomplete);
  file.figure(of, "active", unit.active, block.incomplete);
  file.figure(of, "tracked", unit.tracked, block.incomplete);
  file.figure(of, "clicks", unit.clicks, block.incomplete);
  auto const add_part = [&](Of const& where, UnitPart const& part) {
    file.rate(where, "tracked_percent", part.tracked_percent, 1, block.incomplete);
    file.rate(where, "clicks_percent", part.clicks_percent, 1, block.incomplete);
  };
  for (auto const& part : unit.themes) {
    auto where = of;
    for (auto const& theme : block.themes)
      if (theme.theme == part.theme) where.theme = file.name_of(theme);
    add_part(where, part);
  }
  for (auto const& part : unit.networks) {
    auto where = of;
    where.network = sharing::network_name(part.network);
    add_part(where, part);
  }
}

void add_block(File& file, BlockFigures const& block) {
  Of const of{"block", block.monday, block.monday + days_of_block - 1, "", "", ""};
  file.figure(of, "members", block.members, block.incomplete);
  file.figure(of, "active", block.active, block.incomplete);
  file.shares(of, block);
  file.figure(of, "tracked", block.tracked, block.incomplete);
  file.figure(of, "clicks", block.clicks, block.incomplete);
  file.rate(of, "clicks_per_share", block.clicks_per_share, 100, block.incomplete, block.clicks_per_share_range);
  for (auto const& theme : block.themes) {
    auto where = of;
    where.theme = file.name_of(theme);
    file.figure(where, "tracked", theme.tracked, block.incomplete);
    file.figure(where, "clicks", theme.clicks, block.incomplete);
  }
  for (auto const& network : block.networks) {
    auto where = of;
    where.network = sharing::network_name(network.network);
    file.figure(where, "tracked", network.tracked, block.incomplete);
    file.figure(where, "clicks", network.clicks, block.incomplete);
  }
  for (auto const& unit : block.units) add_unit(file, of, unit, block);
}

}  // namespace

std::string write_table(Page const& page, std::string_view language, Catalogue const& catalogue) {
  File file(language, catalogue);
  for (auto const& week : page.weeks) add_week(file, week);
  if (page.block) add_block(file, *page.block);
  return file.take();
}

}  // namespace essaim::figures
