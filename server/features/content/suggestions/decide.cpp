// What an editor makes of a suggestion: keeps it as a draft, publishes it, refuses it with a reason, takes that back.
#include "base/text.hpp"
#include "features/content/media/media.hpp"
#include "features/content/rules.hpp"
#include "features/content/sources/store.hpp"
#include "features/content/suggestions/desk.hpp"
#include "features/people/people.hpp"
#include "platform/i18n/catalogue.hpp"

namespace essaim::content::suggestions {
namespace {

Result<store::Row> load(db::Tx& tx, Viewer const& viewer, int64_t id) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  auto row = store::find(tx, id);
  if (!row) return fail(Fault::missing, "suggestion.missing");
  return *std::move(row);
}

std::string kind_of(store::Row const& row) {
  if (row.address) return row.page.kind.empty() ? "article" : row.page.kind;
  return row.picture ? "image" : "text";
}

// One page is one story: what somebody made of that address already is what became of it.
Result<StoryId> story_of(Content const& content, db::Tx& tx, Viewer const& viewer, store::Row const& row) {
  if (row.story) return StoryId{*row.story};
  auto const known = row.address ? content.find_by_address(tx, *row.address) : std::nullopt;
  if (known) {
    store::set_story(tx, row.id, known->value, false);
    return *known;
  }
  auto input = draft_of(content, row);
  if (input.title.empty()) input.title = Catalogue::embedded().text(row.language, "content.untitled_photo");
  // Its words are the proposer's; the editor is the second person.
  auto const made = TRY(make_story_by(content, tx, row.person.value_or(viewer.person), input));
  store::set_story(tx, row.id, made.value, true);
  return made;
}

// What is offered already needs nobody to publish it.
Result<Done> put_out_once(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId story,
                          Judgement& judgement) {
  auto const known = content.find_story(tx, viewer, story);
  if (known && known->story.state == "published") return Done{};
  Publication asked{.again_confirmed = judgement.again_confirmed};
  auto done = put_out(content, tx, viewer, story, asked);
  judgement.twin = asked.twin;
  CHECK_OK(done);
  return Done{};
}

void keep_decision(db::Tx& tx, store::Row& row, Judgement const& judgement, Instant now, int64_t by) {
  row.decision = judgement.decision;
  row.decided_at = std::max(now, row.at);
  row.decided_by = by;
  row.reason = judgement.decision == Decision::refused ? judgement.reason : "";
  store::set_decision(tx, row);
}

// A draft that nobody has touched since goes with the decision; another is the editors' by now, and stays.
void let_draft_go(db::Tx& tx, store::Row const& row) {
  if (!row.story || !row.made_story || row.story_state != StoryState::draft) return;
  store::set_story(tx, row.id, std::nullopt, false);
  if (!sources::store::discard_draft(tx, *row.story, row.at)) store::set_story(tx, row.id, row.story, true);
}

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

Result<store::Place> read_place(db::Tx& tx, IdCipher const& ids, std::string const& cursor) {
  if (cursor.empty()) return store::Place{};
  auto const id = ids.read(cursor);
  auto const row = id ? store::find(tx, *id) : std::nullopt;
  if (!row) return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  return store::Place{row->at, row->id};
}

}  // namespace

StoryInput draft_of(Content const& content, store::Row const& row) {
  StoryInput input;
  input.address = row.address;
  input.title = title_of(row.title, row.page.title, row.words);
  input.kind = kind_of(row);
  input.language = row.language;
  if (!row.page.site.empty()) input.site_name = row.page.site;
  input.reading_minutes = row.page.minutes;
  // With a page, the proposer's words are why it matters; without one they are the story.
  input.summary = row.address ? std::string(clip(row.page.summary, 600)) : row.words;
  if (row.address) input.why = std::string(clip(row.words, 1000));
  if (row.picture) input.picture_id = content.organisation().ids.show(*row.picture);
  return input;
}

std::optional<Picture> picture_of(Content const& content, db::Tx& tx, std::optional<int64_t> picture) {
  auto const media = picture ? content::store::find_media(tx, *picture) : std::nullopt;
  return media ? std::optional(show_picture(content.organisation().ids, *media)) : std::nullopt;
}

Shown show(Content const& content, db::Tx& tx, store::Row const& row) {
  auto const& ids = content.organisation().ids;
  auto const name_of = [&](std::optional<int64_t> person) {
    return person ? content.faces().name_of(tx, *person) : std::nullopt;
  };
  Shown shown;
  shown.id = ids.show(row.id);
  shown.at = to_rfc3339(row.at);
  shown.proposer_name = name_of(row.person);
  shown.named = row.named;
  shown.held = row.held && !row.decision;
  shown.direct = row.decided_by && row.decided_by == row.person;
  shown.address = row.address;
  shown.title = title_of(row.title, row.page.title, row.words);
  shown.ready = !shown.title.empty();
  shown.words = row.words;
  shown.summary = row.page.summary;
  shown.site_name = maybe(row.page.site);
  shown.language = row.language;
  shown.picture = picture_of(content, tx, row.picture);
  shown.stage = to_text(stage_of(row, content.organisation().now()));
  if (row.decision) shown.decision = to_text(*row.decision);
  if (row.decided_at) shown.decided_at = to_rfc3339(*row.decided_at);
  shown.decided_by_name = name_of(row.decided_by);
  shown.reason = maybe(row.reason);
  if (row.story) shown.story_id = ids.show(*row.story);
  if (!row.story && row.address)
    if (auto const known = content.find_by_address(tx, *row.address)) shown.offered_id = ids.show(known->value);
  return shown;
}

Result<ShownPage> list_shown(Content const& content, db::Tx& tx, Viewer const& viewer, bool decided,
                             http::Page const& asked) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  auto const& ids = content.organisation().ids;
  auto const before = TRY(read_place(tx, ids, asked.cursor));
  auto rows = decided ? store::decided(tx, before, asked.limit + 1) : store::waiting(tx, before, asked.limit + 1);
  ShownPage page;
  page.waiting = store::count_waiting(tx);
  if (int64_t(rows.size()) > asked.limit) {
    rows.pop_back();
    page.next = ids.show(rows.back().id);
  }
  for (auto const& row : rows) page.items.push_back(show(content, tx, row));
  return page;
}

Result<Shown> decide(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t id, Judgement& judgement) {
  auto row = TRY(load(tx, viewer, id));
  if (!may_decide(row.decision, judgement.decision)) return fail(Fault::conflict, "suggestion.decided");
  judgement.reason = clean_text(judgement.reason);
  if (judgement.decision == Decision::refused) {
    if (judgement.reason.empty()) return fail_at("/reason", "suggestion.reason_needed");
    if (row.story_state == StoryState::published) return fail(Fault::conflict, "suggestion.published_already");
    let_draft_go(tx, row);
    keep_decision(tx, row, judgement, content.organisation().now(), viewer.person);
    return show(content, tx, store::find(tx, id).value());
  }
  bool const whole = row.story || !title_of(row.title, row.page.title, row.words).empty();
  if (judgement.decision == Decision::published && !whole)
    return fail(Fault::conflict, "suggestion.title_needed", "keep it, and give it a title");
  auto const story = TRY(story_of(content, tx, viewer, row));
  keep_decision(tx, row, judgement, content.organisation().now(), viewer.person);
  if (judgement.decision == Decision::published) CHECK_OK(put_out_once(content, tx, viewer, story, judgement));
  return show(content, tx, store::find(tx, id).value());
}

Result<Shown> undo(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t id) {
  auto row = TRY(load(tx, viewer, id));
  if (!row.decision) return fail(Fault::conflict, "suggestion.not_decided");
  bool const out = row.decision == Decision::published && row.made_story && row.story_state == StoryState::published;
  if (out) CHECK_OK(withdraw_story(content, tx, viewer, StoryId{*row.story}));
  if (row.decision == Decision::kept) let_draft_go(tx, row);
  if (!row.made_story) store::set_story(tx, id, std::nullopt, false);
  row.decision.reset();
  row.decided_at.reset();
  row.decided_by.reset();
  row.reason.clear();
  store::set_decision(tx, row);
  if (out && store::unearn(tx, id))
    people::record(tx, {viewer.person}, "contributor.ended", "contributor", "", content.organisation().now());
  return show(content, tx, store::find(tx, id).value());
}

}  // namespace essaim::content::suggestions
