#pragma once
// Words made comparable: without case, without accents. Thread-safe.

#include <string>
#include <string_view>

namespace essaim {

/// Lower case without accents, "œ" as "oe", one space between words, ends trimmed.
std::string fold_text(std::string_view text);
/// Unicode's own mapping, no language's special cases.
std::string lower(std::string_view text);
std::string upper(std::string_view text);
/// True for a code ISO 3166-1 knows ("FR").
bool is_country(std::string_view upper_code);

}  // namespace essaim
