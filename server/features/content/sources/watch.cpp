// The inbox: what waits, what an editor decides of it, and taking a decision back.
#include "base/text.hpp"
#include "features/content/content.hpp"
#include "features/content/media/media.hpp"
#include "features/content/sources/sources.hpp"
#include "features/content/sources/store.hpp"

#include <algorithm>

namespace essaim::content::sources {
namespace {

std::string cursor_of(IdCipher const& ids, store::ItemRow const& item) {
  return ids.show(item.sort_at.ms) + ids.show(item.id);
}

Result<store::Place> read_cursor(IdCipher const& ids, std::string_view cursor) {
  if (cursor.empty()) return store::Place{};
  if (cursor.size() == 26) {
    auto const at = ids.read(cursor.substr(0, 13)), id = ids.read(cursor.substr(13));
    if (at && id) return store::Place{{*at}, *id};
  }
  return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
}

WatchItemView view_of(db::Tx& tx, IdCipher const& ids, store::ItemRow const& row) {
  WatchItemView view;
  view.id = ids.show(row.id);
  auto const sources = store::sources_of(tx, row.id);
  if (!sources.empty()) {
    view.source_id = ids.show(sources.front().id);
    view.source_name = sources.front().name;
    for (size_t i = 1; i < sources.size(); ++i) view.also_in.push_back(sources[i].name);
  }
  view.title = row.title;
  view.summary = row.summary;
  view.address = row.address;
  if (auto const media = row.picture_id ? content::store::find_media(tx, *row.picture_id) : std::nullopt)
    view.picture_url = show_picture(ids, *media).small_url;
  if (row.published_at) view.published_at = to_rfc3339(*row.published_at);
  view.found_at = to_rfc3339(row.found_at);
  view.language = row.language;
  for (auto theme : store::themes_of(tx, row.id)) view.theme_ids.push_back(ids.show(theme));
  view.decision = row.decision;
  if (row.story_id) view.story_id = ids.show(*row.story_id);
  return view;
}

// What an item says of itself; the rest is the editor's to say.
StoryInput draft_of(db::Tx& tx, IdCipher const& ids, store::ItemRow const& item) {
  StoryInput input;
  input.address = item.address;
  input.title = item.title;
  input.summary = std::string(clip(item.summary, 600));
  input.language = item.language.value_or("");
  if (auto const sources = store::sources_of(tx, item.id); !sources.empty()) input.site_name = sources.front().name;
  if (item.picture_id) input.picture_id = ids.show(*item.picture_id);
  auto const themes = store::themes_of(tx, item.id);
  for (auto theme : themes)
    if (input.theme_ids.size() < 12) input.theme_ids.push_back(ids.show(theme));
  return input;
}

}  // namespace

Result<WatchPage> Sources::watch(WatchFilter const& filter) const {
  auto const& ids = organisation().ids;
  auto const before = TRY(read_cursor(ids, filter.cursor));
  return organisation().db->read([&](db::Tx& tx) -> Result<WatchPage> {
    auto rows = filter.decision.empty()
                    ? store::waiting(tx, filter.source, filter.theme, before, filter.limit + 1)
                    : store::decided(tx, filter.decision, filter.source, filter.theme, before, filter.limit + 1);
    WatchPage page;
    bool const more = int64_t(rows.size()) > filter.limit;
    if (more) rows.pop_back();
    for (auto const& row : rows) page.items.push_back(view_of(tx, ids, row));
    if (more) page.next = cursor_of(ids, rows.back());
    page.waiting = store::count_waiting(tx, filter.source, filter.theme);
    return page;
  });
}

Result<WatchDecision> Sources::decide(Viewer const& viewer, WatchDecisionInput const& input) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "watch.forbidden");
  auto const& ids = organisation().ids;
  auto const now = organisation().now();
  bool const keeping = input.decision == "kept";
  return organisation().db->write([&](db::Tx& tx) -> Result<WatchDecision> {
    std::vector<store::ItemRow> items;
    for (size_t i = 0; i < input.item_ids.size(); ++i) {
      auto const id = ids.read(input.item_ids[i]);
      auto item = id ? store::find_item(tx, *id) : std::nullopt;
      if (!item) return fail_at("/item_ids/" + std::to_string(i), "watch.item_missing");
      auto const twice = [&](store::ItemRow const& other) { return other.id == item->id; };
      if (!item->decision && std::none_of(items.begin(), items.end(), twice)) items.push_back(std::move(*item));
    }
    if (items.empty()) return fail(Fault::conflict, "watch.already_decided");
    auto const decision = store::insert_decision(tx, input.decision, now, viewer.person);
    WatchDecision out{ids.show(decision), int64_t(items.size()), {}};
    for (auto const& item : items) {
      std::optional<int64_t> story;
      if (keeping) {
        // Two editors, or an editor who pasted the address before: one page is one story.
        auto const known = content_.find_by_address(tx, item.address);
        story = known ? known->value : TRY(content_.make_story(tx, viewer, draft_of(tx, ids, item))).value;
        out.story_ids.push_back(ids.show(*story));
        if (!known && item.picture_address)
          organisation().jobs->enqueue(tx, "sources.illustrate", Json(JsonObject{{"item", item.id}}), now);
      }
      store::set_decision(tx, item.id, input.decision, decision, story);
    }
    return out;
  });
}

Result<Done> Sources::undo(DecisionId id) {
  return organisation().db->write([&](db::Tx& tx) -> Result<Done> {
    auto const at = store::decided_at(tx, id.value);
    if (!at) return fail(Fault::missing, "watch.decision_missing");
    for (auto const& item : store::items_of_decision(tx, id.value))
      if (item.decision == "kept" && item.story_id) store::discard_draft(tx, *item.story_id, *at);
    store::forget_decision(tx, id.value);
    return Done{};
  });
}

}  // namespace essaim::content::sources
