#include "features/content/suggestions/store.hpp"

#include "platform/db/rows.hpp"

namespace essaim::content::suggestions::store {
namespace {

using db::Sql;

#define SUGGESTION                                                                                        \
  "select g.id, g.person_id, g.at, g.address, g.title, g.words, g.picture_id, g.language, g.page_title, " \
  "g.page_summary, g.page_kind, g.page_site, g.page_minutes, g.named, g.held, g.decision, g.decided_at, " \
  "g.decided_by, "                                                                                        \
  "g.reason, g.story_id, g.made_story, g.seen_at, s.state, s.visible_from, s.changed_at "                 \
  "from suggestion g left join story s on s.id = g.story_id "

constexpr Sql find_rules{"suggestions.load_rules",
                         "select four_eyes, trusted_after from library_rules order by turn desc limit 1"};
constexpr Sql insert_rules{"suggestions.save_rules", R"(
  insert into library_rules(turn, four_eyes, trusted_after, at, author_id)
  values ((select coalesce(max(turn), 0) + 1 from library_rules), $1, $2, $3, $4))"};
constexpr Sql insert_row{"suggestions.insert", R"(
  insert into suggestion(id, person_id, at, address, title, words, picture_id, language, named, held, seen_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $3) on conflict (id) do nothing)"};
constexpr Sql find_row{"suggestions.find", SUGGESTION "where g.id = $1"};
constexpr Sql update_page{"suggestions.set_page", R"(
  update suggestion set page_title = $2, page_summary = $3, page_kind = $4, page_site = $5, page_minutes = $6,
    language = $7, picture_id = coalesce(picture_id, $8) where id = $1)"};
constexpr Sql update_decision{"suggestions.set_decision", R"(
  update suggestion set decision = $2, decided_at = $3, decided_by = $4, reason = $5 where id = $1)"};
constexpr Sql update_story{"suggestions.set_story",
                           "update suggestion set story_id = $2, made_story = $3 where id = $1"};
constexpr Sql delete_row{"suggestions.delete", "delete from suggestion where id = $1"};
constexpr Sql list_of_person{
    "suggestions.of_person",
    SUGGESTION "where g.person_id = $1 and (g.at, g.id) < ($2, $3) order by g.at desc, g.id desc limit $4"};
constexpr Sql list_waiting{
    "suggestions.waiting",
    SUGGESTION "where g.decision is null and (g.at, g.id) < ($1, $2) order by g.at desc, g.id desc limit $3"};
constexpr Sql list_decided{
    "suggestions.decided",
    SUGGESTION "where g.decision is not null and (g.at, g.id) < ($1, $2) order by g.at desc, g.id desc limit $3"};
constexpr Sql count_rows{"suggestions.count_waiting", "select count(*) from suggestion where decision is null"};
constexpr Sql see_rows{"suggestions.see", "update suggestion set seen_at = $2 where person_id = $1"};
constexpr Sql see_trust{"suggestions.see_trust", "update contributor set seen = 1 where person_id = $1"};
constexpr auto find_behind =
    AMONG("suggestions.behind_stories", SUGGESTION "where g.made_story = 1 and g.story_id ", "$1", " order by g.id");
constexpr Sql count_accepted{"suggestions.count_published", R"(
  select count(*) from suggestion g join story s on s.id = g.story_id
  where g.person_id = $1 and g.made_story = 1 and g.decision is not null and g.decision <> 'refused'
    and s.published_at is not null)"};

constexpr Sql find_trusted{"suggestions.find_contributor",
                           "select person_id, from_at, suggestion_id, ended_at, ended_by, seen from contributor "
                           "where person_id = $1"};
constexpr Sql list_trusted{"suggestions.contributors",
                           "select person_id, from_at, suggestion_id, ended_at, ended_by, seen from contributor "
                           "order by from_at desc, person_id limit 500"};
constexpr Sql upsert_trusted{"suggestions.save_contributor", R"(
  insert into contributor(person_id, from_at, suggestion_id, ended_at, ended_by, seen)
  values ($1, $2, $3, $4, $5, $6) on conflict (person_id) do update set from_at = excluded.from_at,
    suggestion_id = excluded.suggestion_id, ended_at = excluded.ended_at, ended_by = excluded.ended_by,
    seen = excluded.seen)"};
constexpr Sql delete_earned{"suggestions.unearn",
                            "delete from contributor where suggestion_id = $1 and ended_at is null"};

constexpr Sql list_all{"suggestions.all_of", SUGGESTION "where g.person_id = $1 order by g.at, g.id"};
constexpr Sql forget_words{"suggestions.forget_words", R"(
  update suggestion set person_id = null, title = '', words = '', reason = '', named = 0 where person_id = $1)"};
constexpr Sql forget_decider{"suggestions.forget_decider",
                             "update suggestion set decided_by = null where decided_by = $1"};
constexpr Sql forget_trusted{"suggestions.forget_contributor", "delete from contributor where person_id = $1"};
constexpr Sql forget_ender{"suggestions.forget_ender", "update contributor set ended_by = null where ended_by = $1"};

constexpr Sql forget_author{"suggestions.forget_author",
                            "update library_rules set author_id = null where author_id = $1"};

constexpr Sql files_of{"suggestions.files_of",
                       "select sha256, cover_sha256, wide_sha256 from media m where m.id = $1 "
                       "and not exists (select 1 from story s where s.picture_id = m.id) "
                       "and not exists (select 1 from suggestion g where g.picture_id = m.id) "
                       "and not exists (select 1 from watch_item i where i.picture_id = m.id)"};
constexpr Sql delete_media{"suggestions.delete_media", "delete from media where id = $1"};
constexpr Sql file_is_used{"suggestions.file_is_used",
                           "select 1 from media where sha256 = $1 or cover_sha256 = $1 or wide_sha256 = $1 limit 1"};
constexpr Sql delete_file{"suggestions.delete_file", "delete from media_file where sha256 = $1"};

struct Files {
  std::string whole, cover, wide;
  static Files read(db::Row& row) { return {row.text(), row.maybe_text().value_or(""), row.maybe_text().value_or("")}; }
};

std::optional<Instant> maybe_instant(db::Row& row) {
  auto const ms = row.maybe_integer();
  return ms ? std::optional(Instant{*ms}) : std::nullopt;
}
std::optional<int64_t> ms_of(std::optional<Instant> at) { return at ? std::optional(at->ms) : std::nullopt; }

// A photo that nobody needs any more goes, with the files that were its alone.
std::vector<std::string> drop_picture(db::Tx& tx, std::optional<int64_t> picture) {
  std::vector<std::string> gone;
  auto const files = picture ? tx.one<Files>(files_of, *picture) : std::nullopt;
  if (!files) return gone;
  tx.run(delete_media, *picture);
  for (auto const* file : {&files->whole, &files->cover, &files->wide})
    if (!file->empty() && !tx.one<int64_t>(file_is_used, *file) && tx.run(delete_file, *file) > 0)
      gone.push_back(*file);
  return gone;
}

}  // namespace

Row Row::read(db::Row& row) {
  Row g;
  g.id = row.integer();
  g.person = row.maybe_integer();
  g.at = {row.integer()};
  g.address = row.maybe_text();
  g.title = row.text();
  g.words = row.text();
  g.picture = row.maybe_integer();
  g.language = row.text();
  g.page.title = row.text();
  g.page.summary = row.text();
  g.page.kind = row.text();
  g.page.site = row.text();
  g.page.minutes = row.maybe_integer();
  g.named = row.boolean();
  g.held = row.boolean();
  g.decision = read_decision(row.maybe_text().value_or(""));
  g.decided_at = maybe_instant(row);
  g.decided_by = row.maybe_integer();
  g.reason = row.text();
  g.story = row.maybe_integer();
  g.made_story = row.boolean();
  g.seen_at = {row.integer()};
  g.story_state = read_state(row.maybe_text().value_or(""));
  g.story_visible_from = maybe_instant(row);
  g.story_changed_at = maybe_instant(row);
  return g;
}

ContributorRow ContributorRow::read(db::Row& row) {
  ContributorRow c;
  c.person = row.integer();
  c.from = {row.integer()};
  c.suggestion = row.maybe_integer();
  c.ended_at = maybe_instant(row);
  c.ended_by = row.maybe_integer();
  c.seen = row.boolean();
  return c;
}

LibraryRules LibraryRules::read(db::Row& row) {
  LibraryRules rules;
  rules.four_eyes = row.boolean();
  rules.trusted_after = row.integer();
  return rules;
}
LibraryRules load_rules(db::Tx& tx) { return tx.one<LibraryRules>(find_rules).value_or(LibraryRules{}); }
void save_rules(db::Tx& tx, LibraryRules const& rules, int64_t author, Instant now) {
  tx.run(insert_rules, rules.four_eyes, rules.trusted_after, now.ms, author);
}

bool insert(db::Tx& tx, Row const& g) {
  return tx.run(insert_row, g.id, g.person, g.at.ms, g.address, g.title, g.words, g.picture, g.language, g.named,
                g.held) == 1;
}
std::optional<Row> find(db::Tx& tx, int64_t id) { return tx.one<Row>(find_row, id); }
void set_page(db::Tx& tx, int64_t id, Page const& p) {
  tx.run(update_page, id, p.title, p.summary, p.kind, p.site, p.minutes, p.language, p.picture);
}
void set_decision(db::Tx& tx, Row const& g) {
  auto const word = g.decision ? std::optional(std::string(to_text(*g.decision))) : std::nullopt;
  tx.run(update_decision, g.id, word, ms_of(g.decided_at), g.decided_by, g.reason);
}
void set_story(db::Tx& tx, int64_t id, std::optional<int64_t> story, bool made) {
  tx.run(update_story, id, story, made);
}

std::vector<std::string> remove(db::Tx& tx, Row const& row) {
  tx.run(delete_row, row.id);
  return drop_picture(tx, row.picture);
}

std::vector<Row> of_person(db::Tx& tx, int64_t person, Place before, int64_t limit) {
  return tx.many<Row>(list_of_person, person, before.at.ms, before.id, limit);
}
std::vector<Row> waiting(db::Tx& tx, Place before, int64_t limit) {
  return tx.many<Row>(list_waiting, before.at.ms, before.id, limit);
}
std::vector<Row> decided(db::Tx& tx, Place before, int64_t limit) {
  return tx.many<Row>(list_decided, before.at.ms, before.id, limit);
}
int64_t count_waiting(db::Tx& tx) { return tx.one<int64_t>(count_rows).value_or(0); }
void see_all(db::Tx& tx, int64_t person, Instant now) {
  tx.run(see_rows, person, now.ms);
  tx.run(see_trust, person);
}
std::map<int64_t, Row> behind_stories(db::Tx& tx, std::span<int64_t const> stories) {
  std::map<int64_t, Row> out;
  for (auto& row : tx.many<Row>(find_behind.in(tx), db::list_of(tx, stories))) {
    auto const story = row.story.value_or(0);
    out.try_emplace(story, std::move(row));
  }
  return out;
}
std::optional<Row> behind_story(db::Tx& tx, int64_t story) {
  auto found = behind_stories(tx, std::span(&story, 1));
  return found.empty() ? std::nullopt : std::optional(std::move(found.begin()->second));
}
int64_t count_published(db::Tx& tx, int64_t person) { return tx.one<int64_t>(count_accepted, person).value_or(0); }

std::optional<ContributorRow> find_contributor(db::Tx& tx, int64_t person) {
  return tx.one<ContributorRow>(find_trusted, person);
}
std::vector<ContributorRow> contributors(db::Tx& tx) { return tx.many<ContributorRow>(list_trusted); }
void save_contributor(db::Tx& tx, ContributorRow const& c) {
  tx.run(upsert_trusted, c.person, c.from.ms, c.suggestion, ms_of(c.ended_at), c.ended_by, c.seen);
}
bool unearn(db::Tx& tx, int64_t suggestion) { return tx.run(delete_earned, suggestion) > 0; }

std::vector<Row> all_of(db::Tx& tx, int64_t person) { return tx.many<Row>(list_all, person); }

std::vector<std::string> forget_person(db::Tx& tx, int64_t person) {
  std::vector<std::string> gone;
  for (auto const& row : all_of(tx, person)) {
    if (row.story) continue;
    for (auto& file : remove(tx, row)) gone.push_back(std::move(file));
  }
  for (auto const& sql : {forget_words, forget_decider, forget_trusted, forget_ender, forget_author})
    tx.run(sql, person);
  return gone;
}

}  // namespace essaim::content::suggestions::store
