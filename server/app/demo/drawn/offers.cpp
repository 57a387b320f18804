// What editors offered: some stories each working day, four of five useful to readers, in French and English, some for
// one division or one site only.

#include "app/demo/drawn/company.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace essaim::demo {
namespace {

constexpr int64_t batch = 2'000;
constexpr int64_t first_stories_a_year = 220, people_for_one_more = 50;

struct ThemeSeed {
  std::string_view fr, en, colour;
  std::array<std::string_view, 5> subjects_fr, subjects_en;
};
constexpr std::array themes{
    ThemeSeed{"Réseaux de chaleur",
              "Heat networks",
              "sapin",
              {"Un quartier chauffé en commun", "La chaleur d’un centre de données", "La géothermie sous la place",
               "Le bois des haies", "Une chaufferie ouverte aux visites"},
              {"A quarter heated together", "The warmth of a data centre", "Geothermal heat below the square",
               "Wood from hedges", "A boiler house open to visitors"}},
    ThemeSeed{
        "Rénovation",
        "Renovation",
        "miel",
        {"Une maison de 1974", "Les combles d’une école", "Un immeuble sans échafaudage", "La laine de chanvre",
         "Les ponts thermiques"},
        {"A house of 1974", "The attic of a school", "A block without scaffolding", "Hemp wool", "Thermal bridges"}},
    ThemeSeed{"Métiers du terrain",
              "Field trades",
              "peche",
              {"La soudeuse et son apprenti", "Une nuit d’astreinte", "Le carnet d’un chef de chantier",
               "Apprendre le métier à quarante ans", "Les gestes qui protègent"},
              {"The welder and her apprentice", "A night on call", "A site manager’s notebook",
               "Learning the trade at forty", "Moves that protect"}},
    ThemeSeed{"Éolien en mer",
              "Offshore wind",
              "ardoise",
              {"Cent mètres au-dessus de l’eau", "Le bateau de maintenance", "Les oiseaux et les mâts",
               "Une panne de capteur", "Le port d’attache"},
              {"A hundred metres above the water", "The maintenance boat", "Birds and masts", "A sensor that failed",
               "The home port"}},
    ThemeSeed{"Mobilité",
              "Mobility",
              "prune",
              {"Un village sans seconde voiture", "La ligne de car retrouvée", "Le vélo de livraison",
               "Les bornes du parking", "Venir au travail autrement"},
              {"A village without second cars", "The bus line that came back", "The cargo bike",
               "Charging at the car park", "Other ways to work"}},
    ThemeSeed{"Sobriété",
              "Using less",
              "sapin",
              {"Un degré de moins", "La facture relue ensemble", "L’atelier de réparation",
               "L’eau chaude, ce grand poste", "Éteindre la vitrine"},
              {"One degree less", "Reading the bill together", "The repair workshop", "Hot water, the large share",
               "Dark shop windows"}},
    ThemeSeed{"Biodiversité",
              "Biodiversity",
              "miel",
              {"La cour d’école reverdie", "Les ruches du toit", "Une haie replantée", "Le chantier et les martinets",
               "La mare du dépôt"},
              {"A schoolyard gone green", "Hives on the roof", "A hedge replanted", "The site and the swifts",
               "The depot’s pond"}}};
constexpr std::array<std::string_view, 8> angles_fr{"ce que disent vingt hivers de relevés",
                                                    "le récit de celles et ceux qui y étaient",
                                                    "les chiffres, sans détour",
                                                    "trois décisions qui ont compté",
                                                    "ce qui n’a pas marché",
                                                    "une carte pour comprendre",
                                                    "questions de voisins",
                                                    "un an après"};
constexpr std::array<std::string_view, 8> angles_en{"what twenty winters of readings say",
                                                    "told by those who were there",
                                                    "the figures, plainly",
                                                    "three decisions that mattered",
                                                    "what did not work",
                                                    "a map that explains it",
                                                    "what neighbours asked",
                                                    "one year on"};
struct Press {
  std::string_view name, host, language;
};
constexpr std::array press{Press{"La Revue des territoires", "revue-territoires.example", "fr"},
                           Press{"Le Carnet de l’habitat", "carnet-habitat.example", "fr"},
                           Press{"Gens de métier", "gens-de-metier.example", "fr"},
                           Press{"The Field Notebook", "field-notebook.example", "en"}};
constexpr std::array<std::string_view, 5> kinds{"article", "article", "article", "infographic", "analysis"};

class Editors {
 public:
  explicit Editors(Company& company) : c_(company) {}

  void draw() {
    c_.db().write([&](db::Tx& tx) {
      for (auto const& seed : themes) {
        themes_.push_back(c_.ids.at(c_.founded));
        rows::add(tx, rows::Theme{themes_.back(), std::string(seed.fr), std::string(seed.en), std::string(seed.colour)},
                  c_.founded);
      }
    });
    double all = 0;
    for (auto day = c_.first_day(); day < c_.today(); ++day) all += weight_of(day);
    auto const wanted =
        double(c_.size.stories.value_or((first_stories_a_year + c_.size.people / people_for_one_more) * c_.size.years));
    for (auto day = c_.first_day(); day < c_.today(); ++day) {
      for (auto left = poisson(c_.dice, wanted * weight_of(day) / all); left > 0; --left)
        waiting_.push_back(draw_one(day));
      if (std::ssize(waiting_) >= batch) write();
    }
    write();
    std::ranges::stable_sort(c_.offers, {}, &Offer::published);
  }

 private:
  static double weight_of(int64_t day) { return weekday_of(day) <= 5 ? 1 : 0; }

  rows::Story draw_one(int64_t day) {
    auto& dice = c_.dice;
    bool const english = dice.happens(0.12), company = dice.happens(0.19);
    auto const theme = dice.below(themes.size()), subject = dice.below(5), angle = dice.below(8);
    auto const& seed = themes[theme];
    rows::Story story{.made_by = c_.members.front().id, .is_company = company};
    story.published = c_.at_minute(day, 6 * 60 + 30 + int(dice.below(600)));
    story.id = c_.ids.at(story.published);
    story.language = english ? "en" : "fr";
    story.title = english ? fmt::format("{}: {}", seed.subjects_en[subject], angles_en[angle])
                          : fmt::format("{}\u00a0: {}", seed.subjects_fr[subject], angles_fr[angle]);
    story.summary = english ? "A report from the field, with its figures and the people behind them."
                            : "Un récit de terrain, avec ses chiffres et les personnes qui les ont faits.";
    story.why = english ? "A question that readers often ask, answered with care."
                        : "Une question que vos lecteurs posent souvent, et une réponse prise au sérieux.";
    auto const& paper = english ? press[3] : press[dice.below(3)];
    story.site_name = company ? "Hélianne" : std::string(paper.name);
    story.host = company ? "helianne.example" : std::string(paper.host);
    story.path = fmt::format("/{}/{}", to_iso_date(day), ++made_);
    story.kind = kinds[dice.below(kinds.size())];
    story.minutes = 1 + int64_t(dice.below(9));
    story.themes = {themes_[theme]};
    if (auto const other = dice.below(themes.size()); other != theme && dice.happens(0.4))
      story.themes.push_back(themes_[other]);
    if (dice.happens(0.06))
      story.place = "g" + std::to_string(c_.divisions[dice.below(c_.divisions.size())]);
    else if (dice.happens(0.04))
      story.place = "s" + std::to_string(c_.sites[dice.below(c_.sites.size())]);
    if (story.place.empty())
      c_.offers.push_back({story.id, quality_of_story(dice), story.published, "https://" + story.host + story.path});
    return story;
  }

  void write() {
    c_.drawn.stories += std::ssize(waiting_);
    c_.db().write([&](db::Tx& tx) { rows::add(tx, waiting_); });
    waiting_.clear();
  }

  Company& c_;
  std::vector<int64_t> themes_;
  std::vector<rows::Story> waiting_;
  int64_t made_ = 0;
};

}  // namespace

void draw_stories(Company& company) { Editors(company).draw(); }

}  // namespace essaim::demo
