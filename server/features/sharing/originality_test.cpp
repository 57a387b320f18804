#include "features/sharing/originality.hpp"

#include <gtest/gtest.h>

#include <random>

namespace essaim::sharing {
namespace {

constexpr auto variant_text =
    "Et si la chaleur de votre voisin chauffait aussi votre salon ? À Malmö, un quartier entier partage son chauffage "
    "depuis trois hivers, et personne ne voudrait revenir en arrière.";
constexpr auto own_text =
    "Quand une rue est ouverte pour poser un réseau, personne ne nous dit merci. Deux hivers plus tard, 1 150 "
    "logements "
    "ont changé d’énergie. On parle trop des tuyaux et pas assez des réunions du jeudi soir.";

std::string lorem(std::mt19937& random, int words) {
  std::string out;
  for (int i = 0; i < words; ++i) out += "mot" + std::to_string(random() % 5000) + " ";
  return out;
}

std::vector<Published> by(int people, std::string const& text) {
  std::vector<Published> out;
  for (int i = 0; i < people; ++i) out.push_back({i + 1, sign(text)});
  return out;
}

Originality of(std::string_view text, std::vector<std::string> const& variants,
               std::vector<Published> const& published = {}) {
  std::vector<Signature> signatures;
  for (auto const& variant : variants) signatures.push_back(sign(variant));
  return measure(sign(text), signatures, published);
}

}  // namespace

TEST(Originality, a_copied_variant_is_close_a_changed_one_leans_own_words_are_own) {
  EXPECT_EQ(of(variant_text, {variant_text}), (Originality{Step::close, CloseTo::variant}));
  EXPECT_EQ(of(std::string(variant_text) + " À lire.", {variant_text}).step, Step::close);
  EXPECT_EQ(of(std::string(variant_text) + " " + own_text, {variant_text}).step, Step::leaning);
  EXPECT_EQ(of(own_text, {variant_text}), (Originality{Step::own, CloseTo::nothing}));
  EXPECT_EQ(of("", {variant_text}).step, Step::own);
}

TEST(Originality, case_accents_punctuation_and_links_hide_no_copy) {
  std::string const shouted =
      "ET SI LA CHALEUR DE VOTRE VOISIN CHAUFFAIT AUSSI VOTRE SALON! A MALMO: un quartier entier partage son chauffage "
      "depuis trois hivers (et personne ne voudrait revenir en arriere) https://essaim.example.org/r/abc";
  EXPECT_EQ(sign(shouted), sign(variant_text));
}

TEST(Originality, the_estimate_follows_the_true_share_of_common_runs) {
  std::mt19937 random(7);
  for (int percent : {0, 25, 50, 75, 100}) {
    auto const common = lorem(random, percent), rest = lorem(random, 100 - percent);
    int const estimate = borrowed_percent(sign(common + rest), sign(common + lorem(random, 40)));
    EXPECT_NEAR(estimate, percent, 15) << percent;
  }
}

TEST(Originality, promise_15_fewer_than_five_colleagues_never_show) {
  EXPECT_EQ(of(own_text, {variant_text}, by(4, own_text)), (Originality{Step::own, CloseTo::nothing}));
  EXPECT_EQ(of(own_text, {variant_text}, by(5, own_text)), (Originality{Step::close, CloseTo::colleagues}));
  std::vector<Published> one_person_often(50, Published{1, sign(own_text)});
  EXPECT_EQ(of(own_text, {variant_text}, one_person_often), (Originality{Step::own, CloseTo::nothing}));
}

TEST(Originality, promise_15_one_more_secret_text_changes_no_answer) {
  std::mt19937 random(15);
  auto const world = by(3, own_text);
  auto twin = world;
  twin.push_back({99, sign(own_text)});  // the secret text makes four: still nothing to see
  for (int i = 0; i < 1000; ++i) {
    std::string guess(own_text);
    for (int k = 0; k < i % 7; ++k) guess.insert(random() % (guess.size() / 2) + guess.size() / 4, " ajout ");
    EXPECT_EQ(of(guess, {variant_text}, world), of(guess, {variant_text}, twin));
  }
}

TEST(Originality, a_signature_travels_as_bytes) {
  auto const signature = sign(own_text);
  EXPECT_EQ(signature_from_bytes(to_bytes(signature)), signature);
  EXPECT_FALSE(signature_from_bytes("short"));
}

}  // namespace essaim::sharing
