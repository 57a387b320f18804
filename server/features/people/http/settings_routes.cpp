#include "base/text.hpp"
#include "features/people/http/dto/settings.hpp"
#include "features/people/http/routes.hpp"
#include "features/people/preferences.hpp"
#include "features/people/words/words.hpp"

namespace essaim::people {
namespace {

using http::Call;

struct Said {
  Words words;
  std::optional<Words> executives;
};

dto::Settings show(Organisation const& organisation, Settings const& s, Said const& said, Brand const& brand) {
  dto::Settings out;
  out.words = said.words;
  out.executive_words = said.executives;
  out.brand = brand;
  out.organisation_name = s.organisation_name;
  out.programme_name = s.programme_name;
  out.default_language = s.default_language;
  out.languages = s.languages;
  out.mail_domains = s.mail_domains;
  out.own_hosts = s.own_hosts;
  out.working_time = s.working_time;
  out.stories_per_day = s.stories_per_day;
  out.mix_useful_percent = s.mix_useful_percent;
  out.mix_ceiling = s.mix_ceiling;
  out.daily_share_cap = s.daily_share_cap;
  out.utm_source_template = s.utm_source_template;
  out.utm_medium = s.utm_medium;
  out.utm_campaign_template = s.utm_campaign_template;
  out.pass_query = s.pass_query;
  out.disclosure_fr = s.disclosure_fr;
  out.disclosure_en = s.disclosure_en;
  out.base_url = organisation.base_url;
  out.short_base_url = organisation.short_base_url;
  return out;
}

std::optional<Words> only_own_of(std::optional<Words> const& executives, Words const& words) {
  return executives ? std::optional(only_own(*executives, words)) : std::nullopt;
}

std::vector<std::string> read_hosts(std::vector<std::string> const& given) {
  std::vector<std::string> out;
  for (auto const& host : given)
    if (auto word = ascii_lower(trim(host)); !word.empty())
      out.push_back(word.starts_with('@') ? word.substr(1) : word);
  return out;
}

Settings read(dto::Settings const& in) {
  Settings s;
  s.organisation_name = one_line(in.organisation_name);
  s.programme_name = one_line(in.programme_name);
  s.default_language = in.default_language;
  s.languages = in.languages;
  s.mail_domains = read_hosts(in.mail_domains);
  s.own_hosts = read_hosts(in.own_hosts);
  s.working_time = in.working_time;
  s.stories_per_day = in.stories_per_day;
  s.mix_useful_percent = in.mix_useful_percent;
  s.mix_ceiling = in.mix_ceiling;
  s.daily_share_cap = in.daily_share_cap;
  s.utm_source_template = one_line(in.utm_source_template);
  s.utm_medium = one_line(in.utm_medium);
  s.utm_campaign_template = one_line(in.utm_campaign_template);
  s.pass_query = in.pass_query;
  s.disclosure_fr = one_line(in.disclosure_fr);
  s.disclosure_en = one_line(in.disclosure_en);
  return s;
}

}  // namespace

void add_settings_routes(http::Router& router, DoorPointer const& door) {
  router.get<dto::Settings>(
      "/settings", read_settings, "What leads decide", [door](Call& call) -> Result<dto::Settings> {
        return call.db().read([&](db::Tx& tx) {
          return show(call.organisation, load_settings(tx), {load_words(tx), load_executive_words(tx)}, load_brand(tx));
        });
      });
  router.put<dto::Settings, dto::Settings>(
      "/settings", edit_settings, "Decides anew; each change is a dated row",
      [door](Call& call, dto::Settings const& in) -> Result<dto::Settings> {
        auto const settings = read(in);
        CHECK_OK(check_settings(settings));
        auto words = in.words;
        CHECK_OK(settle(words));
        auto executives = in.executive_words;
        if (executives) CHECK_OK(settle(*executives, words, "/executive_words"));
        auto brand = in.brand;
        CHECK_OK(call.db().read([&](db::Tx& tx) { return check_brand(tx, brand); }));
        PersonId const by{call.viewer.person};
        call.db().write([&](db::Tx& tx) {
          save_settings(tx, settings, by, call.now());
          save_words(tx, words, by, call.now());
          save_executive_words(tx, executives, by, call.now());
          save_brand(tx, brand, by, call.now());
          record(tx, by, "settings.changed", "settings", "", call.now());
        });
        // Said in the same words, they are everybody's.
        return show(call.organisation, settings,
                    {words, executives == words ? std::nullopt : only_own_of(executives, words)}, brand);
      });
}

void add_routes(http::Router& router, std::shared_ptr<Door> const& door) {
  add_session_routes(router, door);
  add_my_routes(router, door);
  add_invitation_routes(router, door);
  add_directory_routes(router, door);
  add_structure_routes(router, door);
  add_settings_routes(router, door);
  add_change_routes(router);
  add_brand_routes(router, door);
  add_second_factor_routes(router, door);
  add_passkey_routes(router, door);
}

}  // namespace essaim::people
