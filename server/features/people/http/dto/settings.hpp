#pragma once
// What a lead decides for everybody.

#include "features/people/brand/brand.hpp"
#include "features/people/words/rules.hpp"
#include "platform/http/describe.hpp"

namespace essaim::people::dto {

using http::Limits;
using http::one_of;

struct Settings {
  static constexpr std::string_view dto = "Settings";
  std::string organisation_name, programme_name, default_language, working_time, utm_source_template, utm_medium,
      utm_campaign_template, disclosure_fr, disclosure_en, base_url, short_base_url;
  std::vector<std::string> languages, mail_domains, own_hosts;
  int64_t stories_per_day = 5, mix_useful_percent = 80, daily_share_cap = 3;
  std::string mix_ceiling = "asks";
  bool pass_query = false;
  Words words;
  std::optional<Words> executive_words;  // null: they read everybody's, and so with each empty form
  Brand brand;
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
  v("mix_ceiling", s.mix_ceiling, one_of({"asks", "stops"}));
  v("daily_share_cap", s.daily_share_cap, http::between(1, 50));
  v("utm_source_template", s.utm_source_template, Limits{.min = 0, .max = 100});
  v("utm_medium", s.utm_medium, Limits{.min = 0, .max = 100});
  v("utm_campaign_template", s.utm_campaign_template, Limits{.min = 0, .max = 100});
  v("pass_query", s.pass_query);
  v("disclosure_fr", s.disclosure_fr, Limits{.min = 0, .max = 200});
  v("disclosure_en", s.disclosure_en, Limits{.min = 0, .max = 200});
  v("words", s.words);
  v("executive_words", s.executive_words);
  v("brand", s.brand);
  v.maybe("base_url", s.base_url);
  v.maybe("short_base_url", s.short_base_url);
}

}  // namespace essaim::people::dto
