#include "features/sharing/composer.hpp"

#include "base/zone.hpp"
#include "features/charter/charter.hpp"
#include "features/people/people.hpp"
#include "features/sharing/disclosure.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace essaim::sharing {
namespace {

// One's own networks come first, in the order one gave; the others follow in the table's.
std::vector<NetworkChoice> choices(std::vector<std::string> const& mine) {
  std::vector<NetworkChoice> out;
  for (auto const& network : networks()) {
    NetworkChoice one;
    one.id = network.id;
    one.name = network.name;
    one.prefill = network.prefill != Prefill::none;
    one.channel = to_text(network.channel);
    if (network.text_limit) one.text_limit = *network.text_limit;
    one.count_rule = to_text(network.count_rule);
    if (network.fold) one.fold = *network.fold;
    one.asks_server = network.id == "mastodon";
    one.opens = to_text(network.opens);
    one.link_in_text = network.link_place == LinkPlace::in_text;
    one.mine = std::find(mine.begin(), mine.end(), network.id) != mine.end();
    out.push_back(std::move(one));
  }
  auto const rank = [&](NetworkChoice const& one) {
    return std::find(mine.begin(), mine.end(), one.id) - mine.begin();
  };
  std::stable_sort(out.begin(), out.end(), [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
  return out;
}

std::vector<VariantUse> uses_of(db::Tx& tx, Desk const& desk, content::KnownStory const& known) {
  std::vector<VariantUse> out;
  for (auto const variant : known.variants)
    if (auto const people = store::variant_class(tx, variant.value))
      out.push_back({desk.organisation.ids.show(variant), fmt::format("{}+", *people)});
  return out;
}

// Of every language that one may be writing in here: the story's, one's own, those one reads.
std::vector<WordToAvoid> words_for(db::Tx& tx, Desk const& desk, content::KnownStory const& known,
                                   std::string const& language, std::string const& country) {
  auto languages = desk.content.reader_of(tx, desk.viewer.person).languages;
  languages.push_back(language);
  if (!known.story.language.empty()) languages.push_back(known.story.language);
  std::vector<WordToAvoid> out;
  for (auto& word : charter::avoided_words_for(tx, languages, country))
    out.push_back({std::move(word.language), std::move(word.word), std::move(word.reason), std::move(word.instead)});
  return out;
}

}  // namespace

Result<Composer> compose(db::Tx& tx, Desk const& desk, int64_t story) {
  auto const known = TRY(load_shareable(tx, desk, story));
  auto const person = TRY(people::load_person(tx, {desk.viewer.person}));
  auto const preferences = people::load_preferences(tx, person.id);
  auto const settings = people::load_settings(tx);
  auto const language = known.story.language.empty() ? person.language : known.story.language;
  auto const disclosure = suggest_disclosure(language, region_of_zone(person.time_zone), settings.organisation_name,
                                             language == "fr"   ? settings.disclosure_fr
                                             : language == "en" ? settings.disclosure_en
                                                                : "");
  Composer out;
  out.story = known.story;
  out.networks = choices(preferences.networks);
  for (auto const& draft : store::drafts(tx, desk.viewer.person, story))
    out.drafts.push_back({draft.network, draft.text, to_rfc3339({draft.saved_at})});
  auto const country = people::country_of(tx, person.id);
  auto const guide = charter::load_guide(tx, person.language, country);
  out.guide = {guide.dos, guide.donts, guide.body, guide.country.empty() ? std::nullopt : std::optional(guide.country),
               guide.version};
  out.words_to_avoid = words_for(tx, desk, known, person.language, country);
  out.disclosure = disclosure.text;
  out.disclosure_basis = to_text(disclosure.basis);
  out.plain_links = preferences.plain_links;
  if (!preferences.mastodon_server.empty()) out.mastodon_server = preferences.mastodon_server;
  out.shared_today = store::opened_on(tx, desk.viewer.person, Zone(person.time_zone).at(desk.now()).day);
  out.daily_cap = daily_cap(settings.daily_share_cap, preferences.daily_cap);
  out.author = {person.name, person.initials,
                settings.organisation_name.empty() ? std::nullopt : std::optional(settings.organisation_name)};
  out.variant_uses = uses_of(tx, desk, known);
  return out;
}

}  // namespace essaim::sharing
