#pragma once
// A story in several languages: who reads one of them is offered its words and its page; who reads none, the first
// ones.

#include "features/content/originals/store.hpp"
#include "features/content/store.hpp"
#include "features/content/view.hpp"

#include <span>

namespace essaim::content {

/// The first language of the reader's in which the story exists; else the story's own. Nothing is translated.
std::string_view language_offered(std::string_view own, std::span<std::string const> others, Reader const& reader);
/// It is written in none of the languages that the reader reads. What is in no known language is foreign to nobody.
bool is_foreign(std::string_view language, Reader const& reader);

/// Checks and cleans what an editor wrote; `story` has its own language and address already.
Result<std::vector<store::OriginalRow>> read_originals(StoryInput const& in, store::StoryRow const& story);

/// The story in the reader's language, with its other languages beside it.
struct Offered {
  store::StoryRow row;
  std::vector<store::OriginalRow> others;
  bool foreign = false;
};
Offered offer(store::StoryRow row, std::vector<store::OriginalRow> others, Reader const& reader);

}  // namespace essaim::content
