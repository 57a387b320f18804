#pragma once
// What the doors of the programme say and take: what it is, setting it up, signing in, asking to join.

#include "features/people/words/rules.hpp"
#include "platform/http/describe.hpp"

namespace essaim::people::dto {

using http::Limits;
using http::one_of;

struct DemoLogin {
  static constexpr std::string_view dto = "DemoLogin";
  std::string role, email, password;
};
template <class V>
void describe(V& v, DemoLogin& d) {
  v("role", d.role);
  v("email", d.email);
  v("password", d.password);
}

struct Programme {
  static constexpr std::string_view dto = "Programme";
  std::string name, organisation_name, default_language;
  std::vector<std::string> languages;
  bool set_up = false, can_mail = false, join_open = false, demo = false;
  std::optional<std::string> short_host;
  std::vector<DemoLogin> demo_logins;
  Words words;
  std::string brand;  // the version of /brand.css
};
template <class V>
void describe(V& v, Programme& p) {
  v("name", p.name);
  v("words", p.words);
  v("brand", p.brand);
  v("organisation_name", p.organisation_name);
  v("languages", p.languages);
  v("default_language", p.default_language);
  v("set_up", p.set_up);
  v("can_mail", p.can_mail);
  v("join_open", p.join_open);
  v("short_host", p.short_host);
  v("demo", p.demo);
  v("demo_logins", p.demo_logins);
}

struct SetUp {
  static constexpr std::string_view dto = "SetUp";
  std::string token, organisation_name, programme_name, language, name, email, password;
};
template <class V>
void describe(V& v, SetUp& s) {
  v("token", s.token, Limits{.min = 1, .max = 100});
  v("organisation_name", s.organisation_name, Limits{.min = 1, .max = 120});
  v("programme_name", s.programme_name, Limits{.min = 1, .max = 60});
  v("language", s.language, one_of({"fr", "en"}));
  v("name", s.name, Limits{.min = 1, .max = 120});
  v("email", s.email, Limits{.min = 3, .max = 254});
  v("password", s.password, Limits{.min = 0, .max = 1024});
}

struct SetUpView {
  static constexpr std::string_view dto = "SetUpView";
  std::string state;
};
template <class V>
void describe(V& v, SetUpView& s) {
  v("state", s.state, one_of({"open", "ended"}));
}

struct SignIn {
  static constexpr std::string_view dto = "SignIn";
  std::string email, password;
};
template <class V>
void describe(V& v, SignIn& s) {
  v("email", s.email, Limits{.min = 1, .max = 254});
  v("password", s.password, Limits{.min = 1, .max = 1024});
}

struct LinkRequest {
  static constexpr std::string_view dto = "LinkRequest";
  std::string email;
};
template <class V>
void describe(V& v, LinkRequest& s) {
  v("email", s.email, Limits{.min = 1, .max = 254});
}

struct Redemption {
  static constexpr std::string_view dto = "Redemption";
  std::string token;
};
template <class V>
void describe(V& v, Redemption& s) {
  v("token", s.token, Limits{.min = 1, .max = 100});
}

struct JoinRequest {
  static constexpr std::string_view dto = "JoinRequest";
  std::string email, language;
};
template <class V>
void describe(V& v, JoinRequest& s) {
  v("email", s.email, Limits{.min = 1, .max = 254});
  v("language", s.language, one_of({"fr", "en"}));
}

struct JoinRedemption {
  static constexpr std::string_view dto = "JoinRedemption";
  std::string token;
  std::optional<std::string> name;
};
template <class V>
void describe(V& v, JoinRedemption& s) {
  v("token", s.token, Limits{.min = 1, .max = 100});
  v("name", s.name, Limits{.min = 0, .max = 120});
}

struct Accepted {
  static constexpr std::string_view dto = "Accepted";
  bool accepted = true;
};
template <class V>
void describe(V& v, Accepted& a) {
  v("accepted", a.accepted);
}

}  // namespace essaim::people::dto
