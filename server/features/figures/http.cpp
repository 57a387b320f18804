#include "features/figures/dto.hpp"
#include "features/figures/figures.hpp"
#include "features/figures/page.hpp"
#include "features/figures/rules.hpp"
#include "features/figures/tables.hpp"

#include <fmt/format.h>

namespace essaim::figures {
namespace {

using http::Call;

template <class Known>
std::optional<int64_t> show(Told<Known> const& told) {
  return told ? std::optional(told->value) : std::nullopt;
}
std::optional<FigureRangeDto> show(std::optional<TellRange> const& range) {
  return range ? std::optional(FigureRangeDto{range->low, range->high}) : std::nullopt;
}
std::optional<std::string> show_theme(int64_t theme, IdCipher const& ids) {
  return theme > 0 ? std::optional(ids.show(theme)) : std::nullopt;
}

FigureUnitDto show(UnitFigures const& unit, IdCipher const& ids) {
  FigureUnitDto out;
  out.number = unit.number;
  out.form = unit.form;
  out.name = unit.name;
  out.members = show(unit.members);
  out.active = show(unit.active);
  out.tracked = show(unit.tracked);
  out.clicks = show(unit.clicks);
  for (auto const& part : unit.themes)
    out.themes.push_back({show_theme(part.theme, ids), part.tracked_percent, part.clicks_percent});
  for (auto const& part : unit.networks)
    out.networks.push_back({part.network, part.tracked_percent, part.clicks_percent});
  return out;
}

FigureBlockDto show(BlockFigures const& block, int64_t target, IdCipher const& ids) {
  FigureBlockDto out;
  out.from = to_iso_date(block.monday);
  out.to = to_iso_date(block.monday + days_of_block - 1);
  out.incomplete = block.incomplete;
  out.members = show(block.members);
  out.active = show(block.active);
  out.proved = show(block.proved);
  out.declared = show(block.declared);
  out.opened = show(block.opened);
  out.tracked = show(block.tracked);
  out.clicks = show(block.clicks);
  out.clicks_per_share = block.clicks_per_share;
  out.clicks_per_share_range = show(block.clicks_per_share_range);
  if (block.mix) out.mix = SharedMixDto{block.mix->useful, block.mix->company, target};
  for (auto const& unit : block.units) out.units.push_back(show(unit, ids));
  for (auto const& theme : block.themes)
    out.themes.push_back({show_theme(theme.theme, ids), theme.name_fr, theme.name_en, show(theme.tracked),
                          show(theme.clicks), show(theme.clicks_percent)});
  for (auto const& network : block.networks)
    out.networks.push_back({network.network, show(network.tracked), show(network.clicks)});
  return out;
}

FiguresDto show(Page const& page, IdCipher const& ids) {
  FiguresDto out;
  out.least_people = int64_t(figure_rules.contributors);
  for (auto const& week : page.weeks)
    out.weeks.push_back({to_iso_date(week.monday), show(week.joined), show(week.headcount), show(week.active),
                         show(week.clicks), week.incomplete});
  for (auto const block : page.blocks) out.blocks.push_back(to_iso_date(block));
  if (page.block) out.block = show(*page.block, page.target_useful_percent, ids);
  out.next_week_at = to_rfc3339(page.next_week);
  out.next_block_at = to_rfc3339(page.next_block);
  return out;
}

Page read(Call& call, content::Content const& content) {
  std::optional<int64_t> day;
  if (auto const asked = from_iso_date(call.query("block"))) day = *asked;
  return call.db().read([&](db::Tx& tx) { return read_page(tx, content, day, call.now()); });
}

constexpr std::string_view block_meaning =
    "any day of the four weeks that are asked for; the newest closed ones when left out";

// The table that both files are written from, in the language asked for.
struct Asked {
  Page page;
  std::string language;
};
Asked read_asked(Call& call, content::Content const& content) {
  auto const language = call.query("language");
  return {read(call, content), std::string(language.empty() ? call.viewer.language : language)};
}
http::Response attach(Call const& call, Page const& page, std::string_view ending, std::string_view type,
                      std::string body) {
  http::Response out;
  out.body = std::move(body);
  out.with("content-type", std::string(type));
  auto const day = page.block ? page.block->monday : utc_day(call.now());
  out.with("content-disposition", fmt::format("attachment; filename=\"figures-{}.{}\"", to_iso_date(day), ending));
  return out;
}

constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view language_meaning = "of its words; one's own when left out";

}  // namespace

void add_routes(http::Router& router, content::Content const& content, Catalogue const& catalogue) {
  router
      .get<FiguresDto>(
          "/figures", signed_in, "Figures of closed periods that everybody may see",
          [&content](Call& call) -> Result<FiguresDto> { return show(read(call, content), call.organisation.ids); })
      .day("block", block_meaning);
  router
      .get<http::Response>("/figures.csv", signed_in, "The same figures for a spreadsheet",
                           [&content, &catalogue](Call& call) -> Result<http::Response> {
                             auto const [page, language] = read_asked(call, content);
                             return attach(call, page, "csv", "text/csv; charset=utf-8",
                                           sheets::to_csv(make_table(page, language, catalogue), language));
                           })
      .day("block", block_meaning)
      .text("language", language_meaning, http::one_of({"fr", "en"}));
  router
      .get<http::Response>("/figures.xlsx", signed_in, "The same figures as a workbook",
                           [&content, &catalogue](Call& call) -> Result<http::Response> {
                             auto const [page, language] = read_asked(call, content);
                             return attach(call, page, "xlsx", workbook_type,
                                           sheets::to_workbook(make_table(page, language, catalogue)));
                           })
      .day("block", block_meaning)
      .text("language", language_meaning, http::one_of({"fr", "en"}));
}

}  // namespace essaim::figures
