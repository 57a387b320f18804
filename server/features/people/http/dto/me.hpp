#pragma once
// Who I am here, my browsers, my password, coming in and leaving.

#include "features/people/http/dto/preferences.hpp"
#include "features/people/http/dto/second_factor.hpp"
#include "platform/http/describe.hpp"

namespace essaim::people::dto {

using http::Limits;
using http::one_of;

struct Notice {
  static constexpr std::string_view dto = "Notice";
  std::string code, at;
  Json values;
};
template <class V>
void describe(V& v, Notice& n) {
  v("code", n.code);
  v("at", n.at);
  v("values", n.values);
}

struct Me {
  static constexpr std::string_view dto = "Me";
  std::string id, name, first_name, initials, email, language;
  std::optional<std::string> group_name, site_name;
  std::vector<std::string> roles, permissions;
  bool is_member = false, has_password = false, onboarded = false;
  std::optional<int64_t> charter_accepted_version;
  int64_t charter_current_version = 0;
  SecondFactor second_factor;
  Preferences preferences;
  std::vector<Notice> notices;
};
template <class V>
void describe(V& v, Me& m) {
  v("id", m.id);
  v("name", m.name);
  v("first_name", m.first_name);
  v("initials", m.initials);
  v("email", m.email);
  v("language", m.language);
  v("group_name", m.group_name);
  v("site_name", m.site_name);
  v("roles", m.roles);
  v("permissions", m.permissions);
  v("is_member", m.is_member);
  v("has_password", m.has_password);
  v("charter_accepted_version", m.charter_accepted_version);
  v("charter_current_version", m.charter_current_version);
  v("onboarded", m.onboarded);
  v("second_factor", m.second_factor);
  v("preferences", m.preferences);
  v("notices", m.notices);
}

struct PasswordChange {
  static constexpr std::string_view dto = "PasswordChange";
  std::optional<std::string> current_password;
  std::string new_password;
};
template <class V>
void describe(V& v, PasswordChange& p) {
  v("current_password", p.current_password, Limits{.min = 0, .max = 1024});
  v("new_password", p.new_password, Limits{.min = 0, .max = 1024});
}

struct Session {
  static constexpr std::string_view dto = "Session";
  std::string id, browser, created_day, last_seen_day;
  bool current = false;
};
template <class V>
void describe(V& v, Session& s) {
  v("id", s.id);
  v("browser", s.browser);
  v("created_day", s.created_day);
  v("last_seen_day", s.last_seen_day);
  v("current", s.current);
}

struct Joining {
  static constexpr std::string_view dto = "Joining";
  int64_t charter_version = 0;
  std::string language;
};
template <class V>
void describe(V& v, Joining& j) {
  v("charter_version", j.charter_version, http::between(1, 1'000'000));
  v("language", j.language, one_of({"fr", "en"}));
}

struct Leaving {
  static constexpr std::string_view dto = "Leaving";
  bool confirm = false;
};
template <class V>
void describe(V& v, Leaving& l) {
  v("confirm", l.confirm);
}

}  // namespace essaim::people::dto
