#pragma once
// What a screen needs besides what the app's one page names itself: the build knows it for every route, and the answer
// to the page's address names it in a Link header (RFC 8288), so that a first visit asks for all at once.

#include <string_view>
#include <vector>

namespace essaim::http {

class Preloads {
 public:
  /// Lines of "ADDRESS LINKS", where [word] in an address stands for any one part of it. The text outlives this.
  explicit Preloads(std::string_view lines);
  /// The value of the Link header, empty where the address is no screen's.
  std::string_view of(std::string_view path) const;

 private:
  struct Screen {
    std::vector<std::string_view> parts;
    std::string_view links;
  };
  std::vector<Screen> screens_;
};

}  // namespace essaim::http
