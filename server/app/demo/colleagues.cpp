// Those who joined first and are met only in figures: enough people in enough groups that figures of closed weeks
// exist. They share now and then, what is out, by the same routes as everybody.

#include "app/demo/demo.hpp"
#include "app/demo/stories.hpp"
#include "app/demo/world.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>

namespace essaim::demo {
namespace {

constexpr std::array first_names{"Aela",  "Bleuenn", "Corentin", "Dewi",   "Erell",  "Fañch",   "Gwenn",
                                 "Hoel",  "Iwan",    "Jakez",    "Katell", "Loïg",   "Mona",    "Nevena",
                                 "Oanez", "Padrig",  "Riwal",    "Soazig", "Tudal",  "Ursule",  "Viviane",
                                 "Winoc", "Yuna",    "Zacharie", "Brieg",  "Cécile", "Donatien"};
constexpr std::array first_mails{"aela",  "bleuenn", "corentin", "dewi",   "erell",  "fanch",   "gwenn",
                                 "hoel",  "iwan",    "jakez",    "katell", "loig",   "mona",    "nevena",
                                 "oanez", "padrig",  "riwal",    "soazig", "tudal",  "ursule",  "viviane",
                                 "winoc", "yuna",    "zacharie", "brieg",  "cecile", "donatien"};
constexpr std::array last_names{"Tanneau", "Bothorel"};
constexpr std::array last_mails{"tanneau", "bothorel"};
struct Home {
  std::string_view group, site;
  double share_a_week;
};
constexpr std::array homes{
    Home{"Opérations > Réseaux de chaleur", "Rennes", 0.75},
    Home{"Opérations > Rénovation de l’habitat", "Vannes", 0.55}, Home{"Opérations > Maintenance en mer", "Brest", 0.6},
    Home{"Territoires > Collectivités", "Rennes", 0.45}, Home{"Ressources > Ressources humaines", "Lorient", 0.5}};
constexpr std::array words{"Trois minutes bien employées.",
                           "Je l’ai lu deux fois, c’est bon signe.",
                           "Enfin quelqu’un qui prend le temps d’expliquer.",
                           "Le tableau de la fin vaut à lui seul la lecture.",
                           "On me pose souvent la question. La réponse est ici.",
                           "Simple, clair, vérifiable.",
                           "Un collègue me l’a montré, je le passe à mon tour."};
constexpr int weeks_of_sharing = 13;

struct Colleague {
  int64_t id = 0;
  Home const* home = nullptr;
  std::string network;
};

Result<Done> join(World& world, Colleague& colleague, std::string name, std::string mail) {
  people::NewPerson person{.name = std::move(name), .email = mail + "@helianne.example"};
  person.group_path = colleague.home->group;
  person.site = colleague.home->site;
  person.country = "FR";
  person.time_zone = "Europe/Paris";
  person.member = true;
  colleague.id = TRY(people::add_person(world.organisation(), person)).value;
  return Done{};
}

Result<Done> share(World& world, Colleague const& colleague, StorySeed const& seed, std::string_view text, bool says) {
  Json input;
  input.set("story_id", world.stories[std::string(seed.key)]).set("network", colleague.network);
  input.set("text", text).set("over_cap_confirmed", true).set("again_confirmed", true);
  auto const answer = TRY(world.as_member(colleague.id, http::Method::post, "/shares", input));
  auto const* made = answer.find("share");
  if (!made) return Done{};
  if (says)
    (void)TRY(world.as_member(colleague.id, http::Method::put, "/shares/" + made->string_or("id") + "/outcome",
                              JsonObject{{"outcome", "done"}}));
  world.made.push_back({.quality = 4 * seed.quality,  // they have readers of their own, as many together as Inès
                        .outcome = says ? "done" : "",
                        .network = colleague.network,
                        .link = made->string_or("link"),
                        .at = world.clock->now()});
  return Done{};
}

// Something that is out and not older than two months; the newer, the likelier.
StorySeed const* something_at(Dice& dice, int64_t days_ago) {
  auto const stories = french_stories();
  for (int tries = 0; tries < 40; ++tries) {
    auto const& seed = stories[dice.below(stories.size())];
    auto const age = seed.days_ago - days_ago;
    if (seed.sharers > 0 && age >= 1 && age < 60 && dice.happens(1.0 / (1.0 + double(age) / 12.0))) return &seed;
  }
  return nullptr;
}

void plan_sharing(World& world, Dice& dice, std::shared_ptr<Colleague> const& colleague) {
  for (int week = 0; week < weeks_of_sharing; ++week) {
    if (!dice.happens(colleague->home->share_a_week)) continue;
    auto const days_ago = int64_t(1 + week * 7 + int(dice.below(7)));
    auto const* seed = something_at(dice, days_ago);
    if (!seed) continue;
    auto const when = world.at(days_ago, 8 + int(dice.below(10)), int(dice.below(60)));
    auto const text = words[dice.below(words.size())];
    bool const says = dice.happens(0.7);
    world.plan(when, [&world, colleague, seed, text, says] { return share(world, *colleague, *seed, text, says); });
  }
}

}  // namespace

void plan_colleagues(World& world) {
  Dice dice(54'321);  // their own, so that nothing else of the company changes with them
  for (size_t i = 0; i < first_names.size() * last_names.size(); ++i) {
    auto const first = i % first_names.size(), last = i / first_names.size();
    auto const colleague = std::make_shared<Colleague>();
    colleague->home = &homes[i % homes.size()];
    colleague->network = dice.happens(0.7) ? "linkedin" : dice.happens(0.5) ? "facebook" : "bluesky";
    auto name = fmt::format("{} {}", first_names[first], last_names[last]);
    auto mail = fmt::format("{}.{}", first_mails[first], last_mails[last]);
    world.plan(world.at(127 - int64_t(i) / 2, 10, int(dice.below(60))),
               [&world, colleague, name = std::move(name), mail = std::move(mail)] {
                 return join(world, *colleague, name, mail);
               });
    plan_sharing(world, dice, colleague);
  }
  // The night's count of the directory, as it would have been made.
  for (int64_t days_ago = 126; days_ago >= 1; --days_ago)
    world.plan(world.at(days_ago, 23, 50), [&world]() -> Result<Done> {
      world.organisation().db->write([&](db::Tx& tx) { people::count_heads(tx, utc_day(world.organisation().now())); });
      return Done{};
    });
}

}  // namespace essaim::demo
