// What Inès wrote, in her own words.

#include "app/demo/stories.hpp"

#include <array>

namespace essaim::demo {
namespace {

constexpr std::array seeds{
    ShareSeed{"night", "linkedin", 1, 4, 8, 20,
              "À trois heures du matin, on entend la mer avant de la voir. J’ai lu ce récit d’une traite : personne "
              "n’y joue les héros, et c’est pour cela qu’on y croit.",
              "done", 58},
    ShareSeed{"trench", "linkedin", 2, 4, 8, 35,
              "On m’a demandé pourquoi cette tranchée. J’ai répondu avec un thermomètre. Pour la prochaine fois, il y "
              "a aussi cette carte, rue par rue.",
              "done", 55},
    ShareSeed{"welder", "mastodon", 3, 4, 12, 40,
              "La soudeuse qui m’a appris à écouter un tuyau s’appelait Odile. Marie-Jo lui ressemble, jusqu’à la "
              "façon de se taire avant de répondre.",
              "done", 41},
    ShareSeed{"welder", "linkedin", 3, 2, 8, 50,
              "Douze mille soudures, et c’est l’oreille qui décide. Je pensais que c’était une légende de chantier, "
              "jusqu’à ma première ronde avec une collègue de trente ans de métier.",
              "done", 34},
    ShareSeed{"vannes", "linkedin", 8, 4, 9, 5,
              "Dix-huit degrés à l’égout, vingt-huit au bassin. Quand je raconte mon métier à des collégiens, je "
              "commence désormais par la piscine.",
              "done", 29},
    ShareSeed{"geo", "linkedin", 5, 3, 9, 15,
              "J’ai refait l’expérience de la bouteille à la cantine. Trois collègues ont raté leur café, et deux ont "
              "compris la géothermie.",
              "done", 23},
    ShareSeed{
        "copro", "linkedin", 4, 2, 17, 30,
        "Qui passera après les ouvriers ? Voilà la vraie question d’une assemblée, et elle n’est dans aucun devis.",
        "changed", 18},
    ShareSeed{"school", "linkedin", 6, 4, 8, 25,
              "Mon fils est dans une cour en bitume. J’ai envoyé cet article à la directrice, avec le budget surligné.",
              "done", 14},
    ShareSeed{"vannes", "email", 8, 5, 17, 45,
              "Pour l’équipe du bassin : voici l’article dont je vous parlais ce matin, avec les limites du procédé en "
              "fin de page.",
              "done", 11},
    ShareSeed{"swifts", "linkedin", 11, 4, 8, 40,
              "Une brique à huit euros, et le nid reste. On me dit que rénover et protéger s’opposent. Pas toujours, "
              "la preuve.",
              "done", 8},
    ShareSeed{"wood", "linkedin", 7, 1, 12, 30,
              "D’où vient le bois qui chauffe nos immeubles ? Je n’avais qu’une partie de la réponse. L’enquête ne "
              "nous ménage pas, et tant mieux.",
              "", 5},
    ShareSeed{"job", "linkedin", 2, 2, 17, 20,
              "Qui, autour de vous, aime comprendre comment les choses marchent ? Nous cherchons une ou un collègue à "
              "Rennes, et l’on apprend sur place.",
              "done", 3},
    ShareSeed{"geo", "mastodon", 5, 5, 12, 35,
              "Dix degrés toute l’année, à cinquante mètres sous vos pieds. Une bouteille d’eau suffit à le montrer.",
              "", 0},
    ShareSeed{"aid", "linkedin", 10, 3, 17, 50,
              "Trente et une semaines, dont onze d’attente. Je garde ce calendrier pour la prochaine personne qui me "
              "dira que c’est simple.",
              "not_this_time", 0}};

}  // namespace

std::span<ShareSeed const> shares_of_ines() { return seeds; }

}  // namespace essaim::demo
