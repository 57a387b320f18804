#include "features/people/preferences.hpp"

#include "base/text.hpp"
#include "features/people/rules.hpp"
#include "features/people/store.hpp"
#include "platform/i18n/languages.hpp"

#include <algorithm>
#include <array>

namespace essaim::people {
namespace {

constexpr std::array wants{"grow_network", "be_known", "learn", "help_hiring", "find_clients", "just_look"};

Json to_list(std::vector<std::string> const& texts) {
  JsonArray items;
  for (auto const& text : texts) items.emplace_back(text);
  return Json(std::move(items));
}

Json to_list(std::vector<int64_t> const& numbers) {
  JsonArray items;
  for (auto const number : numbers) items.emplace_back(number);
  return Json(std::move(items));
}

void read(Json const& json, std::string_view key, std::string& out) { out = json.string_or(key, out); }
void read(Json const& json, std::string_view key, bool& out) {
  if (auto const* value = json.find(key); value && value->boolean()) out = *value->boolean();
}
void read(Json const& json, std::string_view key, int64_t& out) {
  if (auto const* value = json.find(key); value && value->integer()) out = *value->integer();
}
void read(Json const& json, std::string_view key, std::vector<std::string>& out) {
  auto const* value = json.find(key);
  if (!value || !value->array()) return;
  out.clear();
  for (auto const& item : *value->array())
    if (item.string()) out.push_back(*item.string());
}
void read(Json const& json, std::string_view key, std::vector<int64_t>& out) {
  auto const* value = json.find(key);
  if (!value || !value->array()) return;
  out.clear();
  for (auto const& item : *value->array())
    if (item.integer()) out.push_back(*item.integer());
}

bool is_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return false;
  auto const digit = [&](size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (!digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return (text[0] - '0') * 10 + (text[1] - '0') < 24 && text[3] < '6';
}

bool is_domain(std::string_view text) {
  return text.size() >= 3 && text.size() <= 253 && text.find('.') != std::string_view::npos && !text.starts_with('.') &&
         !text.ends_with('.') && std::ranges::all_of(text, [](unsigned char c) {
           return c == '.' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0x80;
         });
}

// Every setting's name with its place, once: reading and writing go over the same table.
template <class Each, class S>
void each_setting(S& s, Each const& each) {
  each("organisation_name", s.organisation_name);
  each("programme_name", s.programme_name);
  each("default_language", s.default_language);
  each("languages", s.languages);
  each("mail_domains", s.mail_domains);
  each("own_hosts", s.own_hosts);
  each("working_time", s.working_time);
  each("stories_per_day", s.stories_per_day);
  each("mix_useful_percent", s.mix_useful_percent);
  each("mix_ceiling", s.mix_ceiling);
  each("daily_share_cap", s.daily_share_cap);
  each("utm_source_template", s.utm_source_template);
  each("utm_medium", s.utm_medium);
  each("utm_campaign_template", s.utm_campaign_template);
  each("pass_query", s.pass_query);
  each("disclosure_fr", s.disclosure_fr);
  each("disclosure_en", s.disclosure_en);
}

Json to_json(std::vector<std::string> const& value) { return to_list(value); }
Json to_json(std::string const& value) { return Json(value); }
Json to_json(int64_t value) { return Json(value); }
Json to_json(bool value) { return Json(value); }

// Stories are marked with a primary language, so that is what is kept: "de-CH" reads what is written in German.
Result<Done> check_languages(std::vector<std::string>& languages) {
  std::vector<std::string> kept;
  for (size_t i = 0; i < languages.size(); ++i) {
    auto const language = find_language(languages[i]);
    if (!language)
      return fail_at("/languages/" + std::to_string(i), "input.language", "a BCP 47 tag, as fr, de or pt-BR");
    if (std::ranges::find(kept, *language) == kept.end()) kept.push_back(*language);
  }
  languages = std::move(kept);
  return Done{};
}

void leave_out_unknown_languages(std::vector<std::string>& languages) {
  std::erase_if(languages, [](auto const& language) { return !find_language(language); });
  (void)check_languages(languages);
}

bool is_one_of(std::string_view id, std::span<std::string_view const> known) {
  return std::ranges::find(known, id) != known.end();
}

Result<Done> check_networks(Preferences const& p, std::span<std::string_view const> known) {
  auto const refusal = [&](std::string const& pointer) {
    std::string detail = "one of: ";
    for (auto const id : known) detail.append(id == known.front() ? "" : ", ").append(id);
    return fail_at(pointer, "people.network_unknown", detail);
  };
  for (size_t i = 0; i < p.networks.size(); ++i)
    if (!is_one_of(p.networks[i], known)) return refusal("/networks/" + std::to_string(i));
  for (size_t i = 0; i < p.contacts.size(); ++i)
    if (!is_one_of(p.contacts[i].network, known)) return refusal("/contacts/" + std::to_string(i) + "/network");
  return Done{};
}

}  // namespace

Json write_preferences(Preferences const& p) {
  Json out;
  out.set("language", p.language).set("wants", to_list(p.wants)).set("themes", to_list(p.themes));
  out.set("languages", to_list(p.languages)).set("networks", to_list(p.networks));
  out.set("allowed_from", p.allowed_from).set("allowed_to", p.allowed_to).set("allowed_days", to_list(p.allowed_days));
  out.set("plain_links", p.plain_links).set("mastodon_server", p.mastodon_server).set("onboarded", p.onboarded);
  out.set("daily_cap", p.daily_cap ? Json(*p.daily_cap) : Json());
  JsonArray contacts;
  for (auto const& contact : p.contacts)
    contacts.push_back(JsonObject{{"network", contact.network}, {"count", contact.count}});
  out.set("contacts", Json(std::move(contacts)));
  return out;
}

Preferences read_preferences(Json const& json, std::string_view language) {
  Preferences p;
  p.language = language;
  read(json, "language", p.language);
  read(json, "wants", p.wants);
  read(json, "themes", p.themes);
  read(json, "languages", p.languages);
  read(json, "networks", p.networks);
  read(json, "allowed_from", p.allowed_from);
  read(json, "allowed_to", p.allowed_to);
  read(json, "allowed_days", p.allowed_days);
  read(json, "plain_links", p.plain_links);
  read(json, "mastodon_server", p.mastodon_server);
  read(json, "onboarded", p.onboarded);
  if (auto const* cap = json.find("daily_cap"); cap && cap->integer()) p.daily_cap = *cap->integer();
  if (auto const* contacts = json.find("contacts"); contacts && contacts->array())
    for (auto const& item : *contacts->array()) {
      Contact contact{item.string_or("network"), 0};
      read(item, "count", contact.count);
      p.contacts.push_back(std::move(contact));
    }
  return p;
}

Result<Done> check_preferences(Preferences& p, std::span<std::string_view const> networks) {
  if (!is_spoken(p.language)) return fail_at("/language", "input.choice", "one of: fr, en");
  for (size_t i = 0; i < p.wants.size(); ++i)
    if (std::ranges::find(wants, p.wants[i]) == wants.end())
      return fail_at("/wants/" + std::to_string(i), "input.choice");
  if (p.themes.size() > 12) return fail_at("/theme_ids", "input.too_many", "12 at most");
  CHECK_OK(check_languages(p.languages));
  CHECK_OK(check_networks(p, networks));
  if (!is_time(p.allowed_from)) return fail_at("/allowed_from", "input.time", "hh:mm");
  if (!is_time(p.allowed_to)) return fail_at("/allowed_to", "input.time", "hh:mm");
  if (p.allowed_from == p.allowed_to) return fail_at("/allowed_to", "people.empty_hours");
  for (size_t i = 0; i < p.allowed_days.size(); ++i)
    if (p.allowed_days[i] < 1 || p.allowed_days[i] > 7)
      return fail_at("/allowed_days/" + std::to_string(i), "input.choice", "1 is Monday, 7 is Sunday");
  if (p.daily_cap && (*p.daily_cap < 1 || *p.daily_cap > 50)) return fail_at("/daily_cap", "input.range", "1 to 50");
  for (size_t i = 0; i < p.contacts.size(); ++i)
    if (p.contacts[i].count < 0 || p.contacts[i].count > 100'000'000)
      return fail_at("/contacts/" + std::to_string(i) + "/count", "input.range");
  return Done{};
}

std::string listed_language(db::Tx& tx, std::string const& listed) {
  return is_spoken(listed) ? listed : load_settings(tx).default_language;
}

Preferences load_preferences(db::Tx& tx, PersonId id) {
  auto const stored = store::find_preference(tx, id.value, "preferences");
  auto const json = stored ? parse_json(*stored) : Result<Json>(Json());
  auto preferences = json ? read_preferences(*json, "") : Preferences{};
  leave_out_unknown_languages(preferences.languages);
  if (is_spoken(preferences.language)) return preferences;
  // Nothing chosen yet. The directory may name a language that the app does not speak: such a person is spoken to in
  // the organisation's, and is taken to read both.
  auto const person = store::find_person(tx, id.value);
  auto const listed = person ? person->language : "";
  preferences.language = listed_language(tx, listed);
  if (preferences.languages.empty() && listed != preferences.language && find_language(listed) == listed)
    preferences.languages = {listed, preferences.language};
  return preferences;
}

void leave_out_unknown_networks(Preferences& p, std::span<std::string_view const> networks) {
  std::erase_if(p.networks, [&](auto const& id) { return !is_one_of(id, networks); });
  std::erase_if(p.contacts, [&](auto const& contact) { return !is_one_of(contact.network, networks); });
}

void save_preferences(db::Tx& tx, PersonId id, Preferences const& preferences, Instant now) {
  store::save_preference(tx, id.value, "preferences", print_json(write_preferences(preferences)), now);
}

Settings load_settings(db::Tx& tx) {
  Json all;
  for (auto const& row : store::settings(tx))
    if (auto value = parse_json(row.value)) all.set(row.key, *std::move(value));
  Settings settings;
  each_setting(settings, [&](std::string_view key, auto& value) { read(all, key, value); });
  return settings;
}

void save_settings(db::Tx& tx, Settings const& settings, PersonId author, Instant now) {
  Json before;
  auto const current = load_settings(tx);
  each_setting(current, [&](std::string_view key, auto const& value) { before.set(key, print_json(to_json(value))); });
  bool const first = store::settings(tx).empty();
  each_setting(settings, [&](std::string_view key, auto const& value) {
    auto const text = print_json(to_json(value));
    if (first || before.string_or(key) != text) store::insert_setting(tx, key, text, author.value, now);
  });
}

Result<Done> check_settings(Settings const& s) {
  if (one_line(s.programme_name).empty()) return fail_at("/programme_name", "input.required");
  if (one_line(s.organisation_name).empty()) return fail_at("/organisation_name", "input.required");
  if (std::ranges::find(s.languages, s.default_language) == s.languages.end())
    return fail_at("/default_language", "people.language_not_offered");
  for (size_t i = 0; i < s.languages.size(); ++i)
    if (s.languages[i] != "fr" && s.languages[i] != "en")
      return fail_at("/languages/" + std::to_string(i), "input.choice", "fr, en");
  for (size_t i = 0; i < s.mail_domains.size(); ++i)
    if (!is_domain(s.mail_domains[i])) return fail_at("/mail_domains/" + std::to_string(i), "people.domain_malformed");
  for (size_t i = 0; i < s.own_hosts.size(); ++i)
    if (!is_domain(s.own_hosts[i])) return fail_at("/own_hosts/" + std::to_string(i), "people.domain_malformed");
  return Done{};
}

}  // namespace essaim::people
