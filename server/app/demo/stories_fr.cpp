// What is offered in French.

#include "app/demo/stories.hpp"

#include <array>

namespace essaim::demo {
namespace {

constexpr std::array seeds{
    StorySeed{"malmo", "Chauffer un quartier entier : ce que Malmö a compris avant nous",
              "Vingt ans après ses premiers tuyaux, le quartier de Västra Hamnen se chauffe presque sans combustible. "
              "L’article raconte les trois décisions qui ont compté, dont deux n’étaient pas techniques.",
              "Vos lecteurs demandent souvent si un réseau de chaleur peut vraiment remplacer le gaz. Voici un cas "
              "suivi assez longtemps pour répondre.",
              "article", "useful", "fr", "heat", "La Revue des territoires",
              "https://revue-territoires.example/chauffer-un-quartier-malmo", 3, 6, 15, 3.0,
              "Et si votre quartier partageait sa chaleur ? À Malmö, la réponse a pris vingt ans, et elle commence par "
              "une réunion de voisins.",
              "Vingt ans de relevés, trois décisions, un quartier presque sans combustible : le récit de Malmö tient "
              "en six minutes.",
              "Un matin de février, place Hoche, j’ouvre une trappe et la rue fume. Les gens s’arrêtent. À Malmö, on "
              "s’arrêtait aussi, au début."},
    StorySeed{"house", "Par où s’échappe la chaleur d’une maison ? Le schéma qui évite les idées reçues",
              "Toit, murs, fenêtres, ponts thermiques : un dessin simple remet les pertes dans l’ordre, et montre "
              "pourquoi commencer par les fenêtres déçoit souvent.",
              "Une image qui se comprend en une minute et qui épargne des travaux inutiles.", "infographic", "useful",
              "fr", "homes less", "Le Carnet de l’habitat",
              "https://carnet-habitat.example/par-ou-s-echappe-la-chaleur", 5, 1, 14, 2.6,
              "Par où part la chaleur de votre maison ? La plupart des gens montrent la fenêtre. Le schéma montre "
              "autre chose.",
              "Jusqu’à 30 % des pertes passent par le toit. Avant de changer les fenêtres, regardez au-dessus.",
              "La cliente avait changé toutes ses fenêtres. Il faisait toujours froid. Nous sommes montés au grenier, "
              "et nous avons compris."},
    StorySeed{"night", "Une nuit de maintenance en mer, racontée par celles et ceux qui y étaient",
              "Départ à 23 heures, vent de nord-ouest, une panne de capteur à cent mètres au-dessus de l’eau. Quatre "
              "techniciens racontent une nuit ordinaire.",
              "On parle beaucoup d’éoliennes, rarement des personnes qui les réparent. Ce récit leur donne la parole.",
              "article", "useful", "fr", "trades sea", "Gens de métier",
              "https://gens-de-metier.example/une-nuit-de-maintenance-en-mer", 16, 4, 10, 2.4,
              "Que répare-t-on à trois heures du matin, à trente kilomètres des côtes ? Quatre techniciens racontent.",
              "Cent mètres d’échelle, onze outils, une panne de la taille d’une pièce de deux euros.",
              "À trois heures du matin, on entend la mer avant de la voir. Le reste de la nuit est dans ce récit."},
    StorySeed{"trench", "Pourquoi cette tranchée devant chez vous ? La carte qui répond",
              "Une carte ouverte relie chaque chantier de voirie à sa raison : eau, fibre, chaleur. On y voit aussi la "
              "date de fin, et qui appeler.",
              "Chaque chantier commence par la même question d’un passant. Cette carte y répond mieux que nous.",
              "article", "useful", "fr", "heat trades", "La Revue des territoires",
              "https://revue-territoires.example/pourquoi-cette-tranchee", 24, 3, 8, 2.0,
              "Pourquoi cette tranchée devant chez vous ? Une carte le dit, rue par rue.",
              "Un chantier sur trois, dans ma rue, concernait la chaleur. Je ne l’aurais pas deviné.",
              "On m’a demandé pourquoi cette tranchée. J’ai répondu avec un thermomètre."},
    StorySeed{"welder", "La soudeuse qui écoute les tuyaux",
              "Trente ans de métier, et une oreille qui entend une soudure mal refroidie. Portrait de Marie-Jo, qui "
              "forme aujourd’hui la relève.",
              "Un portrait qui donne envie du métier sans le maquiller.", "article", "useful", "fr", "trades heat",
              "Gens de métier", "https://gens-de-metier.example/la-soudeuse-qui-ecoute-les-tuyaux", 32, 5, 7, 1.8,
              "Peut-on entendre une mauvaise soudure ? Marie-Jo dit que oui, et elle le prouve.",
              "Trente ans, douze mille soudures, et une oreille que les appareils n’ont pas remplacée.",
              "La soudeuse qui m’a appris à écouter un tuyau m’a d’abord demandé de me taire."},
    StorySeed{"copro", "Rénover une copropriété sans se fâcher : douze assemblées racontées",
              "Des enquêteurs ont suivi douze assemblées générales pendant deux ans. Ce qui fait basculer un vote "
              "n’est presque jamais le prix.",
              "Utile à quiconque vit en immeuble, et à qui y travaille.", "analysis", "useful", "fr", "homes",
              "Le Carnet de l’habitat", "https://carnet-habitat.example/renover-une-copropriete-sans-se-facher", 40, 8,
              6, 1.2, "Qu’est-ce qui fait basculer un vote de travaux ? Rarement le prix, disent douze assemblées.",
              "Douze assemblées, deux ans, un seul refus définitif.",
              "Au troisième rang, quelqu’un a demandé qui passerait après les ouvriers. C’était la vraie question."},
    StorySeed{"geo", "La géothermie de surface, expliquée avec une bouteille d’eau",
              "Trois minutes, une bouteille, un seau de glace : l’expérience montre pourquoi dix degrés sous terre "
              "suffisent à chauffer une école.",
              "La vidéo la plus claire que nous ayons vue sur le sujet.", "video", "useful", "fr", "heat",
              "La Revue des territoires", "https://revue-territoires.example/geothermie-de-surface-bouteille", 47, 3, 5,
              1.4, "Comment chauffer une école avec un sol à dix degrés ? Une bouteille d’eau suffit à le comprendre.",
              "Dix degrés toute l’année, à cinquante mètres sous vos pieds.",
              "Les élèves ont touché le tuyau et l’ont trouvé froid. C’est pourtant lui qui chauffe la classe."},
    StorySeed{"school", "Dans cette école, la cour refroidit la classe",
              "Du bitume en moins, des arbres en plus, et quatre degrés gagnés au plus fort de juin. Le récit d’une "
              "cour refaite avec les enfants.",
              "Un exemple qui se copie, avec son budget et ses erreurs.", "article", "useful", "fr", "less living",
              "La Revue des territoires", "https://revue-territoires.example/la-cour-refroidit-la-classe", 54, 4, 6,
              1.0, "Et si l’on climatisait une école par sa cour ?",
              "Quatre degrés de moins en classe, sans un seul appareil.",
              "Le bac à sable a bougé trois fois sur le plan. Les enfants avaient raison."},
    StorySeed{"wood", "Bois-énergie : d’où vient vraiment la plaquette ?",
              "Enquête de la coupe à la chaudière, avec les distances, les prix et les zones grises. Elle ne conclut "
              "pas à notre place.",
              "Le sujet divise : mieux vaut partager des faits que des slogans.", "analysis", "useful", "fr",
              "heat living", "La Revue des territoires",
              "https://revue-territoires.example/bois-energie-d-ou-vient-la-plaquette", 61, 9, 4, 0.7,
              "D’où vient le bois qui chauffe nos immeubles ? L’enquête suit un camion.",
              "Soixante kilomètres en moyenne entre la coupe et la chaudière, et quelques exceptions gênantes.",
              "Le chauffeur connaissait chaque parcelle. Nous avons suivi son camion toute une journée."},
    StorySeed{"vannes", "À Vannes, la chaleur des eaux usées chauffe la piscine",
              "Une partie de l’eau du bassin est chauffée par ce que la ville jette à l’égout. Le procédé, ses "
              "limites, et ce qu’il en coûte.",
              "La chaleur perdue la plus proche est souvent sous nos pieds.", "article", "useful", "fr", "heat less",
              "La Revue des territoires", "https://revue-territoires.example/vannes-eaux-usees-piscine", 70, 4, 6, 1.1,
              "Saviez-vous que l’eau de votre douche peut chauffer une piscine ?",
              "Dix-huit degrés à l’égout, vingt-huit au bassin.",
              "Le maître-nageur l’a appris par un enfant. Il a vérifié : c’était vrai."},
    StorySeed{"aid", "Aides à la rénovation : le calendrier d’un dossier, semaine par semaine",
              "Du premier appel au dernier versement, un dossier réel posé sur une frise. Les attentes y sont marquées "
              "en jaune, et elles sont longues.",
              "Qui prépare un dossier y gagne des semaines.", "infographic", "useful", "fr", "homes",
              "Le Carnet de l’habitat", "https://carnet-habitat.example/aides-renovation-calendrier-d-un-dossier", 77,
              2, 4, 0.9, "Combien de semaines pour un dossier d’aide ? Un vrai calendrier vaut mieux qu’une promesse.",
              "Trente et une semaines, dont onze d’attente.",
              "Elle avait tout gardé dans un cahier, jusqu’aux minutes au téléphone. C’est devenu cette frise."},
    StorySeed{"swifts", "Isoler une façade sans déloger les martinets",
              "Un isolant par l’extérieur ferme les nids. Des artisans ont dessiné une brique qui les garde ouverts, "
              "et publient le plan.",
              "Rénovation et biodiversité ne s’opposent pas toujours : voici comment.", "article", "useful", "fr",
              "living homes", "Le Carnet de l’habitat",
              "https://carnet-habitat.example/isoler-sans-deloger-les-martinets", 84, 4, 4, 0.9,
              "Que deviennent les martinets quand on isole un immeuble ?", "Une brique, huit euros, un nid qui reste.",
              "Le chantier s’est arrêté une matinée, le temps qu’une nichée s’envole."},
    StorySeed{"radiator", "Un degré de moins, combien d’euros ? Le calcul à refaire chez soi",
              "La règle des 7 % est souvent fausse. Une feuille de calcul ouverte permet de la vérifier sur son propre "
              "logement.",
              "Un outil plutôt qu’un conseil de plus.", "article", "useful", "fr", "less homes",
              "Le Carnet de l’habitat", "https://carnet-habitat.example/un-degre-de-moins-combien", 11, 3, 3, 0.8,
              "Un degré de moins, combien d’euros ? Chez moi, ni 7 % ni rien.",
              "De 4 à 11 % selon le logement : refaites le calcul.",
              "J’ai baissé d’un degré pendant un mois, et j’ai tout noté. Personne ne l’a vu."},
    StorySeed{"cargo", "Aller au chantier à vélo-cargo : six mois de carnet",
              "Une équipe de Lorient a remplacé une fourgonnette sur trois. Le carnet dit ce qui passe, ce qui ne "
              "passe pas, et les jours de pluie.",
              "Un retour d’expérience honnête, chiffres et crevaisons compris.", "article", "useful", "fr",
              "mobility trades", "Gens de métier", "https://gens-de-metier.example/chantier-a-velo-cargo", 8, 5, 5, 0.9,
              "Peut-on livrer un chantier à vélo ? Six mois de carnet répondent.",
              "Un trajet sur trois, 41 km par semaine, deux crevaisons.",
              "La pluie n’a pas arrêté l’équipe. Le vent de travers, si, deux fois."},
    StorySeed{"wind", "Ce que le vent d’hiver apprend aux prévisionnistes",
              "Prévoir la production d’un parc en mer, c’est prévoir ses erreurs. Une prévisionniste explique sa "
              "méthode et ses nuits blanches.",
              "Pour comprendre pourquoi l’éolien se pilote mieux qu’on ne le dit.", "analysis", "useful", "fr", "sea",
              "La Revue des territoires", "https://revue-territoires.example/vent-d-hiver-previsionnistes", 13, 7, 4,
              0.7, "Que fait-on quand le vent n’arrive pas à l’heure ?",
              "Une erreur de 3 % à six heures, de 9 % à deux jours.",
              "Sur son écran, le front avançait trop vite. Elle a appelé le parc avant le modèle."},
    StorySeed{"job", "Technicienne ou technicien de réseau de chaleur, à Rennes",
              "Un poste d’exploitation sur le réseau de Beauregard, avec formation payée et compagnonnage pendant "
              "trois mois. Débutants bienvenus.",
              "Nous cherchons des personnes curieuses plutôt que des diplômes.", "job", "company", "fr", "trades heat",
              "Hélianne", "https://www.helianne.example/emplois/technicien-reseau-de-chaleur-rennes", 24, 2, 6, 0.8,
              "Qui, autour de vous, aime comprendre comment les choses marchent ?",
              "Trois mois de compagnonnage avant la première astreinte.",
              "Ma première ronde, je l’ai faite derrière Gildas, à écouter. C’est ainsi qu’on commence ici."},
    StorySeed{"doors", "Portes ouvertes de la chaufferie de Beauregard",
              "Un samedi pour voir d’où vient la chaleur du quartier : visite en petits groupes, ateliers pour les "
              "enfants, questions sans détour.",
              "Rien ne remplace le fait d’entrer dans une chaufferie.", "event", "company", "fr", "heat", "Hélianne",
              "https://www.helianne.example/portes-ouvertes-beauregard", 6, 1, 5, 0.6,
              "Êtes-vous déjà entré dans une chaufferie ?",
              "Douze visiteurs par groupe, quarante minutes, un casque chacun.",
              "La première chose que les enfants demandent, c’est où est le feu. Il n’y en a presque plus."},
    StorySeed{"footprint", "Ce que nos chantiers ont émis en un an, poste par poste",
              "Béton, trajets, acier, repas : le détail de nos émissions, méthode comprise, avec ce que nous n’avons "
              "pas su mesurer.",
              "Publier aussi ce qui ne va pas : c’est la condition pour qu’on nous croie.", "white_paper", "company",
              "fr", "less", "Hélianne", "https://www.helianne.example/emissions-des-chantiers", 35, 12, 3, 0.5,
              "Où vont les émissions d’un chantier ? Pas là où je croyais.",
              "Le béton pèse plus que tous nos trajets réunis.",
              "Nous avons compté jusqu’aux cafés. Ils ne pèsent rien, mais on nous l’avait demandé."}};
constexpr std::array drafts{
    StorySeed{
        "draft-ice", "Stocker le froid de la nuit pour midi",
        "Un immeuble de bureaux fabrique de la glace quand l’électricité est abondante, et s’en sert l’après-midi.",
        "À relire par Sofia avant parution.", "article", "useful", "fr", "less", "La Revue des territoires",
        "https://revue-territoires.example/stocker-le-froid-de-la-nuit", 2, 5, 0, 1.0,
        "Peut-on garder la nuit pour midi ?", "", ""},
    StorySeed{"draft-learn", "Apprentie à quarante ans : carnet d’une reconversion",
              "Ancienne libraire, elle apprend la soudure avec des camarades de vingt ans.",
              "Il manque encore une figure.", "article", "useful", "fr", "trades", "Gens de métier",
              "https://gens-de-metier.example/apprentie-a-quarante-ans", 3, 6, 0, 1.0,
              "Peut-on tout recommencer à quarante ans ?", "", ""},
    StorySeed{"draft-map", "La carte des chaleurs perdues de Bretagne",
              "Laiteries, serveurs, égouts : où se perd la chaleur que l’on pourrait partager.",
              "Vérifier la licence des données.", "infographic", "useful", "fr", "heat", "La Revue des territoires",
              "https://revue-territoires.example/carte-des-chaleurs-perdues", 1, 2, 0, 1.0,
              "Où se perd la chaleur, près de chez vous ?", "", ""}};

}  // namespace

std::span<StorySeed const> french_stories() { return seeds; }
std::span<StorySeed const> draft_stories() { return drafts; }

}  // namespace essaim::demo
