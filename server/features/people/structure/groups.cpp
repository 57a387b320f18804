#include "base/text.hpp"
#include "features/people/imports/store.hpp"
#include "features/people/rules.hpp"
#include "features/people/structure/store.hpp"
#include "features/people/structure/structure.hpp"

#include <algorithm>

namespace essaim::people {
namespace {

std::vector<Node> nodes_of(db::Tx& tx, std::map<int64_t, std::string>& names) {
  std::vector<Node> nodes;
  for (auto& row : store::groups(tx)) {
    nodes.push_back({row.id, row.parent, fold(row.name)});
    names.emplace(row.id, std::move(row.name));
  }
  return nodes;
}

Result<std::string> read_name(std::string const& text) {
  auto name = std::string(clip(one_line(text), 120));
  if (name.empty()) return fail_at("/name", "input.required");
  // It stands between names where a file writes a path.
  if (name.find('>') != std::string::npos) return fail_at("/name", "structure.name_is_a_path", "without >");
  return name;
}

Result<Ending> plan(Groups const& groups, int64_t id, std::optional<int64_t> into) {
  if (!groups.tree().holds(id)) return fail(Fault::missing, "structure.not_found");
  return plan_ending(groups.tree(), id, into.value_or(groups.tree().parent_of(id)));
}

int64_t stories_for(Door const& door, db::Tx& tx, Ending const& ending) {
  std::vector<int64_t> ids;
  for (auto const& step : ending.ended) ids.push_back(step.id);
  return door.upward.stories_meant_for ? door.upward.stories_meant_for(tx, ids, {}) : 0;
}

}  // namespace

Groups::Groups(db::Tx& tx) : tree_(nodes_of(tx, names_)) {}

std::string Groups::path(int64_t id) const {
  std::string path;
  for (int steps = 0; id != 0 && names_.contains(id) && steps < 64; id = tree_.parent_of(id), ++steps)
    path = path.empty() ? names_.at(id) : names_.at(id) + " > " + path;
  return path;
}

std::vector<GroupLine> list_groups(db::Tx& tx) {
  Groups const groups(tx);
  std::map<int64_t, int64_t> heads;
  for (auto const& count : store::heads_by_group(tx)) {
    int steps = 0;
    for (int64_t at = count.id; at != 0 && groups.tree().holds(at) && steps < 64;
         at = groups.tree().parent_of(at), ++steps)
      heads[at] += count.people;
  }
  std::vector<GroupLine> lines;
  for (auto const& [id, name] : groups.names())
    lines.push_back({id, groups.tree().parent_of(id), name, groups.path(id), heads[id]});
  std::ranges::sort(lines, {}, [](auto const& line) { return fold(line.path); });
  return lines;
}

Result<int64_t> add_group(db::Tx& tx, Hand const& hand, GroupFields const& fields) {
  auto const name = TRY(read_name(fields.name.value_or("")));
  Groups const groups(tx);
  int64_t const parent = fields.parent.value_or(0);
  CHECK_OK(check_place(groups.tree(), 0, parent, fold(name)));
  int64_t const id = new_id_value(hand.now);
  store::insert_group(tx, {id, parent, name, "", "", ""}, hand.now);
  record_shape(tx, hand, "group.added", id, {name, "", groups.path(parent), {}});
  return id;
}

Result<Done> change_group(db::Tx& tx, Hand const& hand, int64_t id, GroupFields const& fields) {
  Groups const groups(tx);
  if (!groups.tree().holds(id)) return fail(Fault::missing, "structure.not_found");
  auto const& before = groups.name(id);
  auto const name = fields.name ? TRY(read_name(*fields.name)) : before;
  int64_t const old_parent = groups.tree().parent_of(id), parent = fields.parent.value_or(old_parent);
  CHECK_OK(check_place(groups.tree(), id, parent, fold(name)));
  if (name != before) {
    store::rename_group(tx, id, name);
    record_shape(tx, hand, "group.renamed", id, {"", before, name, {}});
  }
  if (parent != old_parent) {
    store::put_group_under(tx, id, parent, hand.now);
    record_shape(tx, hand, "group.moved", id, {name, groups.path(old_parent), groups.path(parent), {}});
  }
  return Done{};
}

Result<Fate> foresee_group_ending(Door& door, db::Tx& tx, int64_t id, std::optional<int64_t> into) {
  Groups const groups(tx);
  auto const ending = TRY(plan(groups, id, into));
  Fate fate{.stories = stories_for(door, tx, ending),
            .moved = int64_t(ending.moved.size()),
            .merged = int64_t(ending.ended.size()) - 1,
            .into = ending.ended.front().into};
  for (auto const& count : store::heads_by_group(tx))
    if (std::ranges::any_of(ending.ended, [&](auto const& step) { return step.id == count.id; }))
      fate.people += count.people;
  return fate;
}

Result<Done> end_group(Door& door, db::Tx& tx, Hand const& hand, int64_t id, std::optional<int64_t> into) {
  Groups const groups(tx);
  auto const ending = TRY(plan(groups, id, into));
  if (ending.ended.front().into == 0 && stories_for(door, tx, ending) > 0)
    return fail(Fault::conflict, "structure.stories_meant_for_it");
  for (auto const& step : ending.moved) {
    store::put_group_under(tx, step.id, step.into, hand.now);
    record_shape(tx, hand, "group.moved", step.id,
                 {groups.name(step.id), groups.path(groups.tree().parent_of(step.id)), groups.path(step.into), {}});
  }
  for (auto const& step : ending.ended) {
    int64_t const people = store::move_people_of_group(tx, step.id, step.into, hand.now);
    store::end_group(tx, step.id, hand.now);
    auto const target = step.into == 0 ? std::nullopt : std::optional(GroupId{step.into});
    door.organisation.news.tell(tx, GroupEnded{GroupId{step.id}, target, hand.now});
    record_shape(tx, hand, "group.ended", step.id, {groups.path(step.id), "", groups.path(step.into), people});
  }
  return Done{};
}

void record_shape(db::Tx& tx, Hand const& hand, std::string_view action, int64_t id, Told const& told) {
  JsonObject detail;
  for (auto const& [name, value] : {std::pair("name", &told.name), {"from", &told.from}, {"to", &told.to}})
    if (!value->empty()) detail.emplace_back(name, *value);
  if (told.people) detail.emplace_back("people", *told.people);
  auto const thing = action.substr(0, action.find('.'));
  record(tx, hand.by, action, id == 0 ? std::string(thing) : std::string(thing) + " " + std::to_string(id),
         print_json(Json(std::move(detail))), hand.now);
}

}  // namespace essaim::people
