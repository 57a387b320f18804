#include "features/content/originals/originals.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace essaim::content {

std::string_view language_offered(std::string_view own, std::span<std::string const> others, Reader const& reader) {
  for (auto const& read : reader.languages) {
    if (read == own) return own;
    auto const found = std::find(others.begin(), others.end(), read);
    if (found != others.end()) return *found;
  }
  return own;
}

bool is_foreign(std::string_view language, Reader const& reader) {
  return !language.empty() && !reader.languages.empty() &&
         std::find(reader.languages.begin(), reader.languages.end(), language) == reader.languages.end();
}

Result<std::vector<store::OriginalRow>> read_originals(StoryInput const& in, store::StoryRow const& story) {
  std::vector<store::OriginalRow> out;
  if (!in.originals.empty() && story.language.empty()) return fail_at("/language", "content.original_language_missing");
  for (size_t i = 0; i < in.originals.size(); ++i) {
    auto const& given = in.originals[i];
    auto const pointer = "/originals/" + std::to_string(i);
    store::OriginalRow row;
    row.language = TRY(check_language(pointer + "/language", given.language));
    auto const is_same = [&](store::OriginalRow const& other) { return other.language == row.language; };
    if (row.language.empty() || row.language == story.language || std::any_of(out.begin(), out.end(), is_same))
      return fail_at(pointer + "/language", "content.original_language_twice");
    row.title = one_line(given.title);
    if (row.title.empty()) return fail_at(pointer + "/title", "content.title_empty");
    row.summary = clean_text(given.summary);
    bool const has_address = given.address && !trim(*given.address).empty();
    // A reader who shares a story in their language must not send others to a page in another one.
    if (has_address != story.address.has_value()) return fail_at(pointer + "/address", "content.original_address");
    if (has_address) {
      auto address = check_address(*given.address);
      if (!address) return fail_at(pointer + "/address", address.error().code, address.error().detail);
      row.address = *std::move(address);
    }
    row.site_name = one_line(given.site_name.value_or(""));
    if (row.site_name.empty() && row.address) row.site_name = std::string(host_of(*row.address));
    out.push_back(std::move(row));
  }
  return out;
}

Offered offer(store::StoryRow row, std::vector<store::OriginalRow> others, Reader const& reader) {
  Offered out{std::move(row), std::move(others), false};
  auto const language = language_offered(out.row.language, out.row.marks.originals, reader);
  auto const chosen = std::find_if(out.others.begin(), out.others.end(), [&](store::OriginalRow const& other) {
    return other.language == language && language != out.row.language;
  });
  if (chosen != out.others.end()) {
    std::swap(out.row.language, chosen->language);
    std::swap(out.row.title, chosen->title);
    std::swap(out.row.summary, chosen->summary);
    std::swap(out.row.address, chosen->address);
    std::swap(out.row.site_name, chosen->site_name);
    // Measured on the page in the story's own language.
    out.row.reading_minutes.reset();
  }
  out.foreign = is_foreign(out.row.language, reader);
  return out;
}

}  // namespace essaim::content
