#pragma once
// The change log, line by line.

#include "platform/http/describe.hpp"

namespace essaim::people::dto {

struct Change {
  static constexpr std::string_view dto = "Change";
  std::string id, at, action;
  bool by_machine = false;
  std::optional<std::string> by, role, person, language, name, from, to;
  std::optional<int64_t> people;
};
template <class V>
void describe(V& v, Change& c) {
  v("id", c.id);
  v("at", c.at);
  v("action", c.action);
  v("by", c.by);
  v("by_machine", c.by_machine);
  v("role", c.role);
  v("person", c.person);
  v("language", c.language);
  v("name", c.name);
  v("from", c.from);
  v("to", c.to);
  v("people", c.people);
}

struct Changes {
  static constexpr std::string_view dto = "Changes";
  std::vector<Change> items;
  std::optional<std::string> next;
};
template <class V>
void describe(V& v, Changes& c) {
  v("items", c.items);
  v("next", c.next);
}

}  // namespace essaim::people::dto
