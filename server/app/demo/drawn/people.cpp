// Who works there: a directory in groups, at sites, in trades; and the volunteers among them, who joined in waves. The
// first are a pilot of at most eighty; most who will ever join have joined within the first year.

#include "app/demo/drawn/company.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace essaim::demo {
namespace {

constexpr int64_t batch = 20'000;  // rows of a transaction, about
constexpr double part_that_joins = 0.29;
constexpr int64_t pilots = 80, people_of_a_team = 45;

constexpr std::array first_names{"Aela",  "Bleuenn", "Corentin", "Dewi",    "Erell",  "Fañch",  "Gwenn",  "Hoel",
                                 "Iwan",  "Jakez",   "Katell",   "Loïg",    "Mona",   "Nevena", "Oanez",  "Padrig",
                                 "Riwal", "Soazig",  "Tudal",    "Viviane", "Winoc",  "Yuna",   "Brieg",  "Cécile",
                                 "Awa",   "Karim",   "Léa",      "Mehdi",   "Noémie", "Sofia",  "Théo",   "Ursule",
                                 "Zoé",   "Amina",   "Hannah",   "Marco",   "Inès",   "Paul",   "Rachid", "Chloé"};
constexpr std::array last_names{"Abgrall", "Bodin",     "Cadiou",   "Derrien", "Evano",    "Floch",   "Garrec",
                                "Hamon",   "Jézéquel",  "Kerjean",  "Lagadec", "Madec",    "Nédélec", "Omnès",
                                "Prigent", "Quéméner",  "Rouxel",   "Salaün",  "Tanguy",   "Urien",   "Traoré",
                                "Diallo",  "Benali",    "Haddad",   "Martin",  "Petit",    "Lefèvre", "Marchetti",
                                "Okafor",  "Whitfield", "Bothorel", "Tanneau", "Guivarch", "Hervé",   "Kervella",
                                "Le Goff", "Le Bris",   "Le Corre", "Riou",    "Stéphan"};
constexpr std::array division_names{"Opérations", "Territoires", "Ressources", "Énergies", "Habitat",   "Mobilité",
                                    "Numérique",  "Ingénierie",  "Clients",    "Finances", "Recherche", "Logistique"};
constexpr std::array service_names{"Études",   "Travaux", "Exploitation", "Maintenance", "Relation clients",
                                   "Qualité",  "Achats",  "Sécurité",     "Méthodes",    "Planification",
                                   "Contrôle", "Projets", "Support",      "Formation",   "Innovation"};
constexpr std::array job_families{"Technique", "Ingénierie", "Commerce",      "Ressources humaines",
                                  "Finance",   "Juridique",  "Communication", "Informatique",
                                  "Achats",    "Chantiers",  "Direction",     "Recherche"};
struct Town {
  std::string_view name, region, country, zone;
};
constexpr std::array towns{Town{"Rennes", "Bretagne", "FR", "Europe/Paris"},
                           Town{"Brest", "Bretagne", "FR", "Europe/Paris"},
                           Town{"Lorient", "Bretagne", "FR", "Europe/Paris"},
                           Town{"Vannes", "Bretagne", "FR", "Europe/Paris"},
                           Town{"Nantes", "Pays de la Loire", "FR", "Europe/Paris"},
                           Town{"Angers", "Pays de la Loire", "FR", "Europe/Paris"},
                           Town{"Le Mans", "Pays de la Loire", "FR", "Europe/Paris"},
                           Town{"Rouen", "Normandie", "FR", "Europe/Paris"},
                           Town{"Caen", "Normandie", "FR", "Europe/Paris"},
                           Town{"Le Havre", "Normandie", "FR", "Europe/Paris"},
                           Town{"Bordeaux", "Nouvelle-Aquitaine", "FR", "Europe/Paris"},
                           Town{"La Rochelle", "Nouvelle-Aquitaine", "FR", "Europe/Paris"},
                           Town{"Lille", "Hauts-de-France", "FR", "Europe/Paris"},
                           Town{"Dunkerque", "Hauts-de-France", "FR", "Europe/Paris"},
                           Town{"Liège", "Wallonie", "BE", "Europe/Brussels"},
                           Town{"Bilbao", "Euskadi", "ES", "Europe/Madrid"}};
struct NetworkSeed {
  std::string_view id;
  double weight;
};
constexpr std::array network_seeds{NetworkSeed{"linkedin", 0.70}, NetworkSeed{"facebook", 0.08},
                                   NetworkSeed{"whatsapp", 0.07}, NetworkSeed{"x", 0.06},
                                   NetworkSeed{"bluesky", 0.05},  NetworkSeed{"threads", 0.04}};

class Directory {
 public:
  explicit Directory(Company& company)
      : c_(company), teams_wanted_(std::max<int64_t>(4, c_.size.people / people_of_a_team)) {}

  void draw(int64_t already_there) {
    c_.db().write([&](db::Tx& tx) { write_structure(tx, draw_groups(), draw_zones()); });
    for (int64_t made = already_there; made < c_.size.people;) {
      std::vector<rows::Person> people;
      for (; made < c_.size.people && std::ssize(people) < batch / 3; ++made) people.push_back(draw_person(made));
      c_.db().write([&](db::Tx& tx) { rows::add(tx, people); });
    }
  }

 private:
  std::vector<rows::Group> draw_groups() {
    std::vector<rows::Group> groups;
    auto const add = [&](int64_t parent, std::string name) {
      groups.push_back({c_.ids.at(c_.founded), parent, std::move(name)});
      return groups.back().id;
    };
    auto const divisions = std::clamp<int64_t>(std::llround(std::sqrt(double(teams_wanted_)) * 0.7), 2, 12);
    for (int64_t i = 0; i < divisions; ++i) c_.divisions.push_back(add(0, division_names[size_t(i)]));
    for (int64_t team = 0; team < teams_wanted_; ++team) {
      auto const parent = c_.divisions[size_t(team % divisions)];
      auto const nth = team / divisions, round = nth / int64_t(service_names.size());
      auto const service = service_names[size_t(nth) % service_names.size()];
      teams_.push_back(add(parent, round == 0 ? std::string(service) : fmt::format("{} {}", service, round + 1)));
    }
    for (size_t i = 0; i < teams_.size(); ++i) team_sizes_.add(lognormal(c_.dice, 0.5));
    return groups;
  }

  std::pair<std::vector<rows::Zone>, std::vector<rows::Site>> draw_zones() {
    std::vector<rows::Zone> zones;
    std::vector<rows::Site> sites;
    auto const ensure = [&](int64_t parent, std::string_view name, std::string_view country) {
      for (auto const& zone : zones)
        if (zone.name == name) return zone.id;
      zones.push_back({c_.ids.at(c_.founded), parent, std::string(name), std::string(country)});
      return zones.back().id;
    };
    auto const count = std::clamp<size_t>(size_t(c_.size.people / 60), 4, towns.size());
    for (auto const& town : std::span(towns).first(count)) {
      auto const region = ensure(ensure(0, town.country, town.country), town.region, "");
      sites.push_back(
          {c_.ids.at(c_.founded), region, std::string(town.name), std::string(town.country), std::string(town.zone)});
      c_.sites.push_back(sites.back().id);
      site_sizes_.add(lognormal(c_.dice, 0.8));
    }
    return {zones, sites};
  }

  void write_structure(db::Tx& tx, std::vector<rows::Group> const& groups,
                       std::pair<std::vector<rows::Zone>, std::vector<rows::Site>> const& places) {
    for (auto const& group : groups) rows::add(tx, group, c_.founded);
    for (auto const& zone : places.first) rows::add(tx, zone);
    for (auto const& site : places.second) rows::add(tx, site);
    for (auto const* name : job_families) {
      families_.push_back(c_.ids.at(c_.founded));
      rows::add_job_family(tx, {families_.back(), name});
    }
  }

  rows::Person draw_person(int64_t number) {
    auto& dice = c_.dice;
    std::string const first = first_names[dice.below(first_names.size())],
                      last = last_names[dice.below(last_names.size())];
    auto const site = site_sizes_.draw(dice);
    rows::Person person{.group = teams_[team_sizes_.draw(dice)],
                        .site = c_.sites[site],
                        .job_family = families_[dice.below(families_.size())]};
    person.name = first + " " + last;
    auto mail = rows::folded(first + "." + last);
    std::ranges::replace(mail, ' ', '-');
    person.email = fmt::format("{}.{}@helianne.example", mail, number);
    person.language = dice.happens(towns[site].country == "FR" ? 0.96 : 0.4) ? "fr" : "en";
    person.country = towns[site].country;
    person.status = dice.happens(0.04) ? "partner" : "employee";
    // Most are in the first list; the others came since.
    person.listed = dice.happens(0.93) ? c_.founded : c_.founded + days(int64_t(dice.below(uint64_t(days_of_life()))));
    person.id = c_.ids.at(person.listed);
    if (dice.happens(part_that_joins)) join(person);
    ++c_.drawn.people;
    return person;
  }

  void join(rows::Person& person) {
    auto& dice = c_.dice;
    auto const [begins, lasts] = wave();
    auto const day = c_.first_day() + begins + int64_t(dice.exponential(double(lasts)));
    person.joined = std::max(person.listed + hours(20), c_.at_minute(day, minute_of_sharing(dice)));
    if (*person.joined >= c_.world.now - days(2)) {
      person.joined.reset();
      return;
    }
    Member member{.id = person.id, .group = person.group, .site = person.site, .joined = *person.joined};
    member.activity = activity_of_member(dice);
    member.plain = dice.happens(0.06);
    double place = dice.fraction();
    member.network = network_seeds.front().id;
    for (auto const& seed : network_seeds)
      if ((place -= seed.weight) < 0) {
        member.network = seed.id;
        break;
      }
    c_.members.push_back(member);
    ++c_.drawn.members;
  }

  struct Wave {
    int64_t begins, lasts;
  };
  Wave wave() {
    double const pilot = std::min(0.3, double(pilots) / (part_that_joins * double(c_.size.people)));
    double const place = c_.dice.fraction();
    if (place < pilot) return {2, 6};
    if (place < pilot + 0.45 * (1 - pilot)) return {70, 14};
    if (place < pilot + 0.75 * (1 - pilot)) return {160, 14};
    return {80, days_of_life() / 3};
  }

  int64_t days_of_life() const { return c_.today() - c_.first_day(); }

  Company& c_;
  int64_t const teams_wanted_;
  std::vector<int64_t> teams_, families_;
  Weighted team_sizes_, site_sizes_;
};

}  // namespace

int64_t Ids::at(Instant when) {
  constexpr int64_t since_2020 = 1'577'836'800'000;
  return ((when.ms - since_2020) << 22) | (++made_ & 0x3f'ffff);
}

Result<Done> draw_people(Company& company) {
  Directory(company).draw(company.drawn.people);  // those with logins are there
  rows::Counted before;
  for (auto day = company.first_day(); day < company.today(); day += 7) {
    rows::Counted const now{day, Instant{(day + 1) * days(1).ms}};
    company.db().write([&](db::Tx& tx) { rows::count_heads(tx, now, before); });
    before = now;
  }
  return Done{};
}

}  // namespace essaim::demo
