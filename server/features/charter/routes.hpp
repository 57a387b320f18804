#pragma once
// Routes of charter, guide and words to avoid, each in its room.

#include "features/charter/charter.hpp"

namespace essaim::charter {

inline std::string language_of(http::Call const& call) {
  auto const asked = call.query("language");
  return asked.empty() ? call.viewer.language : asked;
}
inline Shown shown_to(http::Call const& call) {
  return call.query("words") == "as_written" ? Shown::as_written : Shown::in_own_words;
}
inline constexpr auto words_hint =
    "{membres}, {the programme}… in the organisation's own words, or as they were written";

void add_guide_routes(http::Router& router);
void add_avoided_word_routes(http::Router& router);

}  // namespace essaim::charter
