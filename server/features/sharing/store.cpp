#include "features/sharing/store.hpp"

#include "platform/db/rows.hpp"

namespace essaim::sharing::store {
namespace {

constexpr db::Sql upsert_draft{"sharing.upsert_draft", R"(
  insert into draft (person_id, story_id, network, text, saved_at) values ($1, $2, $3, $4, $5)
  on conflict (person_id, story_id, network) do update set text = excluded.text, saved_at = excluded.saved_at)"};
constexpr db::Sql delete_draft{"sharing.delete_draft",
                               "delete from draft where person_id = $1 and story_id = $2 and network = $3"};
constexpr db::Sql list_drafts{"sharing.list_drafts", R"(
  select network, text, saved_at from draft where person_id = $1 and story_id = $2 order by network)"};
constexpr db::Sql list_all_drafts{"sharing.list_all_drafts", R"(
  select network, text, saved_at from draft where person_id = $1 order by saved_at)"};

constexpr db::Sql add_share{"sharing.add_share", R"(
  insert into share (id, person_id, story_id, story_version, network, turn, text, link_id, server, originality, group_id,
    site_id, local_day, opened_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing)"};
constexpr db::Sql add_outcome{"sharing.add_outcome", R"(
  insert into share_outcome (share_id, said, outcome, at)
  select $1, coalesce(max(said), 0) + 1, $2, $3 from share_outcome where share_id = $1)"};
constexpr db::Sql update_text{"sharing.update_text", "update share set text = $3 where person_id = $1 and id = $2"};
constexpr db::Sql clear_text{"sharing.clear_text", "update share set text = '' where person_id = $1 and id = $2"};
constexpr db::Sql add_deletion{"sharing.add_deletion", R"(
  insert into share_deletion (share_id, at) select id, $3 from share where person_id = $1 and id = $2
  on conflict do nothing)"};

constexpr db::Sql one_share{"sharing.one_share", "select * from told_share where person_id = $1 and id = $2"};
constexpr db::Sql newest_shares{"sharing.newest_shares", R"(
  select * from told_share where person_id = $1 and ($2 = 0 or id < $2) order by id desc limit $3)"};
constexpr db::Sql shares_in_period{"sharing.shares_in_period", R"(
  select * from told_share where person_id = $1 and opened_at >= $2 and opened_at < $3 order by id)"};
constexpr db::Sql shares_of_one_story{"sharing.shares_of_one_story", R"(
  select * from told_share where person_id = $1 and story_id = $2 and network = $3 order by id)"};
constexpr db::Sql max_turn{"sharing.max_turn", R"(
  select cast(coalesce(max(turn), 0) as bigint) from share where person_id = $1 and story_id = $2 and network = $3)"};
constexpr db::Sql count_today{"sharing.count_today", R"(
  select count(*) from told_share
  where person_id = $1 and local_day = $2 and (outcome is null or outcome <> 'not_this_time'))"};
// As told_share says it, but without looking for the last word on each of a busy member's hundreds of shares.
#define DAYS_OF_PERSON                                                                                     \
  "select s.story_id, max(s.local_day) from share s "                                                      \
  "where s.person_id = $1 and not exists (select 1 from share_deletion d where d.share_id = s.id) "        \
  "and not exists (select 1 from share_outcome o where o.share_id = s.id and o.outcome = 'not_this_time' " \
  "and not exists (select 1 from share_outcome later where later.share_id = o.share_id and later.said > o.said)) "
constexpr db::Sql days_of_person{"sharing.days_of_person", DAYS_OF_PERSON "group by s.story_id"};
constexpr auto days_among = AMONG("sharing.days_among", DAYS_OF_PERSON "and s.story_id ", "$2", " group by s.story_id");

constexpr db::Sql texts_in_public{"sharing.texts_in_public", R"(
  select person_id, story_id, text from told_share
  where text <> '' and opened_at < $2 and said_at < $2 and outcome <> 'not_this_time'
    and $1 like '%,' || network || ',%'
  order by story_id, id)"};
constexpr db::Sql story_people{"sharing.story_people", R"(
  select story_id, count(distinct person_id) from told_share
  where said_at < $1 and outcome <> 'not_this_time' group by story_id)"};
constexpr db::Sql add_close{"sharing.add_close", "insert into sharing_close (day) values ($1) on conflict do nothing"};
constexpr db::Sql drop_signatures{"sharing.drop_signatures", "delete from published_signature"};
constexpr db::Either signature_rows{
    {"sharing.add_signature.sqlite",
     "insert into published_signature(id, story_id, author, signature) values ($1, $2, $3, $4)"},
    {"sharing.add_signatures.postgres",
     "insert into published_signature(id, story_id, author, signature) select * from unnest("
     "cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as bigint[]), cast($4 as bytea[]))"}};
constexpr db::Sql signatures_of_story{"sharing.signatures_of_story",
                                      "select author, signature from published_signature where story_id = $1"};
constexpr db::Sql drop_story_classes{"sharing.drop_story_classes", "delete from story_sharing_class"};
constexpr db::Sql drop_variant_classes{"sharing.drop_variant_classes", "delete from variant_use_class"};
constexpr db::Either story_class_rows{
    {"sharing.add_story_class.sqlite", "insert into story_sharing_class(story_id, people) values ($1, $2)"},
    {"sharing.add_story_classes.postgres",
     "insert into story_sharing_class(story_id, people) "
     "select * from unnest(cast($1 as bigint[]), cast($2 as bigint[]))"}};
constexpr db::Sql add_variant_class{"sharing.add_variant_class",
                                    "insert into variant_use_class (variant_id, people) values ($1, $2)"};
constexpr db::Sql all_story_classes{"sharing.all_story_classes", "select story_id, people from story_sharing_class"};
constexpr db::Sql one_variant_class{"sharing.one_variant_class",
                                    "select people from variant_use_class where variant_id = $1"};

constexpr db::Sql shares_of_everybody{"sharing.shares_of_everybody", R"(
  select * from told_share where opened_at >= $1 and opened_at < $2 order by id)"};
constexpr auto shares_with_links =
    AMONG("sharing.shares_with_links", "select * from told_share where link_id ", "$1", " order by link_id, id");

constexpr db::Sql forget_drafts{"sharing.forget_drafts", "delete from draft where person_id = $1"};
constexpr db::Sql replace_person{"sharing.replace_person",
                                 "update share set person_id = $2, text = '', server = null where person_id = $1"};

struct SignatureRow {
  int64_t author;
  db::Bytes signature;
  static SignatureRow read(db::Row& row) { return {row.integer(), row.bytes()}; }
};

}  // namespace

ShareRow ShareRow::read(db::Row& row) {
  ShareRow out;
  out.id = row.integer();
  out.person = row.integer();
  out.story = row.integer();
  out.story_version = row.integer();
  out.network = row.text();
  out.turn = row.integer();
  out.text = row.text();
  out.link = row.maybe_integer();
  out.server = row.maybe_text();
  out.originality = row.integer();
  out.group = row.maybe_integer();
  out.site = row.maybe_integer();
  out.local_day = row.integer();
  out.opened_at = {row.integer()};
  if (auto const said = row.maybe_text()) out.said = read_outcome(*said);
  if (auto const at = row.maybe_integer()) out.said_at = Instant{*at};
  return out;
}

void save_draft(db::Tx& tx, int64_t person, int64_t story, std::string_view network, std::string_view text,
                Instant at) {
  tx.run(upsert_draft, person, story, network, text, at.ms);
}
void remove_draft(db::Tx& tx, int64_t person, int64_t story, std::string_view network) {
  tx.run(delete_draft, person, story, network);
}
std::vector<DraftRow> drafts(db::Tx& tx, int64_t person, int64_t story) {
  return tx.many<DraftRow>(list_drafts, person, story);
}
std::vector<DraftRow> all_drafts(db::Tx& tx, int64_t person) { return tx.many<DraftRow>(list_all_drafts, person); }

bool insert_share(db::Tx& tx, ShareRow const& share) {
  return tx.run(add_share, share.id, share.person, share.story, share.story_version, share.network, share.turn,
                share.text, share.link, share.server, share.originality, share.group, share.site, share.local_day,
                share.opened_at.ms) == 1;
}
void say_outcome(db::Tx& tx, int64_t share, Outcome outcome, Instant at) {
  tx.run(add_outcome, share, to_text(outcome), at.ms);
}
void rewrite_text(db::Tx& tx, int64_t person, int64_t share, std::string_view text) {
  tx.run(update_text, person, share, text);
}
bool remove_share(db::Tx& tx, int64_t person, int64_t share, Instant at) {
  bool const removed = tx.run(add_deletion, person, share, at.ms) == 1;
  if (removed) tx.run(clear_text, person, share);
  return removed;
}

std::optional<ShareRow> find_share(db::Tx& tx, int64_t person, int64_t share) {
  return tx.one<ShareRow>(one_share, person, share);
}
std::vector<ShareRow> shares_before(db::Tx& tx, int64_t person, int64_t before, int64_t limit) {
  return tx.many<ShareRow>(newest_shares, person, before, limit);
}
std::vector<ShareRow> shares_between(db::Tx& tx, int64_t person, Instant from, Instant to) {
  return tx.many<ShareRow>(shares_in_period, person, from.ms, to.ms);
}
int64_t last_turn(db::Tx& tx, int64_t person, int64_t story, std::string_view network) {
  return tx.one<int64_t>(max_turn, person, story, network).value_or(0);
}
std::vector<ShareRow> shares_of_story(db::Tx& tx, int64_t person, int64_t story, std::string_view network) {
  return tx.many<ShareRow>(shares_of_one_story, person, story, network);
}
int64_t opened_on(db::Tx& tx, int64_t person, int64_t local_day) {
  return tx.one<int64_t>(count_today, person, local_day).value_or(0);
}
std::vector<StoryDay> shared_days_among(db::Tx& tx, int64_t person, std::span<int64_t const> stories) {
  return tx.many<StoryDay>(days_among.in(tx), person, db::list_of(tx, stories));
}
std::vector<StoryDay> shared_days(db::Tx& tx, int64_t person) { return tx.many<StoryDay>(days_of_person, person); }

std::vector<PublicText> public_texts(db::Tx& tx, std::string_view networks_in_commas, Instant before) {
  return tx.many<PublicText>(texts_in_public, networks_in_commas, before.ms);
}
std::vector<StoryPeople> people_by_story(db::Tx& tx, Instant before) {
  return tx.many<StoryPeople>(story_people, before.ms);
}
bool begin_close(db::Tx& tx, int64_t day) { return tx.run(add_close, day) == 1; }
void forget_signatures(db::Tx& tx) { tx.run(drop_signatures); }
void keep_signatures(db::Tx& tx, std::span<NewSignature const> signatures) {
  db::Rows rows(tx, signature_rows);
  for (auto const& each : signatures) rows.add(each.id, each.story, each.author, db::Bytes{to_bytes(each.signature)});
  rows.write();
}
std::vector<Published> signatures_of(db::Tx& tx, int64_t story) {
  std::vector<Published> out;
  for (auto const& row : tx.many<SignatureRow>(signatures_of_story, story))
    if (auto const signature = signature_from_bytes(row.signature.value)) out.push_back({row.author, *signature});
  return out;
}
void forget_classes(db::Tx& tx) {
  tx.run(drop_story_classes);
  tx.run(drop_variant_classes);
}
void keep_story_classes(db::Tx& tx, std::map<int64_t, int64_t> const& classes) {
  db::Rows rows(tx, story_class_rows);
  for (auto const& [story, people] : classes) rows.add(story, people);
  rows.write();
}
void keep_variant_class(db::Tx& tx, int64_t variant, int64_t people) { tx.run(add_variant_class, variant, people); }
std::vector<StoryPeople> story_classes(db::Tx& tx) { return tx.many<StoryPeople>(all_story_classes); }
std::optional<int64_t> variant_class(db::Tx& tx, int64_t variant) {
  return tx.one<int64_t>(one_variant_class, variant);
}

std::vector<ShareRow> shares_of_all(db::Tx& tx, Instant from, Instant to) {
  return tx.many<ShareRow>(shares_of_everybody, from.ms, to.ms);
}
std::vector<ShareRow> shares_of_links(db::Tx& tx, std::span<int64_t const> links) {
  return tx.many<ShareRow>(shares_with_links.in(tx), db::list_of(tx, links));
}

void forget_person(db::Tx& tx, int64_t person, int64_t stand_in) {
  tx.run(forget_drafts, person);
  tx.run(replace_person, person, stand_in);
}

}  // namespace essaim::sharing::store
