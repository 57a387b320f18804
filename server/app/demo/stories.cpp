#include "app/demo/stories.hpp"

#include "app/demo/world.hpp"
#include "base/text.hpp"
#include "features/content/content.hpp"
#include "platform/config/embedded.hpp"

#include <array>

namespace essaim::demo {
namespace {

struct ThemeSeed {
  std::string_view key, fr, en, colour;
};
constexpr std::array theme_seeds{ThemeSeed{"heat", "Réseaux de chaleur", "Heat networks", "sapin"},
                                 ThemeSeed{"homes", "Rénovation", "Renovation", "miel"},
                                 ThemeSeed{"trades", "Métiers du terrain", "Field trades", "peche"},
                                 ThemeSeed{"sea", "Éolien en mer", "Offshore wind", "ardoise"},
                                 ThemeSeed{"mobility", "Mobilité", "Mobility", "prune"},
                                 ThemeSeed{"less", "Sobriété", "Using less", "sapin"},
                                 ThemeSeed{"living", "Biodiversité", "Biodiversity", "miel"}};

struct PictureSeed {
  std::string_view story, alt;
};
// Drawn by bin/draw-demo-pictures; the other stories show the cover of their theme.
constexpr std::array picture_seeds{
    PictureSeed{"malmo", "Des immeubles et une maison, reliés sous la rue par deux conduites"},
    PictureSeed{"house", "Une maison d’où la chaleur s’échappe, surtout par le toit"},
    PictureSeed{"night", "Des éoliennes en mer, la nuit, et un bateau de maintenance"},
    PictureSeed{"school", "Une école, des arbres et un chemin clair dans la cour"},
    PictureSeed{"geo", "Une maison et sa sonde géothermique, en coupe dans le sol"},
};

constexpr size_t tom = 3;  // in World::members: Claire, Inès, Maël, Tom

Result<Json> edit(World& world, http::Method method, std::string const& path, Json const& body) {
  return world.call(world.members[tom].id, {"editor"}, method, path, body);
}

Json variants_of(StorySeed const& seed) {
  bool const french = seed.language == "fr";
  JsonArray out;
  auto const add = [&](std::string_view label, std::string_view text) {
    if (text.empty()) return;
    out.push_back(JsonObject{{"language", seed.language}, {"label", label}, {"text", text}});
  };
  add(french ? "Une question" : "A question", seed.question);
  add(french ? "Un chiffre" : "A figure", seed.figure);
  add(french ? "Une scène" : "A scene", seed.scene);
  return Json(std::move(out));
}

// As an editor's upload: drawn anew and kept under its content. Without the helper a story simply has no picture.
Json picture_of(World& world, std::string_view story) {
  for (auto const& seed : picture_seeds) {
    if (seed.story != story) continue;
    auto const name = std::string(story) + ".png";
    auto const kept =
        world.app.content->add_picture(world.members[tom].id, find_embedded("demo/" + name), name, seed.alt);
    if (kept) return kept->id;
  }
  return {};
}

// What the demo's editor says of a story beyond its stance.
constexpr std::string_view tag_of(StorySeed const& seed) {
  if (seed.stance == "useful") return "readers";
  return seed.kind == "event" ? "projects" : seed.kind == "job" ? "offers" : "values";
}

Result<Done> make(World& world, StorySeed const& seed) {
  Json input;
  input.set("title", seed.title).set("summary", seed.summary).set("why", seed.why).set("kind", seed.kind);
  input.set("stance", seed.stance).set("language", seed.language).set("site_name", seed.site_name);
  input.set("stance_tag", tag_of(seed));
  if (seed.kind == "job") input.set("objective", "employer_brand");
  input.set("address", seed.address).set("reading_minutes", seed.minutes).set("variants", variants_of(seed));
  input.set("picture_id", picture_of(world, seed.key));
  JsonArray themes;
  for (auto const key : split(seed.themes, ' ')) themes.emplace_back(world.themes[std::string(key)]);
  input.set("theme_ids", Json(std::move(themes)));
  auto const made = TRY(edit(world, http::Method::post, "/stories", input));
  world.stories[std::string(seed.key)] = made.string_or("id");
  return Done{};
}

Result<Done> publish(World& world, StorySeed const& seed) {
  (void)TRY(edit(world, http::Method::post, "/stories/" + world.stories.find(seed.key)->second + "/publication",
                 Json().set("above_ceiling_confirmed", true)));
  return Done{};
}

// Words that the demo's lead would rather not read, each with the reason.
Result<Done> advise_against(World& world) {
  struct Seed {
    std::string_view language, word, reason, instead;
  };
  constexpr std::array seeds{
      Seed{"fr", "leader*", "On se compare, au lieu de raconter ce qu’on a fait.", "ce que vous avez vu"},
      Seed{"fr", "révolutionnaire", "Un chantier avance, il ne révolutionne rien : le lecteur le sait.", "nouveau"},
      Seed{"fr", "nos clients", "Une personne vit dans chaque logement : nommez-la, avec son accord.", ""},
      Seed{"en", "world-class", "Nobody can check it. Say what was measured.", ""},
      Seed{"en", "thrilled to announce", "Everybody is. Begin with what happened.", ""}};
  JsonArray words;
  for (auto const& seed : seeds)
    words.push_back(JsonObject{
        {"language", seed.language}, {"word", seed.word}, {"reason", seed.reason}, {"instead", seed.instead}});
  (void)TRY(world.call(world.members.front().id, {"lead"}, http::Method::put, "/avoided-words",
                       Json(JsonObject{{"words", Json(std::move(words))}})));
  return Done{};
}

void plan_published(World& world, std::span<StorySeed const> seeds) {
  for (auto const& seed : seeds) {
    auto const when = world.at(seed.days_ago, 7, 30);
    world.plan(when - hours(14), [&world, &seed] { return make(world, seed); });
    world.plan(when, [&world, &seed] { return publish(world, seed); });
  }
}

}  // namespace

void plan_stories(World& world) {
  world.plan(world.at(95, 18), [&world]() -> Result<Done> {
    for (auto const& seed : theme_seeds) {
      auto const made =
          TRY(world.call(world.members.front().id, {"administrator"}, http::Method::post, "/themes",
                         JsonObject{{"name_fr", seed.fr}, {"name_en", seed.en}, {"colour", seed.colour}}));
      world.themes[std::string(seed.key)] = made.string_or("id");
    }
    return Done{};
  });
  world.plan(world.at(94, 10), [&world] { return advise_against(world); });
  plan_published(world, french_stories());
  plan_published(world, english_stories());
  for (auto const& seed : draft_stories())
    world.plan(world.at(seed.days_ago, 15), [&world, &seed] { return make(world, seed); });
}

}  // namespace essaim::demo
