#include "features/influence/dto.hpp"
#include "features/influence/figures.hpp"
#include "features/influence/influence.hpp"
#include "features/influence/pictures/pictures.hpp"
#include "features/influence/tables.hpp"

#include <fmt/format.h>

namespace essaim::influence {
namespace {

using http::Call;

SharesDto show(Shares const& shares) { return {shares.opened.value, shares.declared.value, shares.proved.value}; }

HoursDto show(Hours const& hours) {
  HoursDto out;
  for (auto const& cell : hours.cells) out.cells.push_back({cell.weekday, cell.hour, cell.clicks.value});
  if (hours.best)
    out.best = BestHourDto{hours.best->weekday, hours.best->hour, hours.best->percent.low, hours.best->percent.high};
  out.enough = hours.enough;
  out.shares = hours.shares;
  return out;
}

CirclesDto show(Circles const& circles) {
  CirclesDto out;
  for (auto const& contact : circles.contacts) out.contacts.push_back({contact.network, contact.count});
  if (circles.contacts_total) out.contacts_total = circles.contacts_total->value;
  out.direct_clicks = circles.direct.value;
  out.beyond_clicks = circles.beyond.value;
  out.unknown_clicks = circles.unknown.value;
  return out;
}

SentenceDto show(Sentence const& sentence) {
  SentenceDto out{sentence.code, Json(JsonObject{})};
  for (auto const& [name, value] : sentence.values) out.values.set(name, value);
  return out;
}

InfluenceDto show(Influence const& influence, IdCipher const& ids) {
  InfluenceDto out;
  out.period = influence.period.name;
  out.from = to_iso_date(influence.period.from_day);
  out.to = to_iso_date(influence.period.to_day);
  out.clicks = influence.clicks.value;
  out.filtered = influence.filtered.value;
  out.incomplete_hours = influence.incomplete_hours;
  out.shares = show(influence.shares);
  out.visitors_today = influence.visitors_today.value;
  for (auto const& day : influence.days) out.by_day.push_back({to_iso_date(day.day), day.clicks.value, day.incomplete});
  for (auto const& week : influence.weeks)
    out.by_week.push_back({to_iso_date(week.day), week.clicks.value, week.incomplete});
  for (auto const& slice : influence.themes)
    out.themes.push_back({ids.show(slice.theme), slice.name_fr, slice.name_en, slice.rows, slice.clicks.value,
                          slice.share_percent, slice.click_percent, show(slice.shares)});
  for (auto const& slice : influence.networks)
    out.networks.push_back({slice.id, slice.rows, slice.clicks.value, show(slice.shares)});
  out.mix = {days_of_mix, influence.mix.useful, influence.mix.company, influence.target_useful_percent};
  out.hours = show(influence.hours);
  out.circles = show(influence.circles);
  for (auto const& share : influence.worked)
    out.worked.push_back({ids.show(share.share), share.title, share.text_start, share.network, to_iso_date(share.day),
                          share.clicks.value});
  if (influence.sentence) out.sentence = show(*influence.sentence);
  return out;
}

constexpr std::string_view period_meaning = "how far back: 30 days, 3 months or a year; 3 months when left out";

Result<http::Response> answer_table(Call& call, Desk const& desk, Catalogue const& catalogue) {
  auto const influence = TRY(call.db().read([&](db::Tx& tx) { return gather(tx, desk, call.query("period")); }));
  auto const asked = call.query("language");
  auto const table = call.query("table");
  auto const language = asked.empty() ? call.viewer.language : asked;
  http::Response out;
  out.body = TRY(write_table(influence, table, language, catalogue));
  out.with("content-type", "text/csv; charset=utf-8");
  out.with("content-disposition",
           fmt::format("attachment; filename=\"influence-{}-{}.csv\"", table, to_iso_date(influence.period.to_day)));
  return out;
}

}  // namespace

void add_routes(http::Router& router, content::Content const& content, links::Links& links,
                Catalogue const& catalogue) {
  router
      .get<InfluenceDto>("/influence", for_members, "What my shares did, for me alone",
                         [&content, &links](Call& call) -> Result<InfluenceDto> {
                           Desk const desk{call.organisation, content, links, call.viewer};
                           auto const influence =
                               TRY(call.db().read([&](db::Tx& tx) { return gather(tx, desk, call.query("period")); }));
                           return show(influence, call.organisation.ids);
                         })
      .text("period", period_meaning, http::one_of({"30d", "3m", "1y"}));
  router
      .get<http::Response>("/influence.csv", for_members, "One table of my influence for a spreadsheet",
                           [&content, &links, &catalogue](Call& call) {
                             return answer_table(call, Desk{call.organisation, content, links, call.viewer}, catalogue);
                           })
      .text("table", "which table", http::one_of({"days", "weeks", "themes", "networks", "hours", "shares"}))
      .text("period", period_meaning, http::one_of({"30d", "3m", "1y"}))
      .text("language", "of its head line; one's own when left out", http::one_of({"fr", "en"}));
  add_picture_routes(router, content, links);
}

}  // namespace essaim::influence
