#include "features/content/store.hpp"

#include "features/content/originals/store.hpp"
#include "platform/db/rows.hpp"

namespace essaim::content::store {
namespace {

// Literals joined by the compiler: the statements below are text, whole and named.
#define STORY_COLUMNS                                                                                                \
  "s.id, s.state, s.kind, s.claimed_stance, s.stance, s.stance_reason, s.seconded, s.own_host, s.title, s.summary, " \
  "s.why, "                                                                                                          \
  "s.address, s.site_name, s.language, s.reading_minutes, s.marks, s.embargo_until, s.expires_at, s.published_at, "  \
  "s.visible_from, s.shared_class, s.version, s.made_at, s.changed_at, s.made_by, s.stance_tag, s.objective, "       \
  "p.id, p.sha256, p.cover_sha256, p.wide_sha256, p.alt, p.width, p.height, d.id, d.sha256, d.name, d.bytes "
#define STORY_MEDIA " left join media p on p.id = s.picture_id left join media d on d.id = s.document_id "
// $1 all, $2 lanes, $3 now. The flag `restricted` spares the lanes' test for most stories; without it PostgreSQL turns
// the audience into a scan (performance.md).
#define IN_SIGHT                                                                                                    \
  "($1 = 1 or (s.state = 'published' and s.visible_from <= $3 and (s.expires_at is null or s.expires_at > $3) and " \
  "(s.restricted = 0 or exists (select 1 from story_lane a where a.story_id = s.id and $2 like '%|' || a.lane || "  \
  "'|%')))) "
#define EXISTS_IN(language) \
  "s.language = " language  \
  " or exists (select 1 from story_original o where o.story_id = s.id and o.language = " language ")"
// $4 kind, $5 language, $6 from, $7 to.
#define NARROWED \
  "and ($4 = '' or s.kind = $4) and ($5 = '' or " EXISTS_IN("$5") ") and s.visible_from >= $6 and s.visible_from < " \
                                                                  "$7 "

constexpr db::Sql find_story{"content.find_story",
                             "select " STORY_COLUMNS "from story s" STORY_MEDIA "where " IN_SIGHT "and s.id = $4"};
constexpr auto find_stories = AMONG(
    "content.find_stories", "select " STORY_COLUMNS "from story s" STORY_MEDIA "where " IN_SIGHT "and s.id ", "$4", "");
constexpr auto recall_stories =
    AMONG("content.recall_stories", "select " STORY_COLUMNS "from story s" STORY_MEDIA "where s.id ", "$1", "");
constexpr db::Sql recall_story{"content.recall_story",
                               "select " STORY_COLUMNS "from story s" STORY_MEDIA "where s.id = $1"};
constexpr auto find_company =
    AMONG("content.company_among", "select id from story where stance = 'company' and id ", "$1", "");
constexpr db::Sql find_key{"content.find_by_address",
                           "select id from story where address_key = $1 "
                           "union select story_id from story_original where address_key = $1 order by 1 limit 1"};

constexpr db::Sql find_twin{"content.find_published_twin",
                            "select id from story where id <> $1 and state = 'published' "
                            "and (expires_at is null or expires_at > $2) and id in ("
                            "select b.id from story a join story b on b.address_key = a.address_key where a.id = $1 "
                            "union select o.story_id from story a join story_original o "
                            "on o.address_key = a.address_key where a.id = $1 "
                            "union select b.id from story_original a join story b "
                            "on b.address_key = a.address_key where a.story_id = $1 "
                            "union select o.story_id from story_original a join story_original o "
                            "on o.address_key = a.address_key where a.story_id = $1) "
                            "order by published_at desc, id desc limit 1"};

constexpr db::Sql insert_story{
    "content.insert_story",
    "insert into story(id, state, kind, claimed_stance, stance, stance_reason, seconded, own_host, title, summary, "
    "why, "
    "address, address_key, site_name, language, reading_minutes, picture_id, document_id, restricted, marks, "
    "embargo_until, expires_at, version, made_at, made_by, changed_at, stance_tag, objective) "
    "values ($1, 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
    "$22, $23, $24, $25, $26, $27) on conflict (id) do nothing"};
constexpr db::Sql update_story{"content.update_story",
                               "update story set kind = $2, claimed_stance = $3, stance = $4, stance_reason = $5, "
                               "seconded = $6, own_host = $7, title = $8, "
                               "summary = $9, why = $10, address = $11, address_key = $12, site_name = $13, language = "
                               "$14, reading_minutes = $15, "
                               "picture_id = $16, document_id = $17, restricted = $18, marks = $19, embargo_until = "
                               "$20, expires_at = $21, version = $22, "
                               "changed_at = $23, visible_from = $24, stance_tag = $26, objective = $27 "
                               "where id = $1 and version = $25"};
constexpr db::Sql update_publication{
    "content.update_publication",
    "update story set state = $2, published_at = $3, visible_from = $4, changed_at = $5 where id = $1"};
constexpr db::Sql update_stance{
    "content.update_stance",
    "update story set claimed_stance = $2, stance = $3, seconded = $4, changed_at = $5, stance_tag = $6 where id = $1"};
constexpr db::Either update_shared_class{
    {"content.update_shared_class.sqlite", "update story set shared_class = $2 where id = $1 and shared_class <> $2"},
    {"content.update_shared_classes.postgres",
     "update story set shared_class = r.class from unnest(cast($1 as bigint[]), cast($2 as bigint[])) r(id, class) "
     "where story.id = r.id and story.shared_class <> r.class"}};

constexpr db::Sql delete_themes{"content.delete_story_themes", "delete from story_theme where story_id = $1"};
constexpr db::Sql insert_theme{
    "content.insert_story_theme",
    "insert into story_theme(story_id, theme_id, place) values ($1, $2, $3) on conflict do nothing"};
constexpr db::Sql find_meant_for{
    "content.find_meant_for", "select id from story where restricted = 1 and ' ' || marks || ' ' like $1 order by id"};
constexpr db::Sql update_marks{"content.update_marks", "update story set marks = $2 where id = $1"};
constexpr db::Sql delete_lanes{"content.delete_lanes", "delete from story_lane where story_id = $1"};
constexpr db::Sql insert_lane{
    "content.insert_lane",
    "insert into story_lane(lane, visible_from, story_id) values ($1, $2, $3) on conflict do nothing"};
constexpr db::Sql delete_words_sqlite{"content.delete_words.sqlite", "delete from story_search where rowid = $1"};
constexpr db::Sql insert_words_sqlite{"content.insert_words.sqlite",
                                      "insert into story_search(rowid, title_terms, body_terms) values ($1, $2, $3)"};
constexpr db::Sql upsert_words_postgres{"content.upsert_words.postgres",
                                        "insert into story_search(story_id, terms) values ($1, cast($2 as tsvector)) "
                                        "on conflict (story_id) do update set terms = excluded.terms"};

constexpr auto find_variants =
    AMONG("content.find_variants", "select story_id, id, network, language, label, text from variant where story_id ",
          "$1", " order by story_id, place");
constexpr db::Sql delete_variants{"content.delete_variants", "delete from variant where story_id = $1"};
constexpr db::Sql insert_variant{
    "content.insert_variant",
    "insert into variant(id, story_id, network, language, label, text, place) values ($1, $2, $3, $4, $5, $6, $7)"};

constexpr db::Sql add_history{
    "content.insert_history",
    "insert into story_history(id, story_id, version, change, content, at, person_id, turn) "
    "values ($1, $2, $3, $4, $5, $6, $7, (select count(*) from story_history where story_id = $2))"};
constexpr db::Sql find_history{
    "content.find_history",
    "select at, person_id, change, version from story_history where story_id = $1 order by turn desc limit 200"};
constexpr db::Sql add_relabel{"content.insert_relabel",
                              "insert into story_relabel(id, story_id, stance, at, person_id, turn) "
                              "values ($1, $2, $3, $4, $5, (select count(*) from story_relabel where story_id = $2))"};

constexpr db::Sql find_labels{"content.find_labels",
                              "select stance, person_id from story_relabel where story_id = $1 order by turn"};

struct LabelRow {
  Label label;
  static LabelRow read(db::Row& row) {
    auto const stance = read_stance(row.text()).value_or(Stance::company);
    return {{stance, row.maybe_integer()}};
  }
};

constexpr db::Sql list_published{
    "content.list_published",
    "select " STORY_COLUMNS "from story s" STORY_MEDIA "where s.state = 'published' and " IN_SIGHT NARROWED
    "and (s.visible_from, s.id) < ($8, $9) order by s.visible_from desc, s.id desc limit $10"};
// A theme's own lane leads, so that a rare theme costs what it holds.
constexpr db::Sql list_published_of_theme{
    "content.list_published_of_theme",
    "select " STORY_COLUMNS "from story_lane l join story s on s.id = l.story_id" STORY_MEDIA
    "where l.lane = $11 and " IN_SIGHT NARROWED
    "and (l.visible_from, l.story_id) < ($8, $9) order by l.visible_from desc, l.story_id desc limit $10"};
constexpr db::Sql list_by_change{
    "content.list_by_change",
    "select " STORY_COLUMNS "from story s" STORY_MEDIA
    "where ($1 = '' or s.state = $1) and ($2 = '' or s.kind = $2) and ($3 = '' or " EXISTS_IN("$3") ") "
    "and ($4 = 0 or exists (select 1 from story_theme t where t.story_id = s.id and t.theme_id = $4)) "
    "and s.changed_at >= $5 and s.changed_at < $6 and (s.changed_at, s.id) < ($7, $8) order by s.changed_at desc, s.id "
    "desc limit $9"};

#define FOUND \
  IN_SIGHT    \
  "and ($4 = '' or s.kind = $4) and ($5 = '' or " EXISTS_IN("$5") ") "                                    \
  "and coalesce(s.visible_from, s.changed_at) >= $6 and coalesce(s.visible_from, s.changed_at) < $7 " \
  "and ($8 = 0 or exists (select 1 from story_theme t where t.story_id = s.id and t.theme_id = $8)) " \
  "and ($9 = '' or s.state = $9) "
constexpr db::Sql search_sqlite{"content.search.sqlite",
                                "select " STORY_COLUMNS
                                "from story_search join story s on s.id = story_search.rowid" STORY_MEDIA
                                "where story_search match $10 and " FOUND
                                "order by s.id in (select rowid from story_search where story_search match $11) desc, "
                                "coalesce(s.visible_from, s.changed_at) desc, "
                                "s.id desc limit $12 offset $13"};
constexpr db::Sql search_postgres{"content.search.postgres",
                                  "select " STORY_COLUMNS
                                  "from story_search f join story s on s.id = f.story_id" STORY_MEDIA
                                  "where f.terms @@ cast($10 as tsquery) and " FOUND
                                  "order by f.terms @@ cast($11 as tsquery) desc, coalesce(s.visible_from, "
                                  "s.changed_at) desc, s.id desc limit $12 offset $13"};

constexpr db::Sql newest{
    "content.newest_of_lane",
    "select s.id, s.stance, s.visible_from, s.expires_at, s.marks, s.language, s.site_name, s.shared_class "
    "from story_lane l join story s on s.id = l.story_id where l.lane = $1 and l.visible_from <= $2 "
    "and (s.expires_at is null or s.expires_at > $2) order by l.visible_from desc, l.story_id desc limit $3"};
constexpr db::Sql count_supplied{
    "content.count_supplied",
    "select kind, stance, count(*) from story where state = 'published' and visible_from > $1 "
    "and visible_from <= $2 group by kind, stance order by kind, stance"};

constexpr db::Sql find_deeds{"content.find_deeds",
                             "select change, story_id, at from story_history where person_id = $1 "
                             "union all select 'relabelled', story_id, at from story_relabel where person_id = $1 "
                             "union all select 'uploaded', 0, made_at from media where made_by = $1 order by 3"};
constexpr db::Sql forget_author{"content.forget_author", "update story set made_by = null where made_by = $1"};
constexpr db::Sql forget_actor{"content.forget_actor",
                               "update story_history set person_id = null where person_id = $1"};
constexpr db::Sql forget_relabeller{"content.forget_relabeller",
                                    "update story_relabel set person_id = null where person_id = $1"};
constexpr db::Sql forget_uploader{"content.forget_uploader", "update media set made_by = null where made_by = $1"};

std::optional<Instant> maybe_instant(db::Row& row) {
  auto const ms = row.maybe_integer();
  return ms ? std::optional(Instant{*ms}) : std::nullopt;
}
std::optional<int64_t> ms_of(std::optional<Instant> at) { return at ? std::optional(at->ms) : std::nullopt; }
std::string_view text_of(std::optional<StanceTag> tag) { return tag ? to_text(*tag) : ""; }
std::string_view text_of(std::optional<Objective> objective) { return objective ? to_text(*objective) : ""; }
Stance stance_in(db::Row& row) { return read_stance(row.text()).value_or(Stance::company); }

std::optional<std::string> key_of(StoryRow const& story) {
  return story.address ? std::optional(address_key(*story.address)) : std::nullopt;
}
std::optional<int64_t> picture_of(StoryRow const& story) {
  return story.picture ? std::optional(story.picture->id) : std::nullopt;
}
std::optional<int64_t> document_of(StoryRow const& story) {
  return story.document ? std::optional(story.document->id) : std::nullopt;
}
int64_t from_of(Filter const& filter) { return filter.from ? filter.from->ms : INT64_MIN; }
int64_t to_of(Filter const& filter) { return filter.to ? filter.to->ms : INT64_MAX; }

}  // namespace

StoryRow StoryRow::read(db::Row& row) {
  StoryRow s;
  s.id = row.integer();
  s.state = read_state(row.text()).value_or(StoryState::withdrawn);
  s.kind = read_kind(row.text()).value_or(StoryKind::article);
  s.claimed = stance_in(row);
  s.stance = stance_in(row);
  s.stance_reason = row.text();
  s.seconded = row.boolean();
  s.own_host = row.boolean();
  s.title = row.text();
  s.summary = row.text();
  s.why = row.text();
  s.address = row.maybe_text();
  s.site_name = row.text();
  s.language = row.text();
  s.reading_minutes = row.maybe_integer();
  s.marks = read_marks(row.text());
  s.term.embargo_until = maybe_instant(row);
  s.term.expires_at = maybe_instant(row);
  s.published_at = maybe_instant(row);
  s.visible_from = maybe_instant(row);
  s.shared_class = int(row.integer());
  s.version = row.integer();
  s.made_at = {row.integer()};
  s.changed_at = {row.integer()};
  s.made_by = row.maybe_integer();
  s.tag = read_tag(row.text());
  s.objective = read_objective(row.text());
  auto const picture = row.maybe_integer();
  PictureRow p{picture.value_or(0),
               row.maybe_text().value_or(""),
               row.maybe_text().value_or(""),
               row.maybe_text().value_or(""),
               row.maybe_text().value_or(""),
               row.maybe_integer().value_or(0),
               row.maybe_integer().value_or(0)};
  if (picture) s.picture = std::move(p);
  auto const document = row.maybe_integer();
  DocumentRow d{document.value_or(0), row.maybe_text().value_or(""), row.maybe_text().value_or(""),
                row.maybe_integer().value_or(0)};
  if (document) s.document = std::move(d);
  return s;
}

VariantRow VariantRow::read(db::Row& row) {
  return {row.integer(), row.maybe_text(), row.text(), row.text(), row.text()};
}
HistoryRow HistoryRow::read(db::Row& row) { return {{row.integer()}, row.maybe_integer(), row.text(), row.integer()}; }
FeedRow FeedRow::read(db::Row& row) {
  return {row.integer(),          stance_in(row), {row.integer()}, maybe_instant(row),
          read_marks(row.text()), row.text(),     row.text(),      int(row.integer())};
}
KindCount KindCount::read(db::Row& row) { return {row.text(), stance_in(row), row.integer()}; }

Sight sight_of(Reader const& reader, Instant now) {
  Sight sight{false, "|", now};
  for (auto const& lane : lanes_of(reader)) sight.lanes += lane + "|";
  return sight;
}
Sight sight_of_all(Instant now) { return {true, "", now}; }

std::optional<StoryRow> find(db::Tx& tx, int64_t id, Sight const& sight) {
  return tx.one<StoryRow>(find_story, sight.all, sight.lanes, sight.now.ms, id);
}
std::vector<StoryRow> find_all(db::Tx& tx, std::span<int64_t const> ids, Sight const& sight) {
  return tx.many<StoryRow>(find_stories.in(tx), sight.all, sight.lanes, sight.now.ms, db::list_of(tx, ids));
}
std::vector<StoryRow> recall_all(db::Tx& tx, std::span<int64_t const> ids) {
  return tx.many<StoryRow>(recall_stories.in(tx), db::list_of(tx, ids));
}
std::optional<StoryRow> recall(db::Tx& tx, int64_t id) { return tx.one<StoryRow>(recall_story, id); }
std::vector<int64_t> company_among(db::Tx& tx, std::span<int64_t const> ids) {
  return tx.many<int64_t>(find_company.in(tx), db::list_of(tx, ids));
}
std::optional<int64_t> find_by_key(db::Tx& tx, std::string_view address_key) {
  return tx.one<int64_t>(find_key, address_key);
}

std::optional<int64_t> find_published_twin(db::Tx& tx, StoryRow const& s, Instant now) {
  return s.address ? tx.one<int64_t>(find_twin, s.id, now.ms) : std::nullopt;
}

bool insert(db::Tx& tx, StoryRow const& s) {
  return tx.run(insert_story, s.id, to_text(s.kind), to_text(s.claimed), to_text(s.stance), s.stance_reason, s.seconded,
                s.own_host, s.title, s.summary, s.why, s.address, key_of(s), s.site_name, s.language, s.reading_minutes,
                picture_of(s), document_of(s), s.marks.audience.restricted(), write_marks(s.marks),
                ms_of(s.term.embargo_until), ms_of(s.term.expires_at), s.version, s.made_at.ms, s.made_by,
                s.changed_at.ms, text_of(s.tag), text_of(s.objective)) == 1;
}

bool update(db::Tx& tx, StoryRow const& s, int64_t expected) {
  return tx.run(update_story, s.id, to_text(s.kind), to_text(s.claimed), to_text(s.stance), s.stance_reason, s.seconded,
                s.own_host, s.title, s.summary, s.why, s.address, key_of(s), s.site_name, s.language, s.reading_minutes,
                picture_of(s), document_of(s), s.marks.audience.restricted(), write_marks(s.marks),
                ms_of(s.term.embargo_until), ms_of(s.term.expires_at), s.version, s.changed_at.ms,
                ms_of(s.visible_from), expected, text_of(s.tag), text_of(s.objective)) == 1;
}

void set_publication(db::Tx& tx, StoryRow const& s) {
  tx.run(update_publication, s.id, to_text(s.state), ms_of(s.published_at), ms_of(s.visible_from), s.changed_at.ms);
}
void set_stance(db::Tx& tx, StoryRow const& s) {
  tx.run(update_stance, s.id, to_text(s.claimed), to_text(s.stance), s.seconded, s.changed_at.ms, text_of(s.tag));
}
void set_shared_classes(db::Tx& tx, std::map<int64_t, int64_t> const& class_by_story) {
  db::Rows rows(tx, update_shared_class);
  for (auto const& [story, shared_class] : class_by_story) rows.add(story, shared_class);
  rows.write();
}

std::vector<int64_t> meant_for(db::Tx& tx, std::string_view mark) {
  return tx.many<int64_t>(find_meant_for, "% " + std::string(mark) + " %");
}
void set_marks(db::Tx& tx, StoryRow const& s) { tx.run(update_marks, s.id, write_marks(s.marks)); }

void index(db::Tx& tx, StoryRow const& s) {
  tx.run(delete_themes, s.id);
  for (size_t i = 0; i < s.marks.themes.size(); ++i) tx.run(insert_theme, s.id, s.marks.themes[i], i);
  tx.run(delete_lanes, s.id);
  if (s.state == StoryState::published && s.visible_from) {
    for (auto const& lane : lanes_of(s.marks.audience)) tx.run(insert_lane, lane, s.visible_from->ms, s.id);
    for (auto theme : s.marks.themes) tx.run(insert_lane, theme_lane(theme), s.visible_from->ms, s.id);
  }
  std::string title = s.title, body = s.summary + " " + s.why + " " + s.site_name;
  if (!s.marks.originals.empty())
    for (auto const& other : originals(tx, s.id)) {
      title += " " + other.title;
      body += " " + other.summary + " " + other.site_name;
    }
  if (tx.engine() == db::Engine::postgres) {
    tx.run(upsert_words_postgres, s.id, postgres_document(title, body));
  } else {
    tx.run(delete_words_sqlite, s.id);
    tx.run(insert_words_sqlite, s.id, search_terms(title), search_terms(body));
  }
}

std::map<int64_t, std::vector<VariantRow>> variants(db::Tx& tx, std::span<int64_t const> stories) {
  struct OfStory {
    int64_t story;
    VariantRow variant;
    static OfStory read(db::Row& row) { return {row.integer(), VariantRow::read(row)}; }
  };
  std::map<int64_t, std::vector<VariantRow>> out;
  for (auto& row : tx.many<OfStory>(find_variants.in(tx), db::list_of(tx, stories)))
    out[row.story].push_back(std::move(row.variant));
  return out;
}

void replace_variants(db::Tx& tx, int64_t story, std::vector<VariantRow> const& variants) {
  tx.run(delete_variants, story);
  for (size_t i = 0; i < variants.size(); ++i) {
    auto const& v = variants[i];
    tx.run(insert_variant, v.id, story, v.network, v.language, v.label, v.text, i);
  }
}

void insert_history(db::Tx& tx, int64_t id, int64_t story, std::string_view change, std::string_view content,
                    HistoryRow const& row) {
  tx.run(add_history, id, story, row.version, change, content, row.at.ms, row.person);
}
std::vector<HistoryRow> history(db::Tx& tx, int64_t story) { return tx.many<HistoryRow>(find_history, story); }
void insert_relabel(db::Tx& tx, int64_t id, int64_t story, Stance stance, Instant at, int64_t person) {
  tx.run(add_relabel, id, story, to_text(stance), at.ms, person);
}

std::vector<Label> labels(db::Tx& tx, int64_t story) {
  std::vector<Label> out;
  for (auto const& row : tx.many<LabelRow>(find_labels, story)) out.push_back(row.label);
  return out;
}

std::vector<StoryRow> published(db::Tx& tx, Sight const& sight, Filter const& f, Place before, int64_t limit) {
  if (f.theme != 0)
    return tx.many<StoryRow>(list_published_of_theme, sight.all, sight.lanes, sight.now.ms, f.kind, f.language,
                             from_of(f), to_of(f), before.at.ms, before.id, limit, theme_lane(f.theme));
  return tx.many<StoryRow>(list_published, sight.all, sight.lanes, sight.now.ms, f.kind, f.language, from_of(f),
                           to_of(f), before.at.ms, before.id, limit);
}

std::vector<StoryRow> by_change(db::Tx& tx, std::string_view state, Filter const& f, Place before, int64_t limit) {
  return tx.many<StoryRow>(list_by_change, state, f.kind, f.language, f.theme, from_of(f), to_of(f), before.at.ms,
                           before.id, limit);
}

std::vector<StoryRow> search(db::Tx& tx, SearchQuery const& query, Sight const& sight, std::string_view state,
                             Filter const& f, int64_t skip, int64_t limit) {
  bool const postgres = tx.engine() == db::Engine::postgres;
  return tx.many<StoryRow>(postgres ? search_postgres : search_sqlite, sight.all, sight.lanes, sight.now.ms, f.kind,
                           f.language, from_of(f), to_of(f), f.theme, state, postgres ? query.postgres : query.sqlite,
                           postgres ? query.postgres_title : query.sqlite_title, limit, skip);
}

std::vector<FeedRow> newest_of_lane(db::Tx& tx, std::string_view lane, Instant now, int64_t limit) {
  return tx.many<FeedRow>(newest, lane, now.ms, limit);
}
std::vector<KindCount> supplied_since(db::Tx& tx, Instant since, Instant now) {
  return tx.many<KindCount>(count_supplied, since.ms, now.ms);
}

std::vector<Deed> deeds_of(db::Tx& tx, int64_t person) { return tx.many<Deed>(find_deeds, person); }
void forget_person(db::Tx& tx, int64_t person) {
  for (auto const& sql : {forget_author, forget_actor, forget_relabeller, forget_uploader}) tx.run(sql, person);
}

}  // namespace essaim::content::store
