#pragma once
// What a reader meets where there is nothing to redirect to: a small page in French and English, with nothing from
// outside, prebuilt. Whole HTTP/1.1 responses.

#include <string>
#include <string_view>

namespace essaim::links {

enum class PageBody { send, leave_out };
/// 404: no code of ours.
std::string unknown_page(PageBody body);
/// 200: a code of ours whose link we do not find at the moment; leads to the organisation.
std::string orphan_page(std::string_view organisation_url, PageBody body);
/// 200: a closed link; offers the original address, which the reader may still want.
std::string closed_page(std::string_view destination, PageBody body);

}  // namespace essaim::links
