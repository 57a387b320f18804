#include "platform/http/preloads.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace essaim::http {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (auto const part : split(path, '/'))
    if (!part.empty()) parts.push_back(part);
  return parts;
}

}  // namespace

Preloads::Preloads(std::string_view lines) {
  for (auto const line : split(lines, '\n')) {
    auto const space = line.find(' ');
    if (space == std::string_view::npos || space + 1 == line.size()) continue;
    screens_.push_back({parts_of(line.substr(0, space)), line.substr(space + 1)});
  }
}

std::string_view Preloads::of(std::string_view path) const {
  auto const asked = parts_of(path);
  auto const same = [](std::string_view wanted, std::string_view part) {
    return wanted.starts_with('[') || wanted == part;
  };
  for (auto const& screen : screens_)
    if (std::ranges::equal(screen.parts, asked, same)) return screen.links;
  return {};
}

}  // namespace essaim::http
