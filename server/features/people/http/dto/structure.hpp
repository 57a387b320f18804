#pragma once
// The organisation's shape. A field that is left out stays as it is; an empty id is the top, or nowhere.

#include "platform/http/describe.hpp"

namespace essaim::people::dto {

using http::Limits;

struct Group {
  static constexpr std::string_view dto = "Group";
  std::string id, name, path;
  std::optional<std::string> parent_id;
  int64_t headcount = 0;
};
template <class V>
void describe(V& v, Group& g) {
  v("id", g.id);
  v("name", g.name);
  v("path", g.path);
  v("parent_id", g.parent_id);
  v("headcount", g.headcount);
}

struct GroupFields {
  static constexpr std::string_view dto = "GroupFields";
  std::optional<std::string> name, parent_id;
};
template <class V>
void describe(V& v, GroupFields& g) {
  v("name", g.name, Limits{.max = 120});
  v("parent_id", g.parent_id, Limits{.max = 20});
}

/// What ending a group or a site would do.
struct Fate {
  static constexpr std::string_view dto = "Fate";
  int64_t people = 0, stories = 0, moved = 0, merged = 0;
  std::optional<std::string> into_id;
};
template <class V>
void describe(V& v, Fate& f) {
  v("people", f.people);
  v("stories", f.stories);
  v("moved", f.moved);
  v("merged", f.merged);
  v("into_id", f.into_id);
}

struct Site {
  static constexpr std::string_view dto = "Site";
  std::string id, name, country, time_zone;
  std::optional<std::string> zone_id;
  int64_t headcount = 0;
};
template <class V>
void describe(V& v, Site& s) {
  v("id", s.id);
  v("name", s.name);
  v("country", s.country);
  v("time_zone", s.time_zone);
  v("zone_id", s.zone_id);
  v("headcount", s.headcount);
}

struct SiteFields {
  static constexpr std::string_view dto = "SiteFields";
  std::optional<std::string> name, country, time_zone, zone_id;
};
template <class V>
void describe(V& v, SiteFields& s) {
  v("name", s.name, Limits{.max = 120});
  v("country", s.country, Limits{.max = 2});
  v("time_zone", s.time_zone, Limits{.max = 60});
  v("zone_id", s.zone_id, Limits{.max = 20});
}

struct Zone {
  static constexpr std::string_view dto = "Zone";
  std::string id, name;
  std::optional<std::string> country, parent_id;
  int64_t sites = 0;
};
template <class V>
void describe(V& v, Zone& z) {
  v("id", z.id);
  v("name", z.name);
  v("country", z.country);
  v("parent_id", z.parent_id);
  v("sites", z.sites);
}

struct ZoneFields {
  static constexpr std::string_view dto = "ZoneFields";
  std::optional<std::string> name, parent_id;
};
template <class V>
void describe(V& v, ZoneFields& z) {
  v("name", z.name, Limits{.max = 120});
  v("parent_id", z.parent_id, Limits{.max = 20});
}

struct JobFamily {
  static constexpr std::string_view dto = "JobFamily";
  std::string id, name;
  int64_t headcount = 0;
};
template <class V>
void describe(V& v, JobFamily& f) {
  v("id", f.id);
  v("name", f.name);
  v("headcount", f.headcount);
}

struct JobFamilyFields {
  static constexpr std::string_view dto = "JobFamilyFields";
  std::string name;
};
template <class V>
void describe(V& v, JobFamilyFields& f) {
  v("name", f.name, Limits{.max = 120});
}

}  // namespace essaim::people::dto
