#pragma once
// Destinations: what may be one, and how campaign parameters are merged into it (networks' utm conventions).

#include "base/result.hpp"
#include "features/links/links.hpp"

#include <string>
#include <string_view>

namespace essaim::links {

/// Lower case, [a-z0-9._-], no accents: analytics tell values apart by every letter.
std::string utm_value(std::string_view text);

/// http or https, a host, no user name, nothing that could end a header; letters outside ASCII become escapes.
/// Refused with `links.destination_invalid`.
Result<std::string> clean_destination(std::string_view address);

/// Keeps query and fragment, adds what is not there already before the fragment, leaves signed addresses alone.
std::string tag_destination(std::string_view destination, NewLink const& link);

/// What a reader appended, as it was written, behind what the destination has: never in place of a name that it has,
/// never in the fragment, 2,000 bytes at most; nothing where a signature would break.
std::string pass_query(std::string_view destination, std::string_view query);

}  // namespace essaim::links
