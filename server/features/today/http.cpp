#include "features/today/store.hpp"
#include "features/today/today.hpp"

namespace essaim::today {
namespace {

struct AsideInput {
  static constexpr std::string_view dto = "AsideInput";
  std::string reason = "not_for_me";
};
template <class V>
void describe(V& v, AsideInput& a) {
  v("reason", a.reason, http::one_of({"not_for_me", "less_of_theme"}));
}

struct KeptPage {
  static constexpr std::string_view dto = "KeptPage";
  std::vector<content::Story> items;
  std::optional<std::string> next;
};
template <class V>
void describe(V& v, KeptPage& p) {
  v("items", p.items);
  v("next", p.next);
}

using content::StoryId;

// One may keep and put aside what one is offered; anything else is missing to this person.
Result<content::KnownStory> load_offered(Today const& today, db::Tx& tx, Viewer const& viewer, StoryId id) {
  auto offered = today.content().find_offered(tx, viewer, std::span(&id, 1));
  if (offered.empty()) return fail(Fault::missing, "content.story_missing");
  return std::move(offered.front());
}

// A cursor names the last story of the page before; the place is this person's own row.
Result<store::KeptRow> read_before(http::Call const& call, db::Tx& tx, std::string const& cursor) {
  if (cursor.empty()) return store::KeptRow{INT64_MAX, {INT64_MAX}};
  auto const id = call.organisation.ids.read(cursor);
  auto const row = id ? store::find_kept(tx, call.viewer.person, *id) : std::nullopt;
  if (!row) return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  return *row;
}

Result<KeptPage> list_kept(Today const& today, http::Call& call, http::Page const& asked) {
  return call.db().read([&](db::Tx& tx) -> Result<KeptPage> {
    KeptPage page;
    auto before = TRY(read_before(call, tx, asked.cursor));
    // What is no longer offered stays kept and unseen, so a page reads on until it is full.
    for (;;) {
      auto const rows = store::kept_before(tx, call.viewer.person, before, asked.limit);
      for (auto const& row : rows) {
        before = row;
        StoryId const id{row.story};
        auto offered = today.content().find_offered(tx, call.viewer, std::span(&id, 1));
        if (!offered.empty()) page.items.push_back(std::move(offered.front().story));
        if (int64_t(page.items.size()) == asked.limit) break;
      }
      if (int64_t(rows.size()) < asked.limit && int64_t(page.items.size()) < asked.limit) return page;
      if (int64_t(page.items.size()) < asked.limit) continue;
      if (!store::kept_before(tx, call.viewer.person, before, 1).empty())
        page.next = call.organisation.ids.show(before.story);
      return page;
    }
  });
}

Result<Done> put_aside(Today const& today, http::Call& call, std::string_view reason) {
  auto const id = TRY(call.path_id<content::StoryTag>("id"));
  return call.db().write([&](db::Tx& tx) -> Result<Done> {
    auto const story = TRY(load_offered(today, tx, call.viewer, id));
    store::put_aside(tx, call.viewer.person, id.value, reason, call.now());
    if (reason == "less_of_theme")
      for (auto theme : story.themes) store::want_less(tx, call.viewer.person, theme, id.value, call.now());
    return Done{};
  });
}

void add_keeping_routes(http::Router& router, Today const& today) {
  router.put<Done>("/stories/{id}/keeping", for_members, "Keeps a story for later",
                   [&today](http::Call& call) -> Result<Done> {
                     auto const id = TRY(call.path_id<content::StoryTag>("id"));
                     return call.db().write([&](db::Tx& tx) -> Result<Done> {
                       CHECK_OK(load_offered(today, tx, call.viewer, id));
                       store::keep(tx, call.viewer.person, id.value, call.now());
                       return Done{};
                     });
                   });
  router.del<Done>("/stories/{id}/keeping", for_members, "Lets a kept story go", [](http::Call& call) -> Result<Done> {
    auto const id = TRY(call.path_id<content::StoryTag>("id"));
    call.db().write([&](db::Tx& tx) { store::let_go(tx, call.viewer.person, id.value); });
    return Done{};
  });
  router
      .get<KeptPage>(
          "/kept", for_members, "What one has kept, the last first",
          [&today](http::Call& call) -> Result<KeptPage> { return list_kept(today, call, TRY(call.page())); })
      .pages();
}

}  // namespace

void add_routes(http::Router& router, Today const& today) {
  router.get<Page>("/today", for_members, "The stories of the day, each with why it is here",
                   [&today](http::Call& call) -> Result<Page> { return page_of(today, call.viewer); });
  add_keeping_routes(router, today);
  router.put<AsideInput, Done>(
      "/stories/{id}/aside", for_members, "Puts a story aside, or asks for less of its themes",
      [&today](http::Call& call, AsideInput const& in) { return put_aside(today, call, in.reason); });
  router.del<Done>("/stories/{id}/aside", for_members, "Takes that back", [](http::Call& call) -> Result<Done> {
    auto const id = TRY(call.path_id<content::StoryTag>("id"));
    call.db().write([&](db::Tx& tx) { store::take_back(tx, call.viewer.person, id.value); });
    return Done{};
  });
}

}  // namespace essaim::today
