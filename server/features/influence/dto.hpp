#pragma once
// "My influence" on the wire.

#include "platform/http/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::influence {

struct SharesDto {
  static constexpr std::string_view dto = "InfluenceShares";
  int64_t opened = 0, declared = 0, proved = 0;
};
template <class V>
void describe(V& v, SharesDto& s) {
  v("opened", s.opened);
  v("declared", s.declared);
  v("proved", s.proved);
}

struct DayDto {
  static constexpr std::string_view dto = "InfluenceDay";
  std::string day;
  int64_t clicks = 0;
  bool incomplete = false;
};
template <class V>
void describe(V& v, DayDto& d) {
  v("day", d.day);
  v("clicks", d.clicks);
  v("incomplete", d.incomplete);
}

struct WeekDto {
  static constexpr std::string_view dto = "InfluenceWeek";
  std::string week_start;
  int64_t clicks = 0;
  bool incomplete = false;
};
template <class V>
void describe(V& v, WeekDto& w) {
  v("week_start", w.week_start);
  v("clicks", w.clicks);
  v("incomplete", w.incomplete);
}

struct ThemeDto {
  static constexpr std::string_view dto = "InfluenceTheme";
  std::string theme_id, name_fr, name_en;
  int64_t shares = 0, clicks = 0, share_percent = 0, click_percent = 0;
  SharesDto known;
};
template <class V>
void describe(V& v, ThemeDto& t) {
  v("theme_id", t.theme_id);
  v("name_fr", t.name_fr);
  v("name_en", t.name_en);
  v("shares", t.shares);
  v("clicks", t.clicks);
  v("share_percent", t.share_percent);
  v("click_percent", t.click_percent);
  v("known", t.known);
}

struct NetworkDto {
  static constexpr std::string_view dto = "InfluenceNetwork";
  std::string network;
  int64_t shares = 0, clicks = 0;
  SharesDto known;
};
template <class V>
void describe(V& v, NetworkDto& n) {
  v("network", n.network);
  v("shares", n.shares);
  v("clicks", n.clicks);
  v("known", n.known);
}

struct HourDto {
  static constexpr std::string_view dto = "InfluenceHour";
  int64_t weekday = 1, hour = 0, clicks = 0;
};
template <class V>
void describe(V& v, HourDto& h) {
  v("weekday", h.weekday, http::between(1, 7));
  v("hour", h.hour, http::between(0, 23));
  v("clicks", h.clicks);
}

/// `low` to `high` percent of the clicks fall in this hour, nine times in ten.
struct BestHourDto {
  static constexpr std::string_view dto = "InfluenceBestHour";
  int64_t weekday = 1, hour = 0, low = 0, high = 100;
};
template <class V>
void describe(V& v, BestHourDto& h) {
  v("weekday", h.weekday, http::between(1, 7));
  v("hour", h.hour, http::between(0, 23));
  v("low", h.low);
  v("high", h.high);
}

struct HoursDto {
  static constexpr std::string_view dto = "InfluenceHours";
  std::string known = "estimated";
  std::vector<HourDto> cells;
  std::optional<BestHourDto> best;
  bool enough = false;
  int64_t shares = 0;
};
template <class V>
void describe(V& v, HoursDto& h) {
  v("known", h.known, http::one_of({"estimated"}));
  v("cells", h.cells);
  v("best", h.best);
  v("enough", h.enough);
  v("shares", h.shares);
}

struct ContactDto {
  static constexpr std::string_view dto = "InfluenceContacts";
  std::string network;
  int64_t count = 0;
};
template <class V>
void describe(V& v, ContactDto& c) {
  v("network", c.network);
  v("count", c.count);
}

struct CirclesDto {
  static constexpr std::string_view dto = "InfluenceCircles";
  std::vector<ContactDto> contacts;
  std::optional<int64_t> contacts_total;
  int64_t direct_clicks = 0, beyond_clicks = 0, unknown_clicks = 0;
};
template <class V>
void describe(V& v, CirclesDto& c) {
  v("contacts", c.contacts);
  v("contacts_total", c.contacts_total);
  v("direct_clicks", c.direct_clicks);
  v("beyond_clicks", c.beyond_clicks);
  v("unknown_clicks", c.unknown_clicks);
}

struct WorkedDto {
  static constexpr std::string_view dto = "InfluenceWorked";
  std::string share_id, title, text_start, network, day;
  int64_t clicks = 0;
};
template <class V>
void describe(V& v, WorkedDto& w) {
  v("share_id", w.share_id);
  v("title", w.title);
  v("text_start", w.text_start);
  v("network", w.network);
  v("day", w.day);
  v("clicks", w.clicks);
}

struct SentenceDto {
  static constexpr std::string_view dto = "InfluenceSentence";
  std::string code;
  Json values;
};
template <class V>
void describe(V& v, SentenceDto& s) {
  v("code", s.code);
  v("values", s.values);
}

/// Shares of the last thirty days, whatever the period.
struct OwnMixDto {
  static constexpr std::string_view dto = "OwnMix";
  int64_t days = 30, useful = 0, company = 0, target_useful_percent = 80;
};
template <class V>
void describe(V& v, OwnMixDto& m) {
  v("days", m.days);
  v("useful", m.useful);
  v("company", m.company);
  v("target_useful_percent", m.target_useful_percent);
}

struct InfluenceDto {
  static constexpr std::string_view dto = "Influence";
  std::string period, from, to;
  int64_t clicks = 0, filtered = 0, incomplete_hours = 0;
  SharesDto shares;
  int64_t visitors_today = 0;
  std::vector<DayDto> by_day;
  std::vector<WeekDto> by_week;
  std::vector<ThemeDto> themes;
  std::vector<NetworkDto> networks;
  OwnMixDto mix;
  HoursDto hours;
  CirclesDto circles;
  std::vector<WorkedDto> worked;
  std::optional<SentenceDto> sentence;
};
template <class V>
void describe(V& v, InfluenceDto& i) {
  v("period", i.period, http::one_of({"30d", "3m", "1y"}));
  v("from", i.from);
  v("to", i.to);
  v("clicks", i.clicks);
  v("filtered", i.filtered);
  v("incomplete_hours", i.incomplete_hours);
  v("shares", i.shares);
  v("visitors_today", i.visitors_today);
  v("by_day", i.by_day);
  v("by_week", i.by_week);
  v("themes", i.themes);
  v("networks", i.networks);
  v("mix", i.mix);
  v("hours", i.hours);
  v("circles", i.circles);
  v("worked", i.worked);
  v("sentence", i.sentence);
}

}  // namespace essaim::influence
