#pragma once
// The form of a share sheet, hostile by assumption.

#include <string>
#include <string_view>

namespace essaim::content::suggestions {

struct Shared {
  std::string title, text, url;
  bool photo = false;  // one was sent
};
/// A multipart/form-data body (RFC 7578); what cannot be read is empty.
Shared read_shared(std::string_view content_type, std::string_view body);

}  // namespace essaim::content::suggestions
