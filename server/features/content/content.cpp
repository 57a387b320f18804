#include "features/content/content.hpp"

#include "base/text.hpp"
#include "features/content/media/store.hpp"
#include "features/content/mix.hpp"
#include "features/content/originals/originals.hpp"
#include "features/content/stories.hpp"
#include "features/content/suggestions/desk.hpp"
#include "features/content/themes/store.hpp"

#include <algorithm>
#include <set>

namespace essaim::content {
namespace {

Result<std::optional<Instant>> read_time(std::string_view pointer, std::optional<std::string> const& text) {
  if (!text || text->empty()) return std::optional<Instant>();
  auto const at = from_rfc3339(*text);
  if (!at) return fail_at(pointer, "input.not_a_time", "RFC 3339, as 2026-11-24T08:30:00Z");
  return std::optional(*at);
}

// Each of them once, in their order.
template <class Exists>
Result<std::vector<int64_t>> read_ids(IdCipher const& ids, std::string_view field,
                                      std::vector<std::string> const& words, Exists exists) {
  std::vector<int64_t> out;
  for (size_t i = 0; i < words.size(); ++i) {
    auto const id = ids.read(words[i]);
    if (!id || !exists(*id))
      return fail_at("/" + std::string(field) + "/" + std::to_string(i), "content.reference_missing");
    if (std::find(out.begin(), out.end(), *id) == out.end()) out.push_back(*id);
  }
  return out;
}

Result<Audience> read_audience(Content const& content, db::Tx& tx, StoryInput const& in) {
  auto const& ids = content.organisation().ids;
  Audience audience;
  audience.groups =
      TRY(read_ids(ids, "group_ids", in.group_ids, [&](int64_t id) { return content.faces().group_exists(tx, id); }));
  audience.sites =
      TRY(read_ids(ids, "site_ids", in.site_ids, [&](int64_t id) { return content.faces().site_exists(tx, id); }));
  std::set<std::string> languages;
  for (size_t i = 0; i < in.languages.size(); ++i) {
    auto language = TRY(check_language("/languages/" + std::to_string(i), in.languages[i]));
    if (!language.empty()) languages.insert(std::move(language));
  }
  audience.languages.assign(languages.begin(), languages.end());
  return audience;
}

Result<std::optional<store::MediaRow>> read_media(Content const& content, db::Tx& tx, std::string_view pointer,
                                                  std::string_view kind, std::optional<std::string> const& word) {
  if (!word || word->empty()) return std::optional<store::MediaRow>();
  auto const id = content.organisation().ids.read(*word);
  auto media = id ? store::find_media(tx, *id) : std::nullopt;
  if (!media || media->kind != kind) return fail_at(pointer, "content.reference_missing");
  return media;
}

Result<Done> read_attachments(Content const& content, db::Tx& tx, StoryInput const& in, store::StoryRow& story) {
  auto const picture = TRY(read_media(content, tx, "/picture_id", "picture", in.picture_id));
  auto const document = TRY(read_media(content, tx, "/document_id", "document", in.document_id));
  story.picture.reset();
  story.document.reset();
  if (picture)
    story.picture = store::PictureRow{picture->id,
                                      picture->sha256,
                                      picture->cover.value_or(""),
                                      picture->wide.value_or(""),
                                      picture->alt,
                                      picture->width.value_or(0),
                                      picture->height.value_or(0)};
  if (document) story.document = store::DocumentRow{document->id, document->sha256, document->name, document->bytes};
  return Done{};
}

// The words of a story: cleaned here once, escaped wherever they are shown.
Result<Done> read_words(StoryInput const& in, store::StoryRow& story) {
  story.title = one_line(in.title);
  if (story.title.empty()) return fail_at("/title", "content.title_empty");
  story.summary = clean_text(in.summary);
  story.why = clean_text(in.why);
  story.stance_reason = one_line(in.stance_reason.value_or(""));
  story.language = TRY(check_language("/language", in.language));
  story.kind = read_kind(in.kind).value_or(StoryKind::article);
  story.reading_minutes = in.reading_minutes;
  if (!story.reading_minutes && !in.address) {
    auto const minutes = reading_minutes(count_words(story.summary));
    story.reading_minutes = minutes ? std::optional<int64_t>(*minutes) : std::nullopt;
  }
  story.term.embargo_until = TRY(read_time("/embargo_until", in.embargo_until));
  story.term.expires_at = TRY(read_time("/expires_at", in.expires_at));
  return check_term(story.term);
}

Result<Done> read_address(Content const& content, db::Tx& tx, StoryInput const& in, store::StoryRow& story) {
  story.address.reset();
  story.own_host = false;
  if (in.address && !trim(*in.address).empty()) {
    story.address = TRY(check_address(*in.address));
    auto const own = content.faces().own_hosts(tx);
    story.own_host = is_own_host(host_of(*story.address), own);
  }
  story.site_name = one_line(in.site_name.value_or(""));
  if (story.site_name.empty() && story.address) story.site_name = std::string(host_of(*story.address));
  bool const something = story.address || story.picture || story.document || !story.summary.empty();
  return something ? Result<Done>(Done{}) : fail_at("/summary", "content.nothing_to_share");
}

Result<std::vector<store::VariantRow>> read_variants(StoryInput const& in, Instant now) {
  std::vector<store::VariantRow> out;
  for (size_t i = 0; i < in.variants.size(); ++i) {
    auto const& v = in.variants[i];
    auto const pointer = "/variants/" + std::to_string(i);
    store::VariantRow row{new_id_value(now), v.network, TRY(check_language(pointer + "/language", v.language)),
                          one_line(v.label), clean_text(v.text)};
    if (row.network && row.network->empty()) row.network.reset();
    if (row.network && row.network->find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos)
      return fail_at(pointer + "/network", "content.network_invalid");
    if (row.text.empty()) return fail_at(pointer + "/text", "content.variant_empty");
    out.push_back(std::move(row));
  }
  return out;
}

// A tag belongs to what the editor calls the story, not to what its address makes of it meanwhile.
Result<Done> read_stance_of(StoryInput const& in, Stance otherwise, store::StoryRow& story) {
  story.claimed = read_stance(in.stance).value_or(otherwise);
  story.tag = in.stance_tag ? read_tag(*in.stance_tag) : std::nullopt;
  if (story.tag && stance_of(*story.tag) != story.claimed) return fail_at("/stance_tag", "content.tag_of_other_stance");
  story.objective = in.objective ? read_objective(*in.objective) : std::nullopt;
  return Done{};
}

bool is_on_own_host(std::vector<store::OriginalRow> const& originals, std::vector<std::string> const& own) {
  return std::any_of(originals.begin(), originals.end(),
                     [&](auto const& row) { return row.address && is_own_host(host_of(*row.address), own); });
}

Result<Done> read_input(Content const& content, db::Tx& tx, StoryInput const& in, store::StoryRow& story,
                        std::vector<store::OriginalRow>& originals) {
  CHECK_OK(read_words(in, story));
  CHECK_OK(read_attachments(content, tx, in, story));
  CHECK_OK(read_address(content, tx, in, story));
  story.marks.themes = TRY(read_ids(content.organisation().ids, "theme_ids", in.theme_ids,
                                    [&](int64_t id) { return store::find_theme(tx, id).has_value(); }));
  story.marks.audience = TRY(read_audience(content, tx, in));
  originals = TRY(read_originals(in, story));
  story.marks.originals.clear();
  for (auto const& original : originals) story.marks.originals.push_back(original.language);
  if (!story.own_host && !originals.empty()) story.own_host = is_on_own_host(originals, content.faces().own_hosts(tx));
  return Done{};
}

// Every page that the story leads to.
std::vector<std::string> destinations_of(store::StoryRow const& story,
                                         std::vector<store::OriginalRow> const& originals) {
  std::vector<std::string> out;
  if (story.address) out.push_back(address_key(*story.address));
  for (auto const& original : originals)
    if (original.address) out.push_back(address_key(*original.address));
  return out;
}

void log_label(db::Tx& tx, store::StoryRow const& story, Stance stance, Instant now, int64_t person) {
  store::insert_relabel(tx, new_id_value(now), story.id, stance, now, person);
}

// What is said of an own host is logged from the first claim on, since the second must come from somebody else.
void judge_stance(db::Tx& tx, store::StoryRow& story, Stance before, bool new_destination, Instant now,
                  int64_t person) {
  if (story.own_host) {
    if (new_destination) log_label(tx, story, Stance::company, now, person);
    if (story.claimed == Stance::useful && (new_destination || before != Stance::useful))
      log_label(tx, story, Stance::useful, now, person);
    if (story.claimed == Stance::company && before == Stance::useful)
      log_label(tx, story, Stance::company, now, person);
  }
  story.seconded = story.own_host && is_seconded(store::labels(tx, story.id));
  story.stance = effective_stance(story.claimed, story.own_host, story.seconded);
}

void remember(db::Tx& tx, store::StoryRow const& story, std::string_view change, Instant now, int64_t person) {
  Json content;
  content.set("title", story.title).set("summary", story.summary).set("why", story.why);
  content.set("address", story.address ? Json(*story.address) : Json())
      .set("kind", to_text(story.kind))
      .set("stance", to_text(story.stance))
      .set("stance_tag", story.tag ? Json(to_text(*story.tag)) : Json())
      .set("objective", story.objective ? Json(to_text(*story.objective)) : Json());
  content.set("marks", write_marks(story.marks));
  store::insert_history(tx, new_id_value(now), story.id, change, print_json(content), {now, person, "", story.version});
}

Result<store::StoryRow> load_for_edit(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  auto story = store::find(tx, id.value, store::sight_of_all(content.organisation().now()));
  if (!story) return fail(Fault::missing, "content.story_missing");
  return *std::move(story);
}

constexpr int most_tries = 8;

Result<Done> insert_under_free_id(Content const& content, db::Tx& tx, store::StoryRow& story) {
  for (int tries = 0; tries < most_tries; ++tries) {
    story.id = content.faces().new_id(story.made_at);
    if (store::insert(tx, story)) return Done{};
  }
  return fail(Fault::internal, "content.no_free_id");
}

Instant later_of(Instant a, Instant b) { return a < b ? b : a; }

}  // namespace

Result<StoryId> Content::make_story(db::Tx& tx, Viewer const& viewer, StoryInput const& input) const {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  return make_story_by(*this, tx, viewer.person, input);
}

Result<StoryId> make_story_by(Content const& content, db::Tx& tx, int64_t author, StoryInput const& input) {
  auto const now = content.organisation().now();
  store::StoryRow story;
  story.made_at = story.changed_at = now;
  story.made_by = author;
  std::vector<store::OriginalRow> originals;
  CHECK_OK(read_input(content, tx, input, story, originals));
  CHECK_OK(read_stance_of(input, Stance::useful, story));
  story.stance = effective_stance(story.claimed, story.own_host, false);
  auto const variants = TRY(read_variants(input, now));
  CHECK_OK(insert_under_free_id(content, tx, story));
  judge_stance(tx, story, Stance::company, true, now, author);
  store::replace_variants(tx, story.id, variants);
  store::replace_originals(tx, story.id, originals);
  store::index(tx, story);
  remember(tx, story, "made", now, author);
  return StoryId{story.id};
}

Result<Story> change_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id,
                           StoryInput const& input, std::optional<int64_t> expected_version) {
  auto story = TRY(load_for_edit(content, tx, viewer, id));
  if (expected_version && *expected_version != story.version) return fail(Fault::conflict, "content.changed_meanwhile");
  if (story.state == StoryState::published && suggestions::store::load_rules(tx).four_eyes)
    return fail(Fault::conflict, "story.withdraw_first",
                "four eyes: withdraw it, change it, let another person publish");
  auto const before = story;
  auto const now = later_of(content.organisation().now(), before.changed_at);
  std::vector<store::OriginalRow> originals;
  CHECK_OK(read_input(content, tx, input, story, originals));
  CHECK_OK(read_stance_of(input, before.claimed, story));
  auto const destinations = destinations_of(story, originals);
  bool const elsewhere = destinations != destinations_of(before, store::originals(tx, before.id));
  judge_stance(tx, story, before.claimed, elsewhere, now, viewer.person);
  if (story.published_at) story.visible_from = visible_from(*story.published_at, story.term);
  story.version = before.version + 1;
  story.changed_at = now;
  auto const variants = TRY(read_variants(input, now));
  if (!store::update(tx, story, before.version)) return fail(Fault::conflict, "content.changed_meanwhile");
  store::replace_variants(tx, story.id, variants);
  store::replace_originals(tx, story.id, originals);
  store::index(tx, story);
  remember(tx, story, "edited", now, viewer.person);
  return show_story(content, tx, story, viewer);
}

Result<Story> publish_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id, Publication& asked) {
  CHECK_OK(load_for_edit(content, tx, viewer, id));
  return put_out(content, tx, viewer, id, asked);
}

Result<Story> put_out(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id, Publication& asked) {
  auto found = store::recall(tx, id.value);
  if (!found) return fail(Fault::missing, "content.story_missing");
  auto& story = *found;
  CHECK_OK(check_second_pair(tx, viewer.person, story));
  auto const now = later_of(content.organisation().now(), story.changed_at);
  story.state = TRY(publish(story.state, story.term, now));
  if (story.address && !asked.again_confirmed)
    if (auto const twin = store::find_published_twin(tx, story, now)) {
      asked.twin = StoryId{*twin};
      return fail(Fault::conflict, "story.address_published",
                  "existing_id offers this address already; again_confirmed publishes all the same");
    }
  CHECK_OK(
      check_ceiling(content, tx, story, asked.above_ceiling_confirmed ? Thought::confirmed : Thought::not_yet, now));
  story.published_at = now;
  story.visible_from = visible_from(now, story.term);
  story.changed_at = now;
  store::set_publication(tx, story);
  store::index(tx, story);
  remember(tx, story, "published", now, viewer.person);
  suggestions::settle_trust(content, tx, id);
  return show_story(content, tx, story, viewer);
}

Result<Story> withdraw_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id) {
  auto story = TRY(load_for_edit(content, tx, viewer, id));
  auto const now = later_of(content.organisation().now(), story.changed_at);
  story.state = TRY(withdraw(story.state));
  story.changed_at = now;
  store::set_publication(tx, story);
  store::index(tx, story);
  remember(tx, story, "withdrawn", now, viewer.person);
  return show_story(content, tx, story, viewer);
}

Result<Story> relabel_story(Content const& content, db::Tx& tx, Viewer const& viewer, StoryId id, Stance stance) {
  auto story = TRY(load_for_edit(content, tx, viewer, id));
  auto const now = later_of(content.organisation().now(), story.changed_at);
  if (!story.own_host && story.claimed == stance) return fail(Fault::conflict, "content.already_labelled");
  auto said = store::labels(tx, story.id);
  said.push_back({stance, viewer.person});
  bool const seconded = is_seconded(said);
  bool const repeats = story.own_host && story.claimed == stance && seconded == story.seconded;
  if (repeats)
    return fail(Fault::conflict,
                stance == Stance::useful && !seconded ? "content.second_person_needed" : "content.already_labelled");
  log_label(tx, story, stance, now, viewer.person);
  story.claimed = stance;
  if (story.tag && stance_of(*story.tag) != stance) story.tag.reset();
  story.seconded = story.own_host && seconded;
  story.stance = effective_stance(stance, story.own_host, story.seconded);
  story.changed_at = now;
  store::set_stance(tx, story);
  remember(tx, story, "relabelled", now, viewer.person);
  return show_story(content, tx, story, viewer);
}

void Content::keep_shared_classes(db::Tx& tx, std::map<int64_t, int64_t> const& class_by_story) const {
  store::set_shared_classes(tx, class_by_story);
}

std::optional<StoryId> Content::find_by_address(db::Tx& tx, std::string_view address) const {
  auto const checked = check_address(address);
  auto const found = checked ? store::find_by_key(tx, address_key(*checked)) : std::nullopt;
  return found ? std::optional(StoryId{*found}) : std::nullopt;
}

}  // namespace essaim::content
