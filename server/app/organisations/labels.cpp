#include "app/organisations/labels.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace essaim {
namespace {

struct Family {
  std::string name;
  std::vector<std::string> comments, samples;
};

// "# TYPE essaim_jobs gauge" and "essaim_jobs{state=\"late\"} 0" are of essaim_jobs.
std::string_view name_in(std::string_view line) {
  if (!line.starts_with("# ")) return line.substr(0, line.find_first_of("{ "));
  line.remove_prefix(std::min(line.size(), line.find(' ', 2) + 1));
  return line.substr(0, line.find(' '));
}

std::string labelled(std::string_view line, std::string_view id) {
  auto const end = std::min(line.size(), line.find_first_of("{ "));
  std::string out(line.substr(0, end));
  out += "{organisation=\"" + std::string(id) + "\"";
  auto const rest = line.substr(end);
  return rest.starts_with('{') ? out + "," + std::string(rest.substr(1)) : out + "}" + std::string(rest);
}

}  // namespace

std::string label_metrics(std::vector<std::pair<std::string, std::string>> const& pages) {
  std::vector<Family> families;
  for (auto const& [id, page] : pages)
    for (auto const line : split(page, '\n')) {
      if (line.empty()) continue;
      auto const name = name_in(line);
      auto family = std::ranges::find(families, name, &Family::name);
      if (family == families.end()) family = families.insert(families.end(), Family{std::string(name), {}, {}});
      if (!line.starts_with('#'))
        family->samples.push_back(labelled(line, id));
      else if (std::ranges::find(family->comments, line) == family->comments.end())
        family->comments.emplace_back(line);
    }
  std::string out;
  for (auto const& family : families) {
    for (auto const& line : family.comments) out += line + "\n";
    for (auto const& line : family.samples) out += line + "\n";
  }
  return out;
}

}  // namespace essaim
