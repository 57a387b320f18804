#include "app/demo/drawn/rows.hpp"

#include "base/text.hpp"
#include "platform/db/rows.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace essaim::demo::rows {
namespace {

using db::Sql;

constexpr Sql insert_group{"demo.insert_group", "insert into org_group(id, name, made_at) values ($1, $2, $3)"};
constexpr Sql insert_parent{"demo.insert_parent",
                            "insert into group_parent(group_id, parent_id, from_at) values ($1, $2, $3)"};
constexpr Sql insert_zone{"demo.insert_zone",
                          "insert into zone(id, name, name_key, parent_id, country) values ($1, $2, $3, $4, $5)"};
constexpr Sql insert_site{
    "demo.insert_site",
    "insert into site(id, name, name_key, country, time_zone, zone_id) values ($1, $2, $3, $4, $5, $6)"};
constexpr Sql insert_job_family{"demo.insert_job_family",
                                "insert into job_family(id, name, name_key) values ($1, $2, $3)"};
constexpr Sql insert_heads{
    "demo.insert_heads",
    "insert into headcount(day, group_id, site_id, people) select $1, group_id, site_id, cast(sum(people) as bigint) "
    "from (select group_id, site_id, people from headcount where day = $2 union all "
    "select coalesce(m.group_id, 0), coalesce(p.site_id, 0), 1 from person p "
    "left join group_membership m on m.person_id = p.id and m.until_at is null "
    "where p.listed_at > $3 and p.listed_at <= $4) counted group by group_id, site_id on conflict do nothing"};

constexpr db::Either person_rows{
    {"demo.insert_person.sqlite",
     "insert into person(id, name, email, email_key, search_key, language, country, site_id, job_family_id, status, "
     "made_at, listed_at) values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $10)"},
    {"demo.insert_people.postgres",
     "insert into person(id, name, email, email_key, search_key, language, country, site_id, job_family_id, status, "
     "made_at, listed_at) select a, b, c, c, d, e, f, g, h, i, j, j from unnest(cast($1 as bigint[]), "
     "cast($2 as text[]), cast($3 as text[]), cast($4 as text[]), cast($5 as text[]), cast($6 as text[]), "
     "cast($7 as bigint[]), cast($8 as bigint[]), cast($9 as text[]), cast($10 as bigint[])) "
     "r(a, b, c, d, e, f, g, h, i, j)"}};
constexpr db::Either membership_rows{
    {"demo.insert_membership.sqlite", "insert into group_membership(person_id, group_id, from_at) values ($1, $2, $3)"},
    {"demo.insert_memberships.postgres",
     "insert into group_membership(person_id, group_id, from_at) "
     "select * from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as bigint[]))"}};
constexpr db::Either yes_rows{
    {"demo.insert_yes.sqlite",
     "insert into consent_event(id, person_id, purpose, text_version, given, at, channel) "
     "values ($1, $1, 'charter', $2, 1, $3, 'app')"},
    {"demo.insert_yeses.postgres",
     "insert into consent_event(id, person_id, purpose, text_version, given, at, channel) "
     "select a, a, 'charter', b, 1, c, 'app' "
     "from unnest(cast($1 as bigint[]), cast($2 as text[]), cast($3 as bigint[])) r(a, b, c)"}};

constexpr Sql insert_theme{"demo.insert_theme",
                           "insert into theme(id, name_fr, name_en, colour, made_at) values ($1, $2, $3, $4, $5)"};
#define STORY_COLUMNS                                                                                                  \
  "insert into story(id, state, kind, claimed_stance, stance, stance_reason, own_host, title, summary, why, address, " \
  "address_key, site_name, language, reading_minutes, restricted, marks, published_at, visible_from, version, "        \
  "made_at, made_by, changed_at) "
constexpr db::Either story_rows{
    {"demo.insert_story.sqlite", STORY_COLUMNS
     "values ($1, 'published', $2, $3, $3, '', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, 1, $15, $16, "
     "$15)"},
    {"demo.insert_stories.postgres", STORY_COLUMNS
     "select a, 'published', b, c, c, '', d, e, f, g, h, i, j, k, l, m, n, o, o, 1, o, p, o from "
     "unnest(cast($1 as bigint[]), cast($2 as text[]), cast($3 as text[]), cast($4 as bigint[]), cast($5 as text[]), "
     "cast($6 as text[]), cast($7 as text[]), cast($8 as text[]), cast($9 as text[]), cast($10 as text[]), "
     "cast($11 as text[]), cast($12 as bigint[]), cast($13 as bigint[]), cast($14 as text[]), cast($15 as bigint[]), "
     "cast($16 as bigint[])) r(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)"}};
constexpr db::Either story_theme_rows{
    {"demo.insert_story_theme.sqlite", "insert into story_theme(story_id, theme_id, place) values ($1, $2, $3)"},
    {"demo.insert_story_themes.postgres",
     "insert into story_theme(story_id, theme_id, place) "
     "select * from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as bigint[]))"}};
constexpr db::Either lane_rows{
    {"demo.insert_lane.sqlite", "insert into story_lane(lane, visible_from, story_id) values ($1, $2, $3)"},
    {"demo.insert_lanes.postgres",
     "insert into story_lane(lane, visible_from, story_id) "
     "select * from unnest(cast($1 as text[]), cast($2 as bigint[]), cast($3 as bigint[]))"}};
constexpr db::Either words_rows{
    {"demo.insert_words.sqlite", "insert into story_search(rowid, title_terms, body_terms) values ($1, $2, $3)"},
    {"demo.insert_words.postgres",
     "insert into story_search(story_id, terms) select a, cast(b as tsvector) "
     "from unnest(cast($1 as bigint[]), cast($2 as text[])) r(a, b)"}};

#define SHARE_COLUMNS                                                                                               \
  "insert into share(id, person_id, story_id, story_version, network, turn, text, link_id, originality, group_id, " \
  "site_id, local_day, opened_at) "
constexpr db::Either share_rows{
    {"demo.insert_share.sqlite", SHARE_COLUMNS "values ($1, $2, $3, 1, $4, 1, $5, $6, $7, $8, $9, $10, $11)"},
    {"demo.insert_shares.postgres", SHARE_COLUMNS
     "select a, b, c, 1, d, 1, e, f, g, h, i, j, k from unnest(cast($1 as bigint[]), cast($2 as bigint[]), "
     "cast($3 as bigint[]), cast($4 as text[]), cast($5 as text[]), cast($6 as bigint[]), cast($7 as bigint[]), "
     "cast($8 as bigint[]), cast($9 as bigint[]), cast($10 as bigint[]), cast($11 as bigint[])) "
     "r(a, b, c, d, e, f, g, h, i, j, k)"}};
constexpr db::Either outcome_rows{
    {"demo.insert_outcome.sqlite", "insert into share_outcome(share_id, said, outcome, at) values ($1, 1, $2, $3)"},
    {"demo.insert_outcomes.postgres",
     "insert into share_outcome(share_id, said, outcome, at) select a, 1, b, c "
     "from unnest(cast($1 as bigint[]), cast($2 as text[]), cast($3 as bigint[])) r(a, b, c)"}};
constexpr db::Either link_rows{
    {"demo.insert_link.sqlite",
     "insert into link(id, code, destination, network, pass_query, person_id, made_at, proved_at) "
     "values ($1, $2, $3, $4, 0, $5, $6, $7)"},
    {"demo.insert_links.postgres",
     "insert into link(id, code, destination, network, pass_query, person_id, made_at, proved_at) "
     "select a, b, c, d, 0, e, f, g from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as text[]), "
     "cast($4 as text[]), cast($5 as bigint[]), cast($6 as bigint[]), cast($7 as bigint[])) r(a, b, c, d, e, f, g)"}};
constexpr db::Either day_rows{
    {"demo.insert_day.sqlite",
     "insert into click_day(link_id, day, network, host, class, clicks) values ($1, $2, $3, $4, $5, $6)"},
    {"demo.insert_days.postgres",
     "insert into click_day(link_id, day, network, host, class, clicks) "
     "select * from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as text[]), cast($4 as text[]), "
     "cast($5 as bigint[]), cast($6 as bigint[]))"}};
constexpr db::Either hour_rows{
    {"demo.insert_hour.sqlite",
     "insert into click_hour(link_id, hour, network, people, filtered) values ($1, $2, $3, $4, $5)"},
    {"demo.insert_hours.postgres",
     "insert into click_hour(link_id, hour, network, people, filtered) "
     "select * from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as text[]), cast($4 as bigint[]), "
     "cast($5 as bigint[]))"}};

std::optional<int64_t> or_none(int64_t id) { return id ? std::optional(id) : std::nullopt; }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char const c : folded(text) + " ")
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word += c;
    else if (!word.empty())
      words.push_back(std::exchange(word, {}));
  return words;
}

// As the product's own document (content/search): title before body, weights A and B, positions by word.
std::string document(std::string_view title, std::string_view body) {
  std::map<std::string, std::string> places;
  int at = 0;
  for (auto const& word : words_of(title)) places[word] += fmt::format("{}{}A", places[word].empty() ? "" : ",", ++at);
  for (auto const& word : words_of(body)) places[word] += fmt::format("{}{}B", places[word].empty() ? "" : ",", ++at);
  std::string out;
  for (auto const& [word, where] : places) out += fmt::format("'{}':{} ", word, where);
  return out;
}

void add_words(db::Rows& rows, db::Engine engine, Story const& story) {
  auto const body = story.summary + " " + story.why + " " + story.site_name;
  if (engine == db::Engine::postgres)
    rows.add(story.id, document(story.title, body));
  else
    rows.add(story.id, join(words_of(story.title), " "), join(words_of(body), " "));
}

}  // namespace

std::string folded(std::string_view text) {
  static std::map<std::string_view, std::string_view> const plain{
      {"à", "a"}, {"â", "a"}, {"ç", "c"}, {"é", "e"}, {"è", "e"}, {"ê", "e"}, {"ë", "e"}, {"î", "i"},
      {"ï", "i"}, {"ñ", "n"}, {"ô", "o"}, {"ö", "o"}, {"ù", "u"}, {"û", "u"}, {"ü", "u"}, {"œ", "oe"},
      {"É", "e"}, {"È", "e"}, {"À", "a"}, {"Ç", "c"}, {"Î", "i"}, {"Ô", "o"}};
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (auto const found = plain.find(text.substr(i, 2)); found != plain.end()) {
      out += found->second;
      ++i;
    } else {
      out += text[i] >= 'A' && text[i] <= 'Z' ? char(text[i] - 'A' + 'a') : text[i];
    }
  }
  return out;
}

void add(db::Tx& tx, Group const& group, Instant at) {
  tx.run(insert_group, group.id, group.name, at.ms);
  tx.run(insert_parent, group.id, or_none(group.parent), at.ms);
}
void add(db::Tx& tx, Zone const& zone) {
  tx.run(insert_zone, zone.id, zone.name, folded(zone.name), or_none(zone.parent), zone.country);
}
void add(db::Tx& tx, Site const& site) {
  tx.run(insert_site, site.id, site.name, folded(site.name), site.country, site.time_zone, or_none(site.zone));
}
void add_job_family(db::Tx& tx, Named const& family) {
  tx.run(insert_job_family, family.id, family.name, folded(family.name));
}

void add(db::Tx& tx, std::span<Person const> people) {
  db::Rows persons(tx, person_rows), memberships(tx, membership_rows), yeses(tx, yes_rows);
  for (auto const& p : people) {
    persons.add(p.id, p.name, p.email, " " + folded(p.name) + " " + p.email, p.language, p.country, p.site,
                p.job_family, p.status, p.listed.ms);
    memberships.add(p.id, p.group, p.listed.ms);
    if (p.joined) yeses.add(p.id, "1/" + p.language, p.joined->ms);
  }
  for (auto* rows : {&persons, &memberships, &yeses}) rows->write();
}

void add(db::Tx& tx, Theme const& theme, Instant at) {
  tx.run(insert_theme, theme.id, theme.fr, theme.en, theme.colour, at.ms);
}

void add(db::Tx& tx, std::span<Story const> stories) {
  db::Rows all(tx, story_rows), themes(tx, story_theme_rows), lanes(tx, lane_rows), words(tx, words_rows);
  for (auto const& s : stories) {
    std::string marks;
    for (auto const theme : s.themes) marks += fmt::format("{}t{}", marks.empty() ? "" : " ", theme);
    if (!s.place.empty()) marks += " " + s.place;
    auto const key = s.host + s.path;
    all.add(s.id, s.kind, std::string_view(s.is_company ? "company" : "useful"), s.is_company, s.title, s.summary,
            s.why, "https://" + key, key, s.site_name, s.language, s.minutes, !s.place.empty(), marks, s.published.ms,
            s.made_by);
    for (size_t i = 0; i < s.themes.size(); ++i) {
      themes.add(s.id, s.themes[i], i);
      lanes.add("t" + std::to_string(s.themes[i]), s.published.ms, s.id);
    }
    lanes.add((s.place.empty() ? "*" : s.place) + "/*", s.published.ms, s.id);
    add_words(words, tx.engine(), s);
  }
  for (auto* rows : {&all, &themes, &lanes, &words}) rows->write();
}

void add(db::Tx& tx, std::span<Share const> shares) {
  db::Rows all(tx, share_rows), outcomes(tx, outcome_rows), links(tx, link_rows), days(tx, day_rows),
      hours(tx, hour_rows);
  for (auto const& s : shares) {
    all.add(s.id, s.person, s.story, s.network, s.text, or_none(s.link), s.originality, or_none(s.group),
            or_none(s.site), s.local_day, s.opened.ms);
    if (!s.outcome.empty()) outcomes.add(s.id, s.outcome, (s.opened + minutes(2)).ms);
    if (!s.link) continue;
    auto const proved = s.proved ? std::optional(s.proved->ms) : std::nullopt;
    links.add(s.link, s.code, s.destination, s.network, s.person, s.opened.ms, proved);
    for (auto const& day : s.days) days.add(s.link, day.day, day.network, day.host, day.reason, day.clicks);
    for (auto const& hour : s.hours) hours.add(s.link, hour.hour, hour.network, hour.people, hour.filtered);
  }
  for (auto* rows : {&all, &outcomes, &links, &days, &hours}) rows->write();
}

void count_heads(db::Tx& tx, Counted const& now, Counted const& before) {
  tx.run(insert_heads, now.day, before.day, before.until.ms, now.until.ms);
}

}  // namespace essaim::demo::rows
