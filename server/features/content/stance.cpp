#include "features/content/stance.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace essaim::content {
namespace {

using TagWord = std::pair<StanceTag, std::string_view>;
constexpr std::array tags{TagWord{StanceTag::readers, "readers"}, TagWord{StanceTag::personal, "personal"},
                          TagWord{StanceTag::values, "values"},   TagWord{StanceTag::expertise, "expertise"},
                          TagWord{StanceTag::offers, "offers"},   TagWord{StanceTag::projects, "projects"}};
using ObjectiveWord = std::pair<Objective, std::string_view>;
constexpr std::array objectives{ObjectiveWord{Objective::visibility, "visibility"},
                                ObjectiveWord{Objective::employer_brand, "employer_brand"},
                                ObjectiveWord{Objective::sales, "sales"},
                                ObjectiveWord{Objective::internal_communication, "internal_communication"},
                                ObjectiveWord{Objective::change, "change"}};

template <class Table, class T>
std::string_view text_in(Table const& table, T value) {
  return std::find_if(table.begin(), table.end(), [&](auto const& word) { return word.first == value; })->second;
}
template <class Table>
auto read_in(Table const& table, std::string_view text) -> std::optional<decltype(table.front().first)> {
  auto const found = std::find_if(table.begin(), table.end(), [&](auto const& word) { return word.second == text; });
  if (found == table.end()) return std::nullopt;
  return found->first;
}

}  // namespace

std::string_view to_text(StanceTag tag) { return text_in(tags, tag); }
std::optional<StanceTag> read_tag(std::string_view text) { return read_in(tags, text); }
std::string_view to_text(Objective objective) { return text_in(objectives, objective); }
std::optional<Objective> read_objective(std::string_view text) { return read_in(objectives, text); }

}  // namespace essaim::content
