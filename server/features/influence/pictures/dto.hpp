#pragma once
// A dated picture of one's own figures on the wire, and as it is kept: totals of a period and its themes. No text, no
// title and no network is in it, so nothing of what was said anywhere, private or public.

#include "features/influence/dto.hpp"

namespace essaim::influence {

/// Of one theme: how many parts of a hundred it was of what was shared and of what was read.
struct PictureThemeDto {
  static constexpr std::string_view dto = "PictureTheme";
  std::string name_fr, name_en;
  int64_t share_percent = 0, click_percent = 0;
};
template <class V>
void describe(V& v, PictureThemeDto& t) {
  v("name_fr", t.name_fr);
  v("name_en", t.name_en);
  v("share_percent", t.share_percent);
  v("click_percent", t.click_percent);
}

struct PictureContentDto {
  static constexpr std::string_view dto = "PictureContent";
  std::string period, from, to;
  std::optional<int64_t> clicks;
  std::optional<SharesDto> shares;
  std::optional<std::vector<PictureThemeDto>> themes;
  int64_t incomplete_hours = 0;
};
template <class V>
void describe(V& v, PictureContentDto& p) {
  v("period", p.period, http::one_of({"30d", "3m", "1y"}));
  v("from", p.from);
  v("to", p.to);
  v("clicks", p.clicks);
  v("shares", p.shares);
  v("themes", p.themes);
  v("incomplete_hours", p.incomplete_hours);
}

struct ColleagueDto {
  static constexpr std::string_view dto = "Colleague";
  std::string id, name;
  std::optional<std::string> group_name;
};
template <class V>
void describe(V& v, ColleagueDto& c) {
  v("id", c.id);
  v("name", c.name);
  v("group_name", c.group_name);
}

struct PictureInputDto {
  static constexpr std::string_view dto = "PictureInput";
  std::string period, shown_to;
  std::vector<std::string> parts, person_ids;
};
template <class V>
void describe(V& v, PictureInputDto& p) {
  v("period", p.period, http::one_of({"30d", "3m", "1y"}));
  v("parts", p.parts, http::Limits{.min = 1, .max = 3, .choices = {"clicks", "shares", "themes"}});
  v("shown_to", p.shown_to, http::one_of({"people", "members"}));
  v("person_ids", p.person_ids, http::Limits{.max = 20});
}

/// As the one who shows it sees it.
struct PictureDto {
  static constexpr std::string_view dto = "InfluencePicture";
  std::string id, code, made_at, ends_at, shown_to;
  std::vector<ColleagueDto> people;
  PictureContentDto content;
};
template <class V>
void describe(V& v, PictureDto& p) {
  v("id", p.id);
  v("code", p.code);
  v("made_at", p.made_at);
  v("ends_at", p.ends_at);
  v("shown_to", p.shown_to, http::one_of({"people", "members"}));
  v("people", p.people);
  v("content", p.content);
}

/// As somebody sees it whom it is shown to.
struct ShownPictureDto {
  static constexpr std::string_view dto = "ShownPicture";
  std::string name, made_at, ends_at;
  PictureContentDto content;
};
template <class V>
void describe(V& v, ShownPictureDto& p) {
  v("name", p.name);
  v("made_at", p.made_at);
  v("ends_at", p.ends_at);
  v("content", p.content);
}

}  // namespace essaim::influence
