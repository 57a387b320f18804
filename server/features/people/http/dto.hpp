#pragma once
// What goes over the wire about people, described once each.

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
};
template <class V>
void describe(V& v, Programme& p) {
  v("name", p.name);
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

struct Contact {
  static constexpr std::string_view dto = "Contact";
  std::string network;
  int64_t count = 0;
};
template <class V>
void describe(V& v, Contact& c) {
  v("network", c.network, Limits{.min = 1, .max = 40});
  v("count", c.count, http::between(0, 100'000'000));
}
struct Preferences {
  static constexpr std::string_view dto = "Preferences";
  std::string language, allowed_from, allowed_to;
  std::vector<std::string> wants, theme_ids, languages, networks;
  std::vector<int64_t> allowed_days;
  bool plain_links = false, onboarded = false;
  std::optional<int64_t> daily_cap;
  std::vector<Contact> contacts;
  std::optional<std::string> mastodon_server;
};
template <class V>
void describe(V& v, Preferences& p) {
  v("language", p.language, one_of({"fr", "en"}));
  v("wants", p.wants, Limits{.min = 0, .max = 12});
  v("theme_ids", p.theme_ids, Limits{.min = 0, .max = 12});
  v("languages", p.languages, Limits{.min = 0, .max = 20});
  v("networks", p.networks, Limits{.min = 0, .max = 30});
  v("allowed_from", p.allowed_from, Limits{.min = 5, .max = 5});
  v("allowed_to", p.allowed_to, Limits{.min = 5, .max = 5});
  v("allowed_days", p.allowed_days, Limits{.min = 0, .max = 7});
  v("plain_links", p.plain_links);
  v("daily_cap", p.daily_cap);
  v("contacts", p.contacts, Limits{.min = 0, .max = 30});
  v("mastodon_server", p.mastodon_server, Limits{.min = 0, .max = 253});
  v("onboarded", p.onboarded);
}

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

struct InvitationView {
  static constexpr std::string_view dto = "InvitationView";
  std::optional<std::string> inviter_first_name;
  std::string programme_name, first_name, language, state;
};
template <class V>
void describe(V& v, InvitationView& i) {
  v("inviter_first_name", i.inviter_first_name);
  v("programme_name", i.programme_name);
  v("first_name", i.first_name);
  v("language", i.language);
  v("state", i.state, one_of({"open", "answered", "expired"}));
}
struct InvitationAnswer {
  static constexpr std::string_view dto = "InvitationAnswer";
  std::string token, answer;
  std::optional<std::string> remind_on;
};
template <class V>
void describe(V& v, InvitationAnswer& a) {
  v("token", a.token, Limits{.min = 1, .max = 100});
  v("answer", a.answer, one_of({"yes", "later", "no"}));
  v("remind_on", a.remind_on, Limits{.min = 10, .max = 10});
}
struct InvitationAnswered {
  static constexpr std::string_view dto = "InvitationAnswered";
  std::string next;
};
template <class V>
void describe(V& v, InvitationAnswered& a) {
  v("next", a.next, one_of({"charter", "noted"}));
}
struct Inviting {
  static constexpr std::string_view dto = "Inviting";
  std::optional<std::vector<std::string>> person_ids;
  std::optional<std::string> group_id, message;
  bool everybody = false;
};
template <class V>
void describe(V& v, Inviting& i) {
  v("person_ids", i.person_ids, Limits{.min = 0, .max = 1000});
  v("group_id", i.group_id);
  v.maybe("everybody", i.everybody);
  v("message", i.message, Limits{.min = 0, .max = 400});
}
struct Invited {
  static constexpr std::string_view dto = "Invited";
  int64_t count = 0;
};
template <class V>
void describe(V& v, Invited& i) {
  v("count", i.count);
}
struct InvitationLink {
  static constexpr std::string_view dto = "InvitationLink";
  std::string url;
};
template <class V>
void describe(V& v, InvitationLink& l) {
  v("url", l.url);
}

struct PersonRow {
  static constexpr std::string_view dto = "PersonRow";
  std::string id, name, email, language, country, status;
  std::optional<std::string> group_name, site_name, job_family;
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
  std::optional<std::string> name, email, language, group_path, site, country, time_zone, job_family, status;
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
}
struct Roles {
  static constexpr std::string_view dto = "Roles";
  std::vector<std::string> roles;
};
template <class V>
void describe(V& v, Roles& r) {
  auto limits = one_of({"editor", "lead", "administrator"});
  limits.max = 3;
  v("roles", r.roles, limits);
}

struct ImportRefusal {
  static constexpr std::string_view dto = "ImportRefusal";
  int64_t line = 0, column = 0;
  std::string code, detail;
};
template <class V>
void describe(V& v, ImportRefusal& r) {
  v("line", r.line);
  v("column", r.column);
  v("code", r.code);
  v("detail", r.detail);
}
struct ImportChange {
  static constexpr std::string_view dto = "ImportChange";
  int64_t line = 0;
  std::string change, name, email;
  std::vector<std::string> fields;
};
template <class V>
void describe(V& v, ImportChange& c) {
  v("line", c.line);
  v("change", c.change);
  v("name", c.name);
  v("email", c.email);
  v("fields", c.fields);
}
struct ImportPreview {
  static constexpr std::string_view dto = "ImportPreview";
  std::string id, encoding, separator;
  int64_t added = 0, changed = 0, unchanged = 0;
  std::vector<ImportRefusal> refused;
  int64_t refused_count = 0;
  std::vector<std::string> unknown_columns;
  std::vector<ImportChange> sample;
};
template <class V>
void describe(V& v, ImportPreview& p) {
  v("id", p.id);
  v("added", p.added);
  v("changed", p.changed);
  v("unchanged", p.unchanged);
  v("refused", p.refused);
  v("refused_count", p.refused_count);
  v("unknown_columns", p.unknown_columns);
  v("sample", p.sample);
  v("encoding", p.encoding);
  v("separator", p.separator);
}
struct ImportConfirmation {
  static constexpr std::string_view dto = "ImportConfirmation";
  std::string preview_id;
};
template <class V>
void describe(V& v, ImportConfirmation& c) {
  v("preview_id", c.preview_id);
}
struct ImportReport {
  static constexpr std::string_view dto = "ImportReport";
  int64_t added = 0, changed = 0, unchanged = 0, refused = 0;
};
template <class V>
void describe(V& v, ImportReport& r) {
  v("added", r.added);
  v("changed", r.changed);
  v("unchanged", r.unchanged);
  v("refused", r.refused);
}

struct Group {
  static constexpr std::string_view dto = "Group";
  std::string id, name, path;
  int64_t headcount = 0;
};
template <class V>
void describe(V& v, Group& g) {
  v("id", g.id);
  v("name", g.name);
  v("path", g.path);
  v("headcount", g.headcount);
}
struct Site {
  static constexpr std::string_view dto = "Site";
  std::string id, name, country, time_zone;
};
template <class V>
void describe(V& v, Site& s) {
  v("id", s.id);
  v("name", s.name);
  v("country", s.country);
  v("time_zone", s.time_zone);
}
struct OutboxLine {
  static constexpr std::string_view dto = "OutboxLine";
  std::string kind, day, state;
  std::optional<int64_t> count;
};
template <class V>
void describe(V& v, OutboxLine& l) {
  v("kind", l.kind);
  v("day", l.day);
  v("state", l.state);
  v("count", l.count);
}

struct Settings {
  static constexpr std::string_view dto = "Settings";
  std::string organisation_name, programme_name, default_language, working_time, utm_source_template, utm_medium,
      utm_campaign_template, disclosure_fr, disclosure_en, base_url, short_base_url;
  std::vector<std::string> languages, mail_domains, own_hosts;
  int64_t stories_per_day = 5, mix_useful_percent = 80, daily_share_cap = 3;
};
template <class V>
void describe(V& v, Settings& s) {
  v("organisation_name", s.organisation_name, Limits{.min = 1, .max = 120});
  v("programme_name", s.programme_name, Limits{.min = 1, .max = 60});
  v("default_language", s.default_language, one_of({"fr", "en"}));
  v("languages", s.languages, one_of({"fr", "en"}));
  v("mail_domains", s.mail_domains, Limits{.min = 0, .max = 100});
  v("own_hosts", s.own_hosts, Limits{.min = 0, .max = 100});
  v("working_time", s.working_time, one_of({"counts", "does_not", "unsaid"}));
  v("stories_per_day", s.stories_per_day, http::between(1, 12));
  v("mix_useful_percent", s.mix_useful_percent, http::between(0, 100));
  v("daily_share_cap", s.daily_share_cap, http::between(1, 50));
  v("utm_source_template", s.utm_source_template, Limits{.min = 0, .max = 100});
  v("utm_medium", s.utm_medium, Limits{.min = 0, .max = 100});
  v("utm_campaign_template", s.utm_campaign_template, Limits{.min = 0, .max = 100});
  v("disclosure_fr", s.disclosure_fr, Limits{.min = 0, .max = 200});
  v("disclosure_en", s.disclosure_en, Limits{.min = 0, .max = 200});
  v.maybe("base_url", s.base_url);
  v.maybe("short_base_url", s.short_base_url);
}

}  // namespace essaim::people::dto
