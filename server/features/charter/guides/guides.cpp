#include "features/charter/charter.hpp"
#include "features/charter/guides/store.hpp"
#include "features/charter/texts.hpp"

namespace essaim::charter {
namespace {

bool has_default(std::string_view language) { return language == "fr" || language == "en"; }

std::optional<int64_t> known(people::PersonId author) {
  return author.value ? std::optional(author.value) : std::nullopt;
}

// Before anybody wrote one, version 1 of the general guide is our own text.
Guide general_guide(db::Tx& tx, std::vector<std::string> const& wanted) {
  for (auto const& language : wanted) {
    if (auto guide = store::find_guide(tx, "", language)) return *std::move(guide);
    if (has_default(language)) return default_guide(language);
  }
  return default_guide("en");
}

// A country's own guide holds before the general one, also where it is written in another language: what it asks is
// asked of everybody there.
Guide guide_as_written(db::Tx& tx, std::string const& language, std::string const& country) {
  std::vector<std::string> wanted{language, people::load_settings(tx).default_language};
  if (!country.empty()) {
    for (auto const& other : store::guide_languages(tx, country)) wanted.push_back(other);
    for (auto const& each : wanted)
      if (auto guide = store::find_guide(tx, country, each)) return *std::move(guide);
    wanted.resize(2);
  }
  return general_guide(tx, wanted);
}

int64_t next_version(db::Tx& tx, std::string const& country) {
  auto const versions = store::guide_versions(tx, country);
  if (!versions.empty()) return versions.front().version + 1;
  return country.empty() ? 2 : 1;
}

}  // namespace

Guide load_guide(db::Tx& tx, std::string const& language, std::string const& country, Shown shown) {
  auto guide = guide_as_written(tx, language, country);
  if (shown == Shown::as_written) return guide;
  auto const say = people::own_words(tx, guide.language);
  for (auto* lines : {&guide.dos, &guide.donts})
    for (auto& line : *lines) line = say(line);
  guide.body = say(guide.body);
  return guide;
}

void save_guides(db::Tx& tx, people::PersonId author, std::string const& country, std::vector<Guide> const& guides,
                 Instant now) {
  auto const version = next_version(tx, country);
  store::insert_guide_version(tx, country, {version, now.ms, known(author), false});
  for (auto guide : guides) {
    guide.country = country;
    guide.version = version;
    store::insert_guide(tx, guide, known(author), now);
    people::record(tx, author, "guide.changed", "guide " + guide.language, country, now);
  }
}

Result<Done> end_guide(db::Tx& tx, people::PersonId author, std::string const& country, Instant now) {
  auto const versions = store::guide_versions(tx, country);
  if (country.empty() || versions.empty() || versions.front().ended)
    return fail(Fault::missing, "charter.guide_missing");
  store::insert_guide_version(tx, country, {versions.front().version + 1, now.ms, known(author), true});
  people::record(tx, author, "guide.ended", "guide " + country, country, now);
  return Done{};
}

std::vector<GuideVersion> versions_of(db::Tx& tx, std::string const& country) {
  std::vector<GuideVersion> out;
  for (auto const& row : store::guide_versions(tx, country)) {
    GuideVersion version{row.version, {row.at}, std::nullopt, row.ended, {}};
    if (row.author) version.author = people::PersonId{*row.author};
    version.texts = store::guides_of_version(tx, country, row.version);
    out.push_back(std::move(version));
  }
  // What the programme started with has no row.
  if (country.empty())
    out.push_back({1, people::founded_at(tx), std::nullopt, false, {default_guide("en"), default_guide("fr")}});
  return out;
}

std::vector<std::string> guided_countries(db::Tx& tx) { return store::countries_with_guide(tx); }

}  // namespace essaim::charter
