#pragma once
// The list of people.

#include "features/people/people.hpp"
#include "platform/http/describe.hpp"

namespace essaim::people::dto {

using http::Limits;
using http::one_of;

struct PersonRow {
  static constexpr std::string_view dto = "PersonRow";
  std::string id, name, email, language, country, status;
  std::optional<std::string> group_name, site_name, job_family, ends_on;
  std::vector<std::string> roles;
};
template <class V>
void describe(V& v, PersonRow& p) {
  v("id", p.id);
  v("name", p.name);
  v("email", p.email);
  v("language", p.language);
  v("group_name", p.group_name);
  v("site_name", p.site_name);
  v("country", p.country);
  v("job_family", p.job_family);
  v("status", p.status);
  v("ends_on", p.ends_on);
  v("roles", p.roles);
}

struct People {
  static constexpr std::string_view dto = "People";
  std::vector<PersonRow> items;
  std::optional<std::string> next;
  int64_t total = 0;
};
template <class V>
void describe(V& v, People& p) {
  v("items", p.items);
  v("next", p.next);
  v("total", p.total);
}

struct PersonFields {
  static constexpr std::string_view dto = "PersonFields";
  std::optional<std::string> name, email, language, group_path, site, country, time_zone, job_family, status, ends_on;
};
template <class V>
void describe(V& v, PersonFields& p) {
  Limits const text{.min = 0, .max = 254};
  v("name", p.name, text);
  v("email", p.email, text);
  v("language", p.language, text);
  v("group_path", p.group_path, Limits{.min = 0, .max = 1000});
  v("site", p.site, text);
  v("country", p.country, text);
  v("time_zone", p.time_zone, text);
  v("job_family", p.job_family, text);
  v("status", p.status, text);
  v("ends_on", p.ends_on, Limits{.min = 0, .max = 10});
}

struct Roles {
  static constexpr std::string_view dto = "Roles";
  std::vector<std::string> roles;
};
template <class V>
void describe(V& v, Roles& r) {
  Limits limits{.max = granted_roles.size()};
  limits.choices.assign(granted_roles.begin(), granted_roles.end());
  v("roles", r.roles, limits);
}

struct FirstSteps {
  static constexpr std::string_view dto = "FirstSteps";
  bool people = false, invited = false, charter_read = false;
};
template <class V>
void describe(V& v, FirstSteps& s) {
  v("people", s.people);
  v("invited", s.invited);
  v("charter_read", s.charter_read);
}

}  // namespace essaim::people::dto
