#include "features/charter/texts.hpp"

namespace essaim::charter {
namespace {

constexpr char const* french =
    R"text(Participer, c’est partager sur vos propres réseaux ce que vous jugez utile, avec vos mots. Cette charte dit ce que l’organisation vous promet et ce que vous promettez.

## Ce que l’organisation vous promet

- **C’est libre.** Personne n’est inscrit sans son propre accord. Vous pouvez dire non, plus tard, ou vous arrêter à tout moment, en un geste et sans donner de raison.
- **Un non n’a aucune conséquence.** Personne ne sait qui a été invité, qui a refusé, qui est parti. Un non vaut pour un an : on ne vous le redemande pas.
- **Rien ici ne sert à vous évaluer.** Ni l’évaluation, ni la rémunération, ni la carrière ne tiennent compte de votre participation, de vos partages ou de leurs résultats.
- **Vous parlez en votre nom.** Rien ne paraît sur votre réseau sans que vous l’ayez relu et publié vous-même. Personne ne publie à votre place, et vos mots ne sont pas relus par avance.
- **Vos chiffres sont à vous.** Ce que vos partages ont donné n’est visible que par vous. Les autres voient des groupes d’au moins cinq personnes.
- **Vos horaires sont respectés.** Aucun message en dehors des heures que vous avez choisies, sauf les quatre messages de sécurité de votre compte.

## Ce que vous promettez

- **Dire d’où vous parlez** quand vous parlez de l’organisation, de ses offres ou de ses métiers : « je travaille chez… ». La loi le demande, et vos lecteurs y tiennent.
- **Garder ce qui n’est pas public** : clients, collègues, chiffres et projets qui n’ont pas été annoncés.
- **Respecter les personnes** : répondre avec courtoisie, ou ne pas répondre. Ne pas partager l’image ou les propos de quelqu’un sans son accord.
- **Ne pas se faire passer pour un client** et ne pas noter soi-même les produits de l’organisation.

## Vos données

L’organisation garde votre adresse professionnelle, votre équipe, vos choix, vos textes et les liens que vous avez partagés. Aucune adresse IP n’est conservée. Vous pouvez tout télécharger ; si vous partez, ce que vos actes ont créé est effacé ou rendu anonyme, et les liens déjà donnés continuent de mener où ils menaient.

Vous pourrez relire cette charte à tout moment. Si elle change, elle vous sera proposée de nouveau, et rien ne sera accepté à votre place.)text";

constexpr char const* english =
    R"text(Taking part means sharing on your own networks what you find useful, in your own words. This charter says what the organisation promises you and what you promise.

## What the organisation promises you

- **It is free.** Nobody is enrolled without their own agreement. You can say no, later, or stop at any time, in one step and without giving a reason.
- **A no has no consequence.** Nobody knows who was invited, who declined or who left. A no holds for a year: you are not asked again.
- **Nothing here serves to appraise you.** Neither appraisal, nor pay, nor career takes account of your taking part, of your shares or of what they brought.
- **You speak in your own name.** Nothing appears on your network unless you have read it and published it yourself. Nobody posts for you, and your words are not reviewed beforehand.
- **Your figures are yours.** What your shares did is visible to you alone. Others see groups of at least five people.
- **Your hours are respected.** No message outside the hours you chose, except the four security messages about your account.

## What you promise

- **To say where you speak from** when you speak of the organisation, its offers or its work: “I work at…”. The law asks for it, and your readers care.
- **To keep what is not public**: clients, colleagues, figures and projects that have not been announced.
- **To respect people**: answer with courtesy, or don’t answer. Don’t share somebody’s picture or words without their agreement.
- **Not to pose as a customer**, and not to rate the organisation’s products yourself.

## Your data

The organisation keeps your work address, your team, your choices, your texts and the links you shared. No IP address is kept. You can download everything; if you leave, what your acts created is erased or made anonymous, and the links already given go on leading where they led.

You can read this charter again at any time. If it changes it will be put to you again, and nothing will be accepted in your place.)text";

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
            "Un doute ? Gardez le texte en brouillon et demandez à quelqu’un. Rien ne presse."};
  return {"en",
          {"Write in your own words: one sentence of yours is worth more than a copy.",
           "Say that you work here when you speak of the organisation.",
           "Bring the reader something: a fact, an experience, a question.", "Name the source and credit pictures.",
           "Read once more before you publish."},
          {"Publish what has not been announced: figures, clients, projects.",
           "Speak for the organisation without having been asked to.",
           "Name a client or a colleague without their agreement.", "Answer criticism in the heat of the moment.",
           "Rate or recommend our products without saying that you work here."},
          "In doubt? Keep the text as a draft and ask somebody. There is no hurry."};
}

}  // namespace essaim::charter
