#pragma once
// The change log: who changed how the programme is run, and when. Its rows are rows of the audit's chain; who takes
// part is in none of them.

#include "features/people/people.hpp"

#include <initializer_list>
#include <utility>

namespace essaim::people {

/// What an action of the audit is about, where it changes how the programme is run; else nothing: signing in, inviting
/// and what a person does with their own account are no changes of this kind.
constexpr std::string_view topic_of(std::string_view action) {
  for (auto const& [name, topic] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"role.granted", "roles"},
                                                                            {"role.ended", "roles"},
                                                                            {"settings.changed", "settings"},
                                                                            {"setup.done", "settings"},
                                                                            {"charter.published", "charter"},
                                                                            {"guide.changed", "charter"},
                                                                            {"guide.ended", "charter"},
                                                                            {"avoided_words.changed", "charter"},
                                                                            {"people.imported", "structure"},
                                                                            {"people.moved", "structure"},
                                                                            {"group.added", "structure"},
                                                                            {"group.renamed", "structure"},
                                                                            {"group.moved", "structure"},
                                                                            {"group.ended", "structure"},
                                                                            {"site.added", "structure"},
                                                                            {"site.renamed", "structure"},
                                                                            {"site.changed", "structure"},
                                                                            {"site.ended", "structure"},
                                                                            {"zone.added", "structure"},
                                                                            {"zone.renamed", "structure"},
                                                                            {"zone.moved", "structure"},
                                                                            {"zone.ended", "structure"},
                                                                            {"job_family.added", "structure"},
                                                                            {"job_family.renamed", "structure"},
                                                                            {"job_family.ended", "structure"},
                                                                            {"contributor.trusted", "contributors"},
                                                                            {"contributor.ended", "contributors"},
                                                                            {"contributor.restored", "contributors"}})
    if (name == action) return topic;
  return {};
}

struct Change {
  int64_t number = 0;
  Instant at;
  std::string action;
  bool by_machine = false;          // the command line or the system itself
  std::optional<std::string> by;    // nothing where that person is gone
  std::optional<std::string> role;  // what was granted or ended, and of whom
  std::optional<std::string> person;
  std::optional<std::string> language;  // of the text that changed
  // Of the organisation's shape: what it is called, what it was and is. People are counted, never named (promises.md
  // 14).
  std::optional<std::string> name, from, to;
  std::optional<int64_t> people;
};
struct Changes {
  std::vector<Change> items;
  std::optional<int64_t> next;
};
/// The newest first, before `before` where it is not 0. An empty topic: all of them.
Changes list_changes(db::Tx& tx, std::string_view topic, int64_t before, int64_t limit);

}  // namespace essaim::people
