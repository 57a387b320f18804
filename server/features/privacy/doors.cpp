#include "features/privacy/doors.hpp"

#include "base/clock.hpp"
#include "base/text.hpp"

#include <array>

namespace essaim::privacy {
namespace {

using enum http::Method;

constexpr std::array doors{
    ReadingDoor{get, "/people", "directory", Cut::directory},
    ReadingDoor{post, "/people", "person_added"},
    ReadingDoor{patch, "/people/{person}", "person_changed"},
    ReadingDoor{put, "/people/{person}/roles", "roles_changed"},
    ReadingDoor{del, "/people/{person}/second-factor", "second_step_removed"},
    ReadingDoor{post, "/people/{person}/invitation-link", "invitation_link"},
    ReadingDoor{post, "/people/import-previews", "import_preview"},
    ReadingDoor{post, "/people/imports", "import"},
    ReadingDoor{post, "/invitations", "invitations"},
    ReadingDoor{get, "/changes", "changes"},
    ReadingDoor{get, "/stories/{}/history", "story_history"},
    ReadingDoor{get, "/suggestions", "suggestions"},
    ReadingDoor{get, "/contributors", "contributors"},
    ReadingDoor{get, "/guide/versions", "guide_versions"},
    ReadingDoor{get, "/figures.csv", "figures_file", Cut::block},
    ReadingDoor{get, "/figures.xlsx", "figures_file", Cut::block},
    ReadingDoor{get, "/trust/register.csv", "register_file"},
};

bool is_same(http::Method asked, http::Method door) {
  return asked == door || (asked == http::Method::head && door == http::Method::get);
}

// figures-2026-10-26.csv: what was asked for may be any day, what was answered is one of few. Today's is that of a file
// before the first block.
std::string day_in_name_of(http::Response const& response, Instant now) {
  for (auto const& [name, value] : response.headers) {
    auto const at = name == "content-disposition" ? value.find("figures-") : std::string::npos;
    if (at == std::string::npos) continue;
    auto const day = from_iso_date(value.substr(at + 8, 10));
    if (day && *day < utc_day(now)) return to_iso_date(*day);
  }
  return "";
}

}  // namespace

std::span<ReadingDoor const> reading_doors() { return doors; }

std::optional<Passage> find_passage(http::Method method, std::string_view path) {
  auto const given = split(path, '/');
  for (auto const& door : doors) {
    if (!is_same(method, door.method)) continue;
    auto const wanted = split(door.path, '/');
    if (wanted.size() != given.size()) continue;
    Passage found{&door, {}};
    bool fits = true;
    for (size_t i = 0; fits && i < wanted.size(); ++i) {
      if (wanted[i] == "{person}")
        found.person = percent_decode(given[i]).value_or("");
      else
        fits = wanted[i] == "{}" || wanted[i] == given[i];
    }
    if (fits) return found;
  }
  return std::nullopt;
}

std::string cut_of(Cut cut, http::Request const& request, http::Response const& response, Instant now) {
  auto const says = [&](std::string_view name) { return !request.parameter(name).value_or("").empty(); };
  switch (cut) {
    case Cut::none: return "";
    case Cut::directory: return says("query") ? "search" : says("group_id") ? "group" : "all";
    case Cut::block: return day_in_name_of(response, now);
  }
  return "";
}

}  // namespace essaim::privacy
