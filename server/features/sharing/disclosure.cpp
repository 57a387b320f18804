#include "features/sharing/disclosure.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace essaim::sharing {
namespace {

constexpr std::array<std::string_view, 30> eea{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
                                               "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
                                               "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};

// The language of the post, which may differ from the language of the app: so not in the app's catalogue.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> sentences{{
    {"fr", "Je travaille chez {organisation}."},
    {"en", "I work at {organisation}."},
    {"de", "Ich arbeite bei {organisation}."},
    {"es", "Trabajo en {organisation}."},
    {"it", "Lavoro in {organisation}."},
    {"pt", "Trabalho na {organisation}."},
}};

DisclosureBasis basis_of(std::string_view country) {
  if (ascii_iequals(country, "US")) return DisclosureBasis::endorsement;
  auto const same = [&](std::string_view one) { return ascii_iequals(one, country); };
  return std::any_of(eea.begin(), eea.end(), same) ? DisclosureBasis::consumer : DisclosureBasis::courtesy;
}

std::string_view sentence_for(std::string_view language) {
  for (auto const& [code, sentence] : sentences)
    if (ascii_iequals(language.substr(0, 2), code)) return sentence;
  return sentences[1].second;
}

}  // namespace

std::string_view to_text(DisclosureBasis basis) {
  switch (basis) {
    case DisclosureBasis::endorsement: return "endorsement";
    case DisclosureBasis::consumer: return "consumer";
    case DisclosureBasis::courtesy: return "courtesy";
  }
  return "courtesy";
}

Disclosure suggest_disclosure(std::string_view language, std::string_view country, std::string_view organisation,
                              std::string_view wording) {
  auto const own = trim(wording);
  auto const sentence = own.empty() ? sentence_for(language) : own;
  return {replace_all(std::string(sentence), "{organisation}", organisation), basis_of(country)};
}

}  // namespace essaim::sharing
