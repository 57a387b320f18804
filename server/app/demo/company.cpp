// Hélianne renovates homes and lays heat networks in Brittany; « Les Éclaireurs » are those of its people who speak of
// their trade. All names are invented.

#include "app/demo/demo.hpp"
#include "app/demo/world.hpp"

#include <array>

namespace essaim::demo {
namespace {

struct Listed {
  std::string_view name, mail;
  size_t group, site;
  int joined = 0;  // days ago; 0: is in the directory only
  double activity = 0;
  std::string_view language = "fr";
};
constexpr std::array groups{"Opérations > Réseaux de chaleur",    "Opérations > Rénovation de l’habitat",
                            "Opérations > Maintenance en mer",    "Opérations > Réseaux de chaleur > Études thermiques",
                            "Territoires > Collectivités",        "Territoires > Mobilité",
                            "Ressources > Ressources humaines",   "Ressources > Communication",
                            "Ressources > Systèmes d’information"};
constexpr std::array sites{"Rennes", "Vannes", "Brest", "Lorient"};

constexpr std::array directory{Listed{"Inès Kerjean", "ines.kerjean", 0, 0, 92, 3},
                               Listed{"Maël Tanguy", "mael.tanguy", 7, 0, 93, 3},
                               Listed{"Tom Lacaze", "tom.lacaze", 7, 0, 93, 2},
                               Listed{"Awen Riou", "awen.riou", 2, 2, 90, 6},
                               Listed{"Sofia Marchetti", "sofia.marchetti", 3, 0, 90, 5},
                               Listed{"Gildas Le Bris", "gildas.lebris", 0, 1, 88, 2},
                               Listed{"Noémie Abgrall", "noemie.abgrall", 1, 1, 86, 3},
                               Listed{"Karim Benali", "karim.benali", 1, 0, 85, 1.5},
                               Listed{"Enora Quéméner", "enora.quemener", 2, 2, 81, 2},
                               Listed{"Lucas Philippe", "lucas.philippe", 4, 0, 78, 1},
                               Listed{"Hannah Whitfield", "hannah.whitfield", 2, 2, 76, 1.2, "en"},
                               Listed{"Yann Cadiou", "yann.cadiou", 0, 3, 74, 1},
                               Listed{"Fatou Diallo", "fatou.diallo", 6, 0, 70, 2},
                               Listed{"Pierre-Louis Omnès", "pierre-louis.omnes", 5, 3, 66, 0.7},
                               Listed{"Maïwenn Le Corre", "maiwenn.lecorre", 1, 1, 61, 1.4},
                               Listed{"Rachid Amrani", "rachid.amrani", 0, 0, 57, 0.8},
                               Listed{"Clémence Jézéquel", "clemence.jezequel", 4, 1, 52, 1},
                               Listed{"Owen Prigent", "owen.prigent", 2, 2, 47, 0.8},
                               Listed{"Daniel Okafor", "daniel.okafor", 8, 0, 43, 0.7, "en"},
                               Listed{"Solène Bodin", "solene.bodin", 3, 0, 38, 1},
                               Listed{"Théo Guivarch", "theo.guivarch", 1, 3, 33, 0.7},
                               Listed{"Anaïs Hervé", "anais.herve", 5, 0, 27, 0.8},
                               Listed{"Malo Kervella", "malo.kervella", 0, 2, 19, 0.6},
                               Listed{"Alan Stéphan", "alan.stephan", 0, 0},
                               Listed{"Brigitte Morvan", "brigitte.morvan", 6, 0},
                               Listed{"Cédric Lagadec", "cedric.lagadec", 0, 1},
                               Listed{"Delphine Rouxel", "delphine.rouxel", 1, 1},
                               Listed{"Elouan Madec", "elouan.madec", 2, 2},
                               Listed{"Florence Tirel", "florence.tirel", 4, 0},
                               Listed{"Gaëlle Nicolas", "gaelle.nicolas", 1, 3},
                               Listed{"Hervé Salaün", "herve.salaun", 0, 3},
                               Listed{"Ibrahim Sow", "ibrahim.sow", 3, 0},
                               Listed{"Jeanne Floch", "jeanne.floch", 2, 2},
                               Listed{"Killian Rolland", "killian.rolland", 0, 0},
                               Listed{"Laurence Bihan", "laurence.bihan", 6, 1},
                               Listed{"Matteo Ricci", "matteo.ricci", 3, 0},
                               Listed{"Nolwenn Garrec", "nolwenn.garrec", 1, 2},
                               Listed{"Oscar Lebreton", "oscar.lebreton", 5, 0},
                               Listed{"Pascale Derrien", "pascale.derrien", 4, 3},
                               Listed{"Quentin Hamon", "quentin.hamon", 0, 1},
                               Listed{"Rozenn Pennec", "rozenn.pennec", 1, 0},
                               Listed{"Samira Haddad", "samira.haddad", 8, 0},
                               Listed{"Tanguy Le Meur", "tanguy.lemeur", 2, 2},
                               Listed{"Ursula Berger", "ursula.berger", 3, 0, 0, 0, "en"},
                               Listed{"Vincent Caro", "vincent.caro", 0, 3},
                               Listed{"William Hart", "william.hart", 2, 2, 0, 0, "en"},
                               Listed{"Xavier Le Dû", "xavier.ledu", 1, 1},
                               Listed{"Youna Troadec", "youna.troadec", 5, 3},
                               Listed{"Zoé Lemaître", "zoe.lemaitre", 6, 0},
                               Listed{"Adèle Cornec", "adele.cornec", 1, 2},
                               Listed{"Bastien Le Goas", "bastien.legoas", 0, 0},
                               Listed{"Chloé Rannou", "chloe.rannou", 4, 2},
                               Listed{"Denis Floury", "denis.floury", 2, 3},
                               Listed{"Émilie Trévidic", "emilie.trevidic", 3, 0},
                               Listed{"Franck Audren", "franck.audren", 0, 1},
                               Listed{"Goulven Person", "goulven.person", 8, 0},
                               Listed{"Hélène Duval", "helene.duval", 7, 0},
                               Listed{"Ismaël Traoré", "ismael.traore", 1, 3},
                               Listed{"Julie Castel", "julie.castel", 5, 1}};

Json words(std::initializer_list<std::string_view> items) {
  JsonArray out;
  for (auto const item : items) out.emplace_back(item);
  return Json(std::move(out));
}

std::vector<std::string> roles_of(std::string_view mail) {
  if (mail == "mael.tanguy") return {"lead"};
  if (mail == "tom.lacaze") return {"editor"};
  if (mail == "fatou.diallo") return {"recruiter"};
  if (mail == "gaelle.nicolas") return {"executive"};
  if (mail == "samira.haddad") return {"data-protection"};
  return {};
}

std::string password_of(std::string const& email) {
  for (auto const& login : logins())
    if (login.email == email) return login.password;
  return "";
}

// The programme is called Les Éclaireurs, and so are those in it.
Json own_words(Json const& settings) {
  Json all = *settings.find("words");
  Json french = *all.find("fr"), english = *all.find("en");
  french.set("member_feminine", "éclaireuse").set("member_masculine", "éclaireur");
  french.set("member_plural", "éclaireuses et éclaireurs").set("member_short", "éclaireurs");
  english.set("member", "scout").set("member_plural", "scouts");
  return all.set("fr", std::move(french)).set("en", std::move(english));
}

Result<Done> found(World& world) {
  people::NewPerson const claire{.name = "Claire Le Goff",
                                 .email = "claire.legoff@helianne.example",
                                 .password = password_of("claire.legoff@helianne.example"),
                                 .time_zone = "Europe/Paris",
                                 .member = true};
  world.members.front().id = TRY(people::set_up(world.organisation(), "Hélianne", "Les Éclaireurs", claire)).value;
  auto settings = TRY(world.call(world.members.front().id, {"administrator"}, http::Method::get, "/settings", Json()));
  settings.set("mail_domains", words({"helianne.example"})).set("own_hosts", words({"helianne.example"}));
  settings.set("working_time", "counts").set("disclosure_fr", "Je travaille chez Hélianne.");
  settings.set("disclosure_en", "I work at Hélianne.");
  settings.set("words", own_words(settings));
  (void)TRY(world.call(world.members.front().id, {"administrator"}, http::Method::put, "/settings", settings));
  world.organisation().db->write([&](db::Tx& tx) {
    people::record(tx, people::PersonId{world.members.front().id}, "invitations.sent", "everybody", "",
                   world.organisation().now());
  });
  return Done{};
}

Result<int64_t> list(World& world, Listed const& who, bool member) {
  auto const email = std::string(who.mail) + "@helianne.example";
  people::NewPerson person{.name = std::string(who.name), .email = email, .password = password_of(email)};
  person.language = who.language;
  person.group_path = groups[who.group];
  person.site = sites[who.site];
  person.country = "FR";
  person.time_zone = "Europe/Paris";
  person.roles = roles_of(who.mail);
  person.member = member;
  return TRY(people::add_person(world.organisation(), person)).value;
}

Json preferences_of(World& world, Person const& person, std::string_view language) {
  bool const ines = person.name == "Inès Kerjean", founds = person.name == "Claire Le Goff";
  Json out;
  out.set("language", language).set("allowed_from", "08:30").set("allowed_to", "18:00");
  out.set("wants", ines ? words({"be_known", "help_hiring"}) : words({"learn"}));
  JsonArray themes;
  for (auto const* key : {"heat", "trades", "homes"})
    if (ines || founds || world.dice.happens(0.5)) themes.emplace_back(world.themes[key]);
  out.set("theme_ids", Json(std::move(themes)));
  out.set("languages", language == "fr" ? words({"fr"}) : words({"en", "fr"}));
  JsonArray networks, contacts, weekdays;
  for (auto const& network : person.networks) networks.emplace_back(network);
  if (ines) contacts.push_back(JsonObject{{"network", "linkedin"}, {"count", 642}});
  for (int day = 1; day <= 5; ++day) weekdays.emplace_back(day);
  out.set("networks", Json(std::move(networks))).set("contacts", Json(std::move(contacts)));
  out.set("allowed_days", Json(std::move(weekdays))).set("plain_links", false).set("daily_cap", Json());
  out.set("mastodon_server", ines ? Json("mastodon.example") : Json()).set("onboarded", true);
  return out;
}

std::vector<std::string> networks_of(World& world, std::string_view name) {
  if (name == "Inès Kerjean") return {"linkedin", "mastodon", "email"};
  std::vector<std::string> out{"linkedin"};
  for (auto const* other : {"bluesky", "facebook", "whatsapp", "x"})
    if (world.dice.happens(0.22)) out.emplace_back(other);
  return out;
}

void plan_member(World& world, Listed const& who) {
  auto const joined = world.at(who.joined, 9 + int(world.dice.below(8)), int(world.dice.below(60)));
  auto const index = world.members.size();
  world.members.push_back({std::string(who.name), 0, joined, who.activity, networks_of(world, who.name)});
  world.plan(joined, [&world, &who, index]() -> Result<Done> {
    world.members[index].id = TRY(list(world, who, true));
    return Done{};
  });
  world.plan(joined + minutes(4), [&world, &who, index]() -> Result<Done> {
    auto const& person = world.members[index];
    (void)TRY(
        world.as_member(person.id, http::Method::put, "/me/preferences", preferences_of(world, person, who.language)));
    return Done{};
  });
}

}  // namespace

void plan_company(World& world) {
  auto const founding = world.at(130, 9);
  world.members.push_back({"Claire Le Goff", 0, founding, 0.5, {"linkedin"}});
  world.plan(founding, [&world] { return found(world); });
  // Who founds it has answered the first questions, or whoever tries the administrator's side would meet them first.
  world.plan(world.at(91, 9), [&world]() -> Result<Done> {
    auto const& claire = world.members.front();
    (void)TRY(world.as_member(claire.id, http::Method::put, "/me/preferences", preferences_of(world, claire, "fr")));
    return Done{};
  });
  for (auto const& who : directory) {
    if (who.joined)
      plan_member(world, who);
    else
      world.plan(world.at(129, 10), [&world, &who]() -> Result<Done> {
        (void)TRY(list(world, who, false));
        return Done{};
      });
  }
}

}  // namespace essaim::demo
