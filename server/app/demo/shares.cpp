// Who shared what, when and in which words. Few people share most, and hardly anybody at night or on Sundays.

#include "app/demo/stories.hpp"
#include "app/demo/world.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace essaim::demo {
namespace {

constexpr size_t ines = 1;
constexpr std::array openings{"Lu ce matin avant de partir sur le chantier.",
                              "On en parlait hier à la pause avec l’équipe.",
                              "Je garde cet article sous la main depuis deux jours.",
                              "Une question revient à chaque réunion publique, la voici.",
                              "Pour qui se demande ce que je fais de mes journées.",
                              "Ma voisine m’a posé la question, je n’avais pas la réponse.",
                              "Rien de spectaculaire, et pourtant tout est là.",
                              "J’ai appris trois choses, dont une que j’aurais dû savoir.",
                              "Un sujet qu’on explique souvent mal, moi le premier.",
                              "Dix ans de métier, et je relis encore ce genre de texte."};
constexpr std::array closings{"Le passage sur les coûts vaut le détour.",
                              "Je suis preneur de vos retours, surtout s’ils sont contraires.",
                              "La photo du milieu dit plus qu’un long discours.",
                              "À lire avec un café, et un crayon.",
                              "Chez nous, on procède autrement, et je ne suis plus sûr qu’on ait raison.",
                              "Le schéma se comprend sans être du métier.",
                              "Ce n’est pas une solution partout, l’auteur le dit très bien.",
                              "Si vous habitez une copropriété, gardez la fin.",
                              "Je l’ai envoyé à mon père, il a tout compris.",
                              "La méthode est publiée, on peut refaire le calcul."};
constexpr std::array english_words{"Plain words on something I try to explain every week.",
                                   "Worth ten minutes, even if you never work with heat.",
                                   "I sent this to my old flatmate. We argued for an hour."};
// By hour of the day, from 7 to 19; by day of the week, from Monday.
constexpr std::array hour_weights{4, 14, 16, 8, 5, 9, 8, 5, 4, 5, 9, 7, 2};
constexpr std::array weekday_weights{16, 21, 19, 22, 14, 4, 2};

template <size_t N>
size_t draw(Dice& dice, std::array<int, N> const& weights) {
  int total = 0;
  for (auto const weight : weights) total += weight;
  auto left = int(dice.below(size_t(total)));
  for (size_t i = 0; i < N; ++i)
    if ((left -= weights[i]) < 0) return i;
  return N - 1;
}

Result<Done> share(World& world, size_t who, std::string const& story, std::string const& network,
                   std::string const& text, MadeShare made) {
  Json input;
  input.set("story_id", story).set("network", network).set("text", text).set("over_cap_confirmed", true);
  auto const answer = TRY(world.as_member(world.members[who].id, http::Method::post, "/shares", input));
  auto const* share = answer.find("share");
  made.network = network;
  made.at = world.clock->now();
  made.link = share ? share->string_or("link") : "";
  auto const id = share ? share->string_or("id") : "";
  if (!made.outcome.empty()) {
    world.clock->advance(minutes(2));
    Json outcome;
    outcome.set("outcome", made.outcome);
    (void)TRY(world.as_member(world.members[who].id, http::Method::put, "/shares/" + id + "/outcome", outcome));
  }
  world.made.push_back(std::move(made));
  return Done{};
}

std::string words_for(Dice& dice, StorySeed const& seed) {
  if (dice.happens(0.35)) return std::string(seed.question);
  if (dice.happens(0.12)) return std::string(seed.scene);
  if (seed.language == "en") return english_words[dice.below(english_words.size())];
  return std::string(openings[dice.below(openings.size())]) + " " + closings[dice.below(closings.size())];
}

// A moment after its publication when people share; none if it would be later than yesterday.
std::optional<Instant> moment_for(World& world, StorySeed const& seed, Instant joined) {
  for (int tries = 0; tries < 30; ++tries) {
    auto const days_later = int64_t(world.dice.exponential(4.5));
    auto const days_ago = seed.days_ago - days_later;
    if (days_ago < 1) continue;
    auto const hour = int(draw(world.dice, hour_weights)) + 7;
    auto const when = world.at(days_ago, hour, int(world.dice.below(60)));
    auto const weekday = world.zone.at(when).weekday;
    auto const weight = weekday_weights[size_t(weekday - 1)];
    if (!world.dice.happens(weight / 22.0)) continue;
    if (when > joined + hours(2) && when > world.at(seed.days_ago, 7, 40)) return when;
  }
  return std::nullopt;
}

// Somebody who has not shared it yet; the busier a person, the likelier.
std::optional<size_t> somebody(World& world, std::set<size_t> const& taken) {
  double total = 0;
  for (size_t i = 0; i < world.members.size(); ++i)
    if (i != ines && !taken.contains(i)) total += world.members[i].activity;
  auto left = world.dice.fraction() * total;
  for (size_t i = 0; i < world.members.size(); ++i) {
    if (i == ines || taken.contains(i)) continue;
    if ((left -= world.members[i].activity) < 0) return i;
  }
  return std::nullopt;
}

void plan_one(World& world, StorySeed const& seed, size_t who, Instant when, std::string network) {
  auto text = words_for(world.dice, seed);
  MadeShare made{.quality = seed.quality};
  auto const said = world.dice.fraction();
  made.outcome = said < 0.62 ? "done" : said < 0.68 ? "not_this_time" : "";
  world.plan(when, [&world, &seed, who, network = std::move(network), text = std::move(text), made] {
    return share(world, who, world.stories.find(seed.key)->second, network, text, made);
  });
}

void plan_story(World& world, StorySeed const& seed) {
  std::set<size_t> taken;
  for (int i = 0; i < seed.sharers; ++i) {
    auto const who = somebody(world, taken);
    if (!who) return;
    taken.insert(*who);
    auto const& person = world.members[*who];
    auto const when = moment_for(world, seed, person.joined);
    if (!when) continue;
    plan_one(world, seed, *who, *when, person.networks.front());
    if (person.networks.size() > 1 && world.dice.happens(0.35))
      plan_one(world, seed, *who, *when + minutes(6),
               person.networks[1 + world.dice.below(person.networks.size() - 1)]);
  }
}

void plan_by_hand(World& world, ShareSeed const& seed) {
  auto const today = world.zone.at(world.now).day;
  auto const day = week_start(today) - 7 * seed.weeks_ago + seed.weekday - 1;
  MadeShare const made{.quality = 1, .readers = seed.clicks, .outcome = std::string(seed.outcome)};
  world.plan(world.at(today - day, seed.hour, seed.minute), [&world, &seed, made] {
    return share(world, ines, world.stories.find(seed.story)->second, std::string(seed.network), std::string(seed.text),
                 made);
  });
}

// A few things kept for later, one put aside.
void plan_keeping(World& world) {
  world.plan(world.at(1, 18, 40), [&world]() -> Result<Done> {
    auto const id = world.members[ines].id;
    for (auto const* key : {"cargo", "wind"})
      (void)TRY(world.as_member(id, http::Method::put, "/stories/" + world.stories[key] + "/keeping", Json()));
    (void)TRY(world.as_member(id, http::Method::put, "/stories/" + world.stories["packing"] + "/aside",
                              JsonObject{{"reason", "not_for_me"}}));
    return Done{};
  });
}

// From the field: one that was answered, two that wait.
void plan_proposing(World& world) {
  constexpr size_t tom = 3;  // in World::members: Claire, Inès, Maël, Tom
  struct Seed {
    size_t who;
    int64_t days_ago;
    std::string_view title, words, answer;
    bool named;
  };
  static constexpr Seed seeds[] = {
      {ines, 6, "Le plan du futur réseau, quartier de Villejean",
       "On nous l’a montré hier en réunion, je trouve qu’il explique tout.",
       "Le plan n’est pas encore public : la mairie le présente en décembre. Proposez-le de nouveau à ce moment-là.",
       false},
      {ines, 1, "Une classe de CM2 à la chaufferie",
       "Ils ont demandé si la chaleur avait une couleur. La réponse du chef de quart vaut d’être racontée.", "", true},
      {9, 2, "La relève de nuit, en trois phrases",
       "Ce qu’on se dit à 5 h quand on passe la main. Je peux ajouter une photo du poste.", "", false},
  };
  for (auto const& seed : seeds) {
    if (seed.who >= world.members.size()) continue;
    world.plan(world.at(seed.days_ago, 12, 40), [&world, &seed]() -> Result<Done> {
      auto const made =
          TRY(world.as_member(world.members[seed.who].id, http::Method::post, "/suggestions",
                              JsonObject{{"title", seed.title}, {"words", seed.words}, {"named", seed.named}}));
      if (seed.answer.empty()) return Done{};
      (void)TRY(world.call(world.members[tom].id, {"editor"}, http::Method::post,
                           "/suggestions/" + made.string_or("id") + "/decision",
                           JsonObject{{"decision", "refused"}, {"reason", seed.answer}}));
      return Done{};
    });
  }
}

}  // namespace

void plan_shares(World& world) {
  for (auto const& seed : shares_of_ines()) plan_by_hand(world, seed);
  for (auto const& seed : french_stories()) plan_story(world, seed);
  for (auto const& seed : english_stories()) plan_story(world, seed);
  plan_keeping(world);
  plan_proposing(world);
}

}  // namespace essaim::demo
