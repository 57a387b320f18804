#include "features/charter/texts.hpp"

namespace essaim::charter {
namespace {

constexpr char const* french =
    R"text(Rejoindre {le programme}, c’est partager ce que vous jugez utile, avec vos mots.

## Ce que l’organisation vous promet

- **Rien ne vous y oblige.** Vous arrêtez quand vous voulez.
- **Un non n’a aucune conséquence.** Personne ne le sait.
- **Rien ici ne sert à vous évaluer.**
- **Vous parlez en votre nom.** Personne ne publie à votre place.
- **Vos chiffres et vos données sont à vous.**

## Ce que vous promettez

- **Dire que vous travaillez ici** quand vous parlez de l’organisation.
- **Garder ce qui n’est pas public.**
- **Respecter les personnes.**

Si cette charte change, vous déciderez de nouveau.)text";

constexpr char const* english =
    R"text(Joining {the programme} means sharing what you find useful, in your own words.

## What the organisation promises you

- **Nothing obliges you.** Stop whenever you like.
- **A no has no consequence.** Nobody knows of it.
- **Nothing here serves to appraise you.**
- **You speak in your own name.** Nobody posts in your place.
- **Your figures and your data are yours.**

## What you promise

- **To say that you work here** when you speak of the organisation.
- **To keep what is not public.**
- **To respect people.**

If this charter changes, you decide again.)text";

}  // namespace

Text default_charter(std::string_view language) {
  if (language == "fr") return {"fr", "La charte", french};
  return {"en", "The charter", english};
}

Guide default_guide(std::string_view language) {
  if (language == "fr")
    return {"fr",
            {"Écrire avec vos mots : une phrase à vous vaut mieux qu’une copie.",
             "Dire que vous travaillez ici quand vous parlez de l’organisation.",
             "Apporter quelque chose au lecteur : un fait, une expérience, une question.",
             "Citer la source et créditer les images.", "Relire une fois avant de publier."},
            {"Publier ce qui n’a pas été annoncé : chiffres, clients, projets.",
             "Parler au nom de l’organisation sans en avoir reçu la mission.",
             "Nommer un client ou un collègue sans son accord.", "Répondre à chaud à une critique.",
             "Noter ou recommander nos produits sans dire que vous travaillez ici."},
            "Un doute ? Gardez le texte en brouillon et demandez aux {pilotes}. Rien ne presse."};
  return {"en",
          {"Write in your own words: one sentence of yours is worth more than a copy.",
           "Say that you work here when you speak of the organisation.",
           "Bring the reader something: a fact, an experience, a question.", "Name the source and credit pictures.",
           "Read once more before you publish."},
          {"Publish what has not been announced: figures, clients, projects.",
           "Speak for the organisation without having been asked to.",
           "Name a client or a colleague without their agreement.", "Answer criticism in the heat of the moment.",
           "Rate or recommend our products without saying that you work here."},
          "In doubt? Keep the text as a draft and ask {a lead}. There is no hurry."};
}

}  // namespace essaim::charter
