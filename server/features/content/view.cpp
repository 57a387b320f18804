#include "features/content/view.hpp"

#include "base/text.hpp"
#include "features/content/media/media.hpp"
#include "features/content/originals/originals.hpp"
#include "features/content/stories.hpp"
#include "features/content/suggestions/store.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace essaim::content {
namespace {

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }
std::optional<std::string> maybe(std::optional<Instant> at) {
  return at ? std::optional(to_rfc3339(*at)) : std::nullopt;
}

std::vector<std::string> show_ids(IdCipher const& ids, std::vector<int64_t> const& values) {
  std::vector<std::string> out;
  for (auto value : values) out.push_back(ids.show(value));
  return out;
}

std::vector<Variant> show_variants(IdCipher const& ids, std::vector<store::VariantRow> const& rows) {
  std::vector<Variant> out;
  for (auto const& row : rows) out.push_back({ids.show(row.id), row.network, row.language, row.label, row.text});
  return out;
}

std::vector<Original> show_originals(std::vector<store::OriginalRow> const& rows) {
  std::vector<Original> out;
  for (auto const& row : rows) out.push_back({row.language, row.title, row.summary, row.address, maybe(row.site_name)});
  return out;
}

// What stands beside some stories, asked once for all of them.
struct Beside {
  Beside(db::Tx& tx, std::span<store::StoryRow const> stories) {
    std::vector<int64_t> ids, in_languages;
    for (auto const& story : stories) {
      ids.push_back(story.id);
      if (!story.marks.originals.empty()) in_languages.push_back(story.id);
    }
    if (ids.empty()) return;
    variants = store::variants(tx, ids);
    suggestions = suggestions::store::behind_stories(tx, ids);
    if (!in_languages.empty()) originals = store::originals(tx, in_languages);
  }
  std::map<int64_t, std::vector<store::VariantRow>> variants;
  std::map<int64_t, std::vector<store::OriginalRow>> originals;
  std::map<int64_t, suggestions::store::Row> suggestions;
};

template <class T>
std::vector<T> rows_of(std::map<int64_t, std::vector<T>> const& all, int64_t story) {
  auto const found = all.find(story);
  return found == all.end() ? std::vector<T>{} : found->second;
}

Story show_row(Content const& content, db::Tx& tx, store::StoryRow const& row, Beside const& beside, bool for_editor) {
  auto const& ids = content.organisation().ids;
  Story s;
  s.id = ids.show(row.id);
  s.state = to_text(row.state);
  s.kind = to_text(row.kind);
  s.stance = to_text(row.stance);
  s.stance_reason = maybe(row.stance_reason);
  // Members read what counts; editors what was said.
  if (row.tag && (for_editor || stance_of(*row.tag) == row.stance)) s.stance_tag = to_text(*row.tag);
  if (row.objective && for_editor) s.objective = to_text(*row.objective);
  s.title = row.title;
  s.summary = row.summary;
  s.why = row.why;
  s.address = row.address;
  s.site_name = maybe(row.site_name);
  s.language = row.language;
  s.languages = row.marks.audience.languages;
  s.theme_ids = show_ids(ids, row.marks.themes);
  s.group_ids = show_ids(ids, row.marks.audience.groups);
  s.site_ids = show_ids(ids, row.marks.audience.sites);
  if (row.picture)
    s.picture = Picture{ids.show(row.picture->id),
                        media_url(row.picture->cover),
                        media_url(row.picture->wide),
                        media_url(row.picture->whole),
                        row.picture->width,
                        row.picture->height,
                        row.picture->alt};
  if (row.document)
    s.document =
        Document{ids.show(row.document->id), media_url(row.document->sha256), row.document->name, row.document->bytes};
  s.reading_minutes = row.reading_minutes;
  s.embargo_until = maybe(row.term.embargo_until);
  s.expires_at = maybe(row.term.expires_at);
  s.published_at = maybe(row.state == StoryState::published ? row.published_at : std::nullopt);
  s.created_at = to_rfc3339(row.made_at);
  s.updated_at = to_rfc3339(row.changed_at);
  s.version = row.version;
  s.variants = show_variants(ids, rows_of(beside.variants, row.id));
  s.shared_by = maybe(std::string(shared_by(row.shared_class)));
  if (for_editor && row.made_by) s.author_name = content.faces().name_of(tx, *row.made_by);
  if (auto const found = beside.suggestions.find(row.id); found != beside.suggestions.end()) {
    auto const& [story, suggestion] = *found;
    s.proposed_by = ProposedBy{suggestion.named && suggestion.person ? content.faces().name_of(tx, *suggestion.person)
                                                                     : std::nullopt};
  }
  s.relabel.needs_second_person = row.own_host && row.claimed == Stance::useful && !row.seconded;
  return s;
}

std::vector<int64_t> values_of(std::span<StoryId const> ids) {
  std::vector<int64_t> out;
  for (auto const id : ids) out.push_back(id.value);
  return out;
}

// A cursor names the last story of the page before; where it stands is looked up, so a cursor tells nothing.
Result<store::Place> read_place(db::Tx& tx, IdCipher const& ids, std::string const& cursor, bool by_change) {
  if (cursor.empty()) return store::Place{};
  auto const id = ids.read(cursor);
  auto const story = id ? store::recall(tx, *id) : std::nullopt;
  if (!story) return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  return store::Place{by_change ? story->changed_at : story->visible_from.value_or(story->changed_at), *id};
}

Result<int64_t> read_skip(std::string const& cursor) {
  int64_t skip = 0;
  auto const [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), skip);
  if (!cursor.empty() && (error != std::errc() || end != cursor.data() + cursor.size() || skip < 0 || skip > 2000))
    return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  return skip;
}

KnownStory known_row(Content const& content, db::Tx& tx, store::StoryRow const& row, Beside const& beside,
                     Viewer const& viewer) {
  KnownStory known{StoryId{row.id},  row.version, row.address,
                   row.marks.themes, {},          show_row(content, tx, row, beside, viewer.may(edit_content))};
  known.story.awaits = awaited_by(tx, viewer, row);
  for (auto const& variant : rows_of(beside.variants, row.id)) known.variants.push_back(VariantId{variant.id});
  known.story.originals = show_originals(rows_of(beside.originals, row.id));
  return known;
}

KnownStory offered_story(Content const& content, db::Tx& tx, store::StoryRow const& row, Beside const& beside,
                         Viewer const& viewer, Reader const& reader) {
  auto const offered = offer(row, rows_of(beside.originals, row.id), reader);
  auto known = known_row(content, tx, offered.row, beside, viewer);
  known.story.originals = show_originals(offered.others);
  known.story.foreign = offered.foreign;
  return known;
}

StoryPage page_of(Content const& content, db::Tx& tx, Viewer const& viewer, std::vector<store::StoryRow> const& rows,
                  int64_t limit) {
  StoryPage page;
  bool const edits = viewer.may(edit_content);
  auto const reader = edits ? Reader{} : content.reader_of(tx, viewer.person);
  auto const shown = std::span(rows).first(std::min(rows.size(), size_t(limit)));
  Beside const beside(tx, shown);
  for (auto const& row : shown)
    page.items.push_back(edits ? known_row(content, tx, row, beside, viewer).story
                               : offered_story(content, tx, row, beside, viewer, reader).story);
  return page;
}

}  // namespace

store::Sight sight_for(Content const& content, db::Tx& tx, Viewer const& viewer) {
  auto const now = content.organisation().now();
  if (viewer.may(edit_content)) return store::sight_of_all(now);
  return store::sight_of(content.reader_of(tx, viewer.person), now);
}

Story show_story(Content const& content, db::Tx& tx, store::StoryRow const& row, Viewer const& viewer) {
  return known_story(content, tx, row, viewer).story;
}

KnownStory known_story(Content const& content, db::Tx& tx, store::StoryRow const& row, Viewer const& viewer) {
  return known_row(content, tx, row, Beside(tx, std::span(&row, 1)), viewer);
}

std::optional<KnownStory> Content::find_story(db::Tx& tx, Viewer const& viewer, StoryId id, Wording wording) const {
  if (!viewer.is_member && !viewer.may(edit_content)) return std::nullopt;
  auto const row = store::find(tx, id.value, sight_for(*this, tx, viewer));
  if (!row) return std::nullopt;
  if (viewer.may(edit_content) && wording == Wording::as_written) return known_story(*this, tx, *row, viewer);
  return offered_story(*this, tx, *row, Beside(tx, std::span(&*row, 1)), viewer, reader_of(tx, viewer.person));
}

std::vector<KnownStory> Content::find_offered(db::Tx& tx, Viewer const& viewer, std::span<StoryId const> ids) const {
  return viewer.is_member && !ids.empty() ? find_offered(tx, viewer, reader_of(tx, viewer.person), ids)
                                          : std::vector<KnownStory>{};
}

std::vector<KnownStory> Content::find_offered(db::Tx& tx, Viewer const& viewer, Reader const& reader,
                                              std::span<StoryId const> ids) const {
  std::vector<KnownStory> out;
  if (!viewer.is_member || ids.empty()) return out;
  auto const rows = store::find_all(tx, values_of(ids), store::sight_of(reader, organisation_.now()));
  Beside const beside(tx, rows);
  for (auto const id : ids) {
    auto const row = std::ranges::find(rows, id.value, &store::StoryRow::id);
    if (row != rows.end()) out.push_back(offered_story(*this, tx, *row, beside, viewer, reader));
  }
  return out;
}

std::optional<KnownStory> Content::recall_story(db::Tx& tx, StoryId id, int64_t reader) const {
  auto const row = store::recall(tx, id.value);
  if (!row) return std::nullopt;
  return reader != 0 ? offered_story(*this, tx, *row, Beside(tx, std::span(&*row, 1)), Viewer{}, reader_of(tx, reader))
                     : known_story(*this, tx, *row, Viewer{});
}

std::map<int64_t, KnownStory> Content::recall_stories(db::Tx& tx, std::span<StoryId const> ids, int64_t reader) const {
  std::map<int64_t, KnownStory> out;
  if (ids.empty()) return out;
  auto const rows = store::recall_all(tx, values_of(ids));
  auto const whose = reader_of(tx, reader);
  Beside const beside(tx, rows);
  for (auto const& row : rows) out.emplace(row.id, offered_story(*this, tx, row, beside, Viewer{}, whose));
  return out;
}

std::vector<VariantText> Content::variant_texts(db::Tx& tx, std::span<StoryId const> stories) const {
  std::vector<VariantText> out;
  for (auto& [story, variants] : store::variants(tx, values_of(stories)))
    for (auto& variant : variants) out.push_back({StoryId{story}, VariantId{variant.id}, std::move(variant.text)});
  return out;
}

std::vector<FeedStory> Content::feed(db::Tx& tx, Reader const& reader, std::span<int64_t const> themes) const {
  constexpr int64_t of_a_lane = 60, of_a_theme = 30;
  auto const now = organisation_.now();
  std::vector<FeedStory> out;
  std::set<int64_t> seen;
  auto take = [&](std::string const& lane, int64_t limit) {
    for (auto& row : store::newest_of_lane(tx, lane, now, limit)) {
      if (!is_for(row.marks.audience, reader) || !seen.insert(row.id).second) continue;
      out.push_back({StoryId{row.id}, row.stance, row.visible_from, row.expires_at, std::move(row.marks.themes),
                     std::move(row.marks.audience),
                     std::string(language_offered(row.language, row.marks.originals, reader)), std::move(row.source),
                     row.shared_class});
    }
  };
  for (auto const& lane : lanes_of(reader)) take(lane, of_a_lane);
  for (auto theme : themes) take(theme_lane(theme), of_a_theme);
  return out;
}

Result<std::vector<HistoryEntry>> history_of(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  if (!store::recall(tx, id.value)) return fail(Fault::missing, "content.story_missing");
  std::vector<HistoryEntry> out;
  for (auto const& row : store::history(tx, id.value)) {
    auto name = row.person ? content.faces().name_of(tx, *row.person) : std::nullopt;
    out.push_back({to_rfc3339(row.at), std::move(name), row.change, row.version});
  }
  return out;
}

Result<StoryPage> list_stories(Content const& content, db::Tx& tx, Viewer const& viewer, Search const& asked) {
  bool const edits = viewer.may(edit_content);
  if (!edits && !viewer.is_member) return fail(Fault::forbidden, "content.members_only");
  auto const& ids = content.organisation().ids;
  auto const sight = sight_for(content, tx, viewer);
  auto const limit = asked.page.limit;
  auto const state = edits ? asked.state : "published";
  if (!trim(asked.typed).empty()) {
    auto const query = search_query(asked.typed);
    auto const skip = TRY(read_skip(asked.page.cursor));
    if (query.empty()) return StoryPage{};
    auto const rows = store::search(tx, query, sight, state, asked.filter, skip, limit + 1);
    auto page = page_of(content, tx, viewer, rows, limit);
    if (int64_t(rows.size()) > limit) page.next = std::to_string(skip + limit);
    return page;
  }
  bool const by_change = edits && state != "published";
  auto const before = TRY(read_place(tx, ids, asked.page.cursor, by_change));
  auto const rows = by_change ? store::by_change(tx, state, asked.filter, before, limit + 1)
                              : store::published(tx, sight, asked.filter, before, limit + 1);
  auto page = page_of(content, tx, viewer, rows, limit);
  if (int64_t(rows.size()) > limit) page.next = ids.show(rows[size_t(limit) - 1].id);
  return page;
}

}  // namespace essaim::content
