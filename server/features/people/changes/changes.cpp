#include "features/people/changes/changes.hpp"

#include "features/people/store.hpp"

#include <charconv>

namespace essaim::people {
namespace {

// "role lead" says the role, "guide fr" the language: what stands after the first word.
std::string second_word(std::string const& subject) {
  auto const space = subject.find(' ');
  return space == std::string::npos ? "" : subject.substr(space + 1);
}

std::optional<std::string> word_of(Json const& detail, std::string_view name) {
  auto word = detail.string_or(name);
  return word.empty() ? std::nullopt : std::optional(std::move(word));
}

std::optional<std::string> name_or_nobody(db::Tx& tx, int64_t id) {
  auto name = find_name(tx, PersonId{id});
  return name.empty() ? std::nullopt : std::optional(std::move(name));
}

Change show(db::Tx& tx, store::AuditRow const& row) {
  Change out{.number = row.number, .at = {row.at}, .action = row.action, .by_machine = !row.actor, .by = {}};
  if (row.actor) out.by = name_or_nobody(tx, *row.actor);
  if (topic_of(row.action) == "roles") {
    int64_t id = 0;
    std::from_chars(row.detail.data(), row.detail.data() + row.detail.size(), id);
    out.role = second_word(row.subject);
    out.person = name_or_nobody(tx, id);
  }
  if (row.action == "guide.changed") out.language = second_word(row.subject);
  if (row.action.starts_with("guide.") && !row.detail.empty()) out.name = row.detail;  // of that country
  if (topic_of(row.action) == "structure") {
    auto const detail = parse_json(row.detail).value_or(Json());
    out.name = word_of(detail, "name");
    out.from = word_of(detail, "from");
    out.to = word_of(detail, "to");
    if (auto const* people = detail.find("people"); people && people->integer()) out.people = *people->integer();
  }
  return out;
}

}  // namespace

Changes list_changes(db::Tx& tx, std::string_view topic, int64_t before, int64_t limit) {
  auto rows = topic.empty() ? store::changes_before(tx, before, limit + 1)
                            : store::changes_about_before(tx, topic, before, limit + 1);
  Changes out;
  if (int64_t(rows.size()) > limit) {
    rows.pop_back();
    out.next = rows.back().number;
  }
  // Names are looked up at reading: who has left is nobody here either.
  for (auto const& row : rows) out.items.push_back(show(tx, row));
  return out;
}

}  // namespace essaim::people
