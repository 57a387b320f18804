#include "features/people/changes/changes.hpp"
#include "features/people/http/dto/changes.hpp"
#include "features/people/http/routes.hpp"

namespace essaim::people {
namespace {

using http::Call;

dto::Change show(IdCipher const& ids, Change const& c) {
  dto::Change out;
  out.id = ids.show(c.number);  // numbers of the chain would count what everybody does
  out.at = to_rfc3339(c.at);
  out.action = c.action;
  out.by = c.by;
  out.by_machine = c.by_machine;
  out.role = c.role;
  out.person = c.person;
  out.language = c.language;
  out.name = c.name;
  out.from = c.from;
  out.to = c.to;
  out.people = c.people;
  return out;
}

constexpr int64_t newest_shown = 10;

// Everybody may know that it changed; who held the pen, and whose role it was, is for those who may read the log.
Change unnamed(Change change) {
  change.by.reset();
  change.person.reset();
  return change;
}

Result<int64_t> read_cursor(IdCipher const& ids, std::string_view word) {
  if (word.empty()) return 0;
  auto const number = ids.read(word);
  if (!number || *number <= 0) return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  return *number;
}

}  // namespace

void add_change_routes(http::Router& router) {
  router
      .get<dto::Changes>("/changes", read_changes, "Who changed how the programme is run, and when",
                         [](Call& call) -> Result<dto::Changes> {
                           auto const& ids = call.organisation.ids;
                           auto const page = TRY(call.page());
                           auto const before = TRY(read_cursor(ids, page.cursor));
                           auto const found = call.db().read(
                               [&](db::Tx& tx) { return list_changes(tx, call.query("topic"), before, page.limit); });
                           dto::Changes out;
                           for (auto const& change : found.items) out.items.push_back(show(ids, change));
                           if (found.next) out.next = ids.show(*found.next);
                           return out;
                         })
      .text("topic", "one topic only: roles, settings, charter, structure, contributors")
      .pages();
  router.get<dto::Changes>(
      "/changes/newest", signed_in, "What changed of late in how the programme is run, without anybody's name",
      [](Call& call) -> Result<dto::Changes> {
        auto const found = call.db().read([](db::Tx& tx) { return list_changes(tx, "", 0, newest_shown); });
        dto::Changes out;
        for (auto const& change : found.items) out.items.push_back(show(call.organisation.ids, unnamed(change)));
        return out;
      });
}

}  // namespace essaim::people
