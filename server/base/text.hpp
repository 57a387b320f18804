#pragma once
// Small words about text. Strings are UTF-8 everywhere inside; what comes from outside is checked at the door.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim {

std::string_view trim(std::string_view text);
/// ASCII only: for headers, hosts, e-mail domains, hexadecimal.
std::string ascii_lower(std::string_view text);
bool ascii_iequals(std::string_view a, std::string_view b);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::vector<std::string> const& parts, std::string_view separator);
/// Replaces every occurrence.
std::string replace_all(std::string text, std::string_view from, std::string_view to);

bool is_utf8(std::string_view text);
/// Invalid sequences become U+FFFD.
std::string repair_utf8(std::string_view text);
/// Code points; invalid sequences count as one each.
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);
/// At most `limit` code points, cut between them.
std::string_view clip(std::string_view text, size_t limit);
/// Runs of white space (also U+00A0 and line ends) become one space; ends trimmed; control characters dropped.
std::string one_line(std::string_view text);

std::string base64url(std::string_view bytes);                     // unpadded, RFC 4648 section 5
std::optional<std::string> from_base64url(std::string_view text);  // empty on a foreign character
std::string hex(std::string_view bytes);                           // lower case
std::optional<std::string> from_hex(std::string_view text);
std::string percent_encode(std::string_view text);                 // RFC 3986 unreserved stay
std::optional<std::string> percent_decode(std::string_view text);  // '+' stays '+'
std::string html_escape(std::string_view text);

}  // namespace essaim
