#include "features/people/letters.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace essaim::people {
namespace {

std::string read_file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<mail::Letter> all_letters(std::string const& language) {
  auto const words = Catalogue::embedded();
  Recipient const to{language, "Awa Ndiaye", "awa@helianne.example"};
  Voice const voice{"Les Éclaireurs", {}};
  std::string const base = "https://essaim.test";
  Instant const at{1'795'509'000'000};
  return {sign_in_letter(words, voice, to, base + "/sign-in/link#word"),
          join_letter(words, voice, to, base + "/join/confirm#word"),
          invitation_letter(words, voice, to, "Maël", "À mardi ?", base + "/invitation#word"),
          reminder_letter(words, voice, to, base + "/invitation#word"),
          new_browser_letter(words, voice, to, "Firefox, Linux", at, base + "/me"),
          password_changed_letter(words, voice, to, at, base + "/me"),
          second_factor_letter(words, voice, to, "second_factor_set", at, base + "/me"),
          second_factor_letter(words, voice, to, "second_factor_removed", at, base + "/me"),
          second_factor_letter(words, voice, to, "passkey_added", at, base + "/me"),
          second_factor_letter(words, voice, to, "passkey_removed", at, base + "/me"),
          proof_opened_letter(words, voice, to, "Karim Benali", "Demande d’Awa du 20 novembre", at, base + "/trust"),
          file_prepared_letter(words, voice, to, at, base + "/me#data"),
          file_sealed_letter(words, voice, to, at, base + "/trust"),
          erased_letter(words, voice, to, {"Brouillons : 2", "Partages : 12"}, at),
          email_changed_letter(words, voice, to, at)};
}

}  // namespace

// The goldens are the words people receive, reviewed as text: ESSAIM_UPDATE_GOLDEN=1 writes them anew.
TEST(Letters, say_what_was_agreed) {
  auto const folder = std::filesystem::path(ESSAIM_SOURCE_DIR) / "tests/golden/mails";
  for (std::string const language : {"fr", "en"})
    for (auto const& letter : all_letters(language)) {
      auto const path = folder / (letter.kind + "." + language + ".txt");
      auto const text =
          "Subject: " + letter.subject + "\nPreview: " + letter.preview + "\n\n" + mail::render_text(letter);
      if (std::getenv("ESSAIM_UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << text;
      EXPECT_EQ(text, read_file(path)) << path;
      EXPECT_EQ(text.find("mails."), std::string::npos) << "a key nobody translated";
    }
}

TEST(Letters, call_nobody_outside) {
  for (auto const& letter : all_letters("fr")) {
    auto const html = mail::render_html(letter);
    for (auto const* door : {"src=\"http", "url(http", "<link", "<script", "@import"})
      EXPECT_EQ(html.find(door), std::string::npos) << letter.kind << " " << door;
    for (size_t at = 0; (at = html.find("href=\"", at)) != std::string::npos; at += 6)
      EXPECT_TRUE(html.compare(at + 6, 20, "https://essaim.test/") == 0) << html.substr(at, 80);
  }
}

// A letter waits sealed and is drawn when it leaves: its colours are those of the day it was written.
TEST(Letters, wear_the_organisations_colours) {
  auto const words = Catalogue::embedded();
  Voice voice{"Les Éclaireurs", {}, {}};
  voice.look.primary = "#7b2ff7";
  voice.look.dark_primary = "#af9aff";
  auto const plain = mail::render_html(sign_in_letter(words, voice, {"fr", "Awa", "a@b.example"}, "https://a.example"));
  EXPECT_NE(plain.find("background:#7b2ff7;color:#ffffff"), std::string::npos);
  EXPECT_NE(plain.find("background: #af9aff !important"), std::string::npos);
  EXPECT_EQ(plain.find("cid:"), std::string::npos);
  voice.look.mark = std::string(64, 'a');
  voice.look.mark_width = 64;
  auto const marked =
      mail::render_html(sign_in_letter(words, voice, {"fr", "Awa", "a@b.example"}, "https://a.example"));
  EXPECT_NE(marked.find("src=\"cid:" + mail::mark_id(voice.look.mark) + "\" alt=\"\" width=\"64\""), std::string::npos);
}

}  // namespace essaim::people
