#pragma once
// Bytes from the web to UTF-8. Labels lie often enough that they are believed only as far as the bytes allow.

#include <string>
#include <string_view>

namespace essaim::html {

/// The charset parameter of a Content-Type ("text/html; charset=ISO-8859-1"), lower case, or empty.
std::string charset_of(std::string_view content_type);

/// Decodes with this label; a byte order mark goes before it (WHATWG Encoding 6), an unknown or missing label is
/// UTF-8. Sequences that are no UTF-8 are read as windows-1252, which is what they are in the wild; a sequence that the
/// end cuts is dropped. Never fails; NUL and other forbidden controls become spaces.
std::string decode(std::string_view bytes, std::string_view label);

/// The label of an XML document: byte order mark, then `from_header`, then its declaration.
std::string xml_label(std::string_view bytes, std::string_view from_header);
/// The label of an HTML document: `from_header`, then a <meta> within the first 1024 bytes.
std::string html_label(std::string_view bytes, std::string_view from_header);

}  // namespace essaim::html
