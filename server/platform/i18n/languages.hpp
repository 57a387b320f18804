#pragma once
// The languages of the world by their codes, as ICU knows them. Thread-safe.

#include <optional>
#include <string>
#include <string_view>

namespace essaim {

/// The primary language of a BCP 47 tag (RFC 5646), by its shortest code of today: "fr-CA" → "fr", "iw" → "he".
/// Empty when the tag is malformed or nobody can name its language.
std::optional<std::string> find_language(std::string_view tag);

}  // namespace essaim
