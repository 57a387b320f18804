// What a member does: propose, follow, take back.
#include "base/text.hpp"
#include "features/content/media/media.hpp"
#include "features/content/mix.hpp"
#include "features/content/rules.hpp"
#include "features/content/suggestions/desk.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/jobs/jobs.hpp"

#include <algorithm>

namespace essaim::content::suggestions {
namespace {

constexpr int most_tries = 8;

// The photo is one that was brought for this: of nobody else, and no document.
Result<std::optional<int64_t>> read_picture(Content const& content, db::Tx& tx, Input const& in) {
  if (!in.picture_id || in.picture_id->empty()) return std::optional<int64_t>();
  auto const id = content.organisation().ids.read(*in.picture_id);
  auto const media = id ? content::store::find_media(tx, *id) : std::nullopt;
  if (!media || media->kind != "picture") return fail_at("/picture_id", "content.reference_missing");
  return std::optional(media->id);
}

Result<store::Row> read_input(Content const& content, db::Tx& tx, Viewer const& viewer, Input const& in) {
  store::Row row;
  row.person = viewer.person;
  row.at = row.seen_at = content.organisation().now();
  if (in.address && !trim(*in.address).empty()) row.address = TRY(check_address(*in.address));
  row.title = one_line(in.title.value_or(""));
  row.words = clean_text(in.words.value_or(""));
  row.picture = TRY(read_picture(content, tx, in));
  row.language = TRY(check_language("/language", viewer.language));
  row.named = in.named;
  if (!row.address && row.words.empty() && !row.picture) return fail_at("/address", "suggestion.empty");
  return row;
}

// What this member can open already is not proposed again; what others cannot see is not told by this either.
std::optional<StoryId> offered_to(Content const& content, db::Tx& tx, Viewer const& viewer, store::Row const& row) {
  auto const known = row.address ? content.find_by_address(tx, *row.address) : std::nullopt;
  if (!known) return std::nullopt;
  auto const offered = content.find_offered(tx, viewer, std::span(&*known, 1));
  return offered.empty() ? std::nullopt : known;
}

Result<Done> insert_under_free_id(Content const& content, db::Tx& tx, store::Row& row) {
  for (int tries = 0; tries < most_tries; ++tries) {
    row.id = content.faces().new_id(row.at);
    if (store::insert(tx, row)) return Done{};
  }
  return fail(Fault::internal, "content.no_free_id");
}

// One more story about the company, where there are enough of them, is an editor's to think about (promise 8).
bool keeps_the_mix(Content const& content, db::Tx& tx, store::Row const& row) {
  content::store::StoryRow story;
  if (row.address && is_own_host(host_of(*row.address), content.faces().own_hosts(tx))) story.stance = Stance::company;
  return check_ceiling(content, tx, story, Thought::not_yet, row.at).has_value();
}

// The contributor's own hand: no editor stands between, so it has to be whole.
Result<Done> publish_now(Content const& content, db::Tx& tx, Viewer const& viewer, store::Row& row) {
  auto const input = draft_of(content, row);
  if (input.title.empty()) return fail_at("/title", "suggestion.title_needed");
  auto const story = TRY(make_story_by(content, tx, viewer.person, input));
  store::set_story(tx, row.id, story.value, true);
  row.decision = Decision::published;
  row.decided_at = row.at;
  row.decided_by = viewer.person;
  store::set_decision(tx, row);
  Publication asked;
  CHECK_OK(put_out(content, tx, viewer, story, asked));
  return Done{};
}

Instant instant_of(store::Row const& row, Stage stage) {
  auto const decided = row.decided_at.value_or(row.at);
  if (stage == Stage::published) return std::max(decided, row.story_visible_from.value_or(decided));
  return stage == Stage::withdrawn ? row.story_changed_at.value_or(decided) : decided;
}

Result<store::Place> read_place(db::Tx& tx, IdCipher const& ids, std::string const& cursor, int64_t person) {
  if (cursor.empty()) return store::Place{};
  auto const id = ids.read(cursor);
  auto const row = id ? store::find(tx, *id) : std::nullopt;
  if (!row || row->person != person)
    return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  return store::Place{row->at, row->id};
}

}  // namespace

bool may_publish_directly(db::Tx& tx, int64_t person) {
  if (store::load_rules(tx).trusted_after <= 0) return false;
  auto const trusted = store::find_contributor(tx, person);
  return trusted && !trusted->ended_at;
}

Result<Mine> propose(Content const& content, db::Tx& tx, Viewer const& viewer, Proposal& proposal) {
  if (!viewer.is_member) return fail(Fault::forbidden, "suggestion.members_only");
  if (proposal.input.publish && !may_publish_directly(tx, viewer.person))
    return fail(Fault::conflict, "suggestion.not_trusted", "an editor publishes it");
  auto row = TRY(read_input(content, tx, viewer, proposal.input));
  proposal.offered = offered_to(content, tx, viewer, row);
  if (proposal.offered)
    return fail(Fault::conflict, "suggestion.offered_already", "existing_id offers this address already");
  row.held = proposal.input.publish && store::load_rules(tx).four_eyes;
  CHECK_OK(insert_under_free_id(content, tx, row));
  if (proposal.page) {
    row.page = *proposal.page;
    if (row.page.language.empty()) row.page.language = row.language;
    store::set_page(tx, row.id, row.page);
    row = store::find(tx, row.id).value();
  } else if (row.address && content.organisation().jobs) {
    content.organisation().jobs->enqueue(tx, "suggestions.read", Json(JsonObject{{"suggestion", row.id}}), row.at);
  }
  // A page that somebody is preparing a story of is left to the editors, who can see it.
  bool const alone = !row.address || !content.find_by_address(tx, *row.address);
  bool const direct = proposal.input.publish && !row.held && alone && keeps_the_mix(content, tx, row);
  if (direct) CHECK_OK(publish_now(content, tx, viewer, row));
  return show_mine(content, tx, viewer, store::find(tx, row.id).value());
}

Result<Done> take_back(Content const& content, db::Tx& tx, Viewer const& viewer, int64_t id) {
  auto const row = store::find(tx, id);
  if (!row || row->person != viewer.person) return fail(Fault::missing, "suggestion.missing");
  if (row->decision) return fail(Fault::conflict, "suggestion.decided");
  auto const gone = store::remove(tx, *row);
  if (!gone.empty())
    tx.after_commit([&blobs = *content.organisation().blobs, gone] {
      for (auto const& file : gone) blobs.erase(file);
    });
  return Done{};
}

Stage stage_of(store::Row const& row, Instant now) {
  bool const out = row.story_visible_from && *row.story_visible_from <= now;
  return stage_of(row.decision, row.story_state, out);
}

Mine show_mine(Content const& content, db::Tx& tx, Viewer const& viewer, store::Row const& row) {
  auto const& ids = content.organisation().ids;
  auto const stage = stage_of(row, content.organisation().now());
  auto const at = instant_of(row, stage);
  Mine mine;
  mine.id = ids.show(row.id);
  mine.at = to_rfc3339(row.at);
  mine.address = row.address;
  mine.title = title_of(row.title, row.page.title, row.words);
  mine.words = row.words;
  mine.picture = picture_of(content, tx, row.picture);
  mine.named = row.named;
  mine.held = row.held && stage == Stage::received;
  mine.stage = to_text(stage);
  mine.stage_at = to_rfc3339(at);
  if (stage == Stage::refused) mine.reason = row.reason;
  if (stage == Stage::published && content.find_story(tx, viewer, StoryId{*row.story}))
    mine.story_id = ids.show(*row.story);
  bool const told = stage == Stage::published || stage == Stage::refused;
  // One's own hand is no news.
  mine.fresh = told && row.decided_by != row.person && at > row.seen_at;
  return mine;
}

Result<MyPage> list_mine(Content const& content, db::Tx& tx, Viewer const& viewer, http::Page const& asked) {
  auto const& ids = content.organisation().ids;
  auto const before = TRY(read_place(tx, ids, asked.cursor, viewer.person));
  auto rows = store::of_person(tx, viewer.person, before, asked.limit + 1);
  MyPage page;
  if (int64_t(rows.size()) > asked.limit) {
    rows.pop_back();
    page.next = ids.show(rows.back().id);
  }
  for (auto const& row : rows) page.items.push_back(show_mine(content, tx, viewer, row));
  page.may_publish = may_publish_directly(tx, viewer.person);
  page.four_eyes = store::load_rules(tx).four_eyes;
  if (auto const trusted = store::find_contributor(tx, viewer.person); trusted && !trusted->seen) {
    if (trusted->ended_at) page.trust_news = "ended";
    if (page.may_publish) page.trust_news = "given";
  }
  return page;
}

}  // namespace essaim::content::suggestions
