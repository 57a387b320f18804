#include "app/demo/drawn/rows.hpp"

#include "base/text.hpp"

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
constexpr Sql insert_person{
    "demo.insert_person",
    "insert into person(id, name, email, email_key, search_key, language, country, site_id, job_family_id, status, "
    "made_at, listed_at) values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $10)"};
constexpr Sql insert_membership{"demo.insert_membership",
                                "insert into group_membership(person_id, group_id, from_at) values ($1, $2, $3)"};
constexpr Sql insert_yes{"demo.insert_yes",
                         "insert into consent_event(id, person_id, purpose, text_version, given, at, channel) "
                         "values ($1, $2, 'charter', $3, 1, $4, 'app')"};
constexpr Sql insert_heads{
    "demo.insert_heads",
    "insert into headcount(day, group_id, site_id, people) select $1, coalesce(m.group_id, 0), coalesce(p.site_id, 0), "
    "count(*) from person p left join group_membership m on m.person_id = p.id and m.until_at is null "
    "where p.listed_at <= $2 group by coalesce(m.group_id, 0), coalesce(p.site_id, 0) on conflict do nothing"};

constexpr Sql insert_theme{"demo.insert_theme",
                           "insert into theme(id, name_fr, name_en, colour, made_at) values ($1, $2, $3, $4, $5)"};
constexpr Sql insert_story{
    "demo.insert_story",
    "insert into story(id, state, kind, claimed_stance, stance, stance_reason, own_host, title, summary, why, address, "
    "address_key, site_name, language, reading_minutes, restricted, marks, published_at, visible_from, version, "
    "made_at, "
    "made_by, changed_at) values ($1, 'published', $2, $3, $3, '', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
    "$15, "
    "$15, 1, $15, $16, $15)"};
constexpr Sql insert_story_theme{"demo.insert_story_theme",
                                 "insert into story_theme(story_id, theme_id, place) values ($1, $2, $3)"};
constexpr Sql insert_lane{"demo.insert_lane",
                          "insert into story_lane(lane, visible_from, story_id) values ($1, $2, $3)"};
constexpr Sql insert_words_sqlite{"demo.insert_words.sqlite",
                                  "insert into story_search(rowid, title_terms, body_terms) values ($1, $2, $3)"};
constexpr Sql insert_words_postgres{"demo.insert_words.postgres",
                                    "insert into story_search(story_id, terms) values ($1, cast($2 as tsvector))"};

constexpr Sql insert_share{
    "demo.insert_share",
    "insert into share(id, person_id, story_id, story_version, network, turn, text, link_id, originality, group_id, "
    "site_id, local_day, opened_at) values ($1, $2, $3, 1, $4, 1, $5, $6, $7, $8, $9, $10, $11) "
    "on conflict do nothing"};
constexpr Sql insert_outcome{"demo.insert_outcome",
                             "insert into share_outcome(share_id, said, outcome, at) values ($1, 1, $2, $3)"};
constexpr Sql insert_link{"demo.insert_link",
                          "insert into link(id, code, destination, network, pass_query, person_id, made_at, proved_at) "
                          "values ($1, $2, $3, $4, 0, $5, $6, $7)"};
constexpr Sql insert_day{"demo.insert_day",
                         "insert into click_day(link_id, day, network, host, class, clicks) "
                         "values ($1, $2, $3, $4, $5, $6)"};
constexpr Sql insert_hour{
    "demo.insert_hour", "insert into click_hour(link_id, hour, network, people, filtered) values ($1, $2, $3, $4, $5)"};

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

void add_words(db::Tx& tx, Story const& story) {
  auto const body = story.summary + " " + story.why + " " + story.site_name;
  if (tx.engine() == db::Engine::postgres)
    tx.run(insert_words_postgres, story.id, document(story.title, body));
  else
    tx.run(insert_words_sqlite, story.id, join(words_of(story.title), " "), join(words_of(body), " "));
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

void add(db::Tx& tx, Person const& p) {
  tx.run(insert_person, p.id, p.name, p.email, " " + folded(p.name) + " " + p.email, p.language, p.country, p.site,
         p.job_family, p.status, p.listed.ms);
  tx.run(insert_membership, p.id, p.group, p.listed.ms);
  if (p.joined) tx.run(insert_yes, p.id, p.id, "1/" + p.language, p.joined->ms);
}

void add(db::Tx& tx, Theme const& theme, Instant at) {
  tx.run(insert_theme, theme.id, theme.fr, theme.en, theme.colour, at.ms);
}

void add(db::Tx& tx, Story const& s) {
  std::string marks;
  for (auto const theme : s.themes) marks += fmt::format("{}t{}", marks.empty() ? "" : " ", theme);
  if (!s.place.empty()) marks += " " + s.place;
  auto const key = s.host + s.path;
  tx.run(insert_story, s.id, s.kind, s.is_company ? "company" : "useful", s.is_company, s.title, s.summary, s.why,
         "https://" + key, key, s.site_name, s.language, s.minutes, !s.place.empty(), marks, s.published.ms, s.made_by);
  for (size_t i = 0; i < s.themes.size(); ++i) {
    tx.run(insert_story_theme, s.id, s.themes[i], i);
    tx.run(insert_lane, "t" + std::to_string(s.themes[i]), s.published.ms, s.id);
  }
  tx.run(insert_lane, (s.place.empty() ? "*" : s.place) + "/*", s.published.ms, s.id);
  add_words(tx, s);
}

bool add(db::Tx& tx, Share const& s) {
  if (tx.run(insert_share, s.id, s.person, s.story, s.network, s.text, or_none(s.link), s.originality, or_none(s.group),
             or_none(s.site), s.local_day, s.opened.ms) == 0)
    return false;
  if (!s.outcome.empty()) tx.run(insert_outcome, s.id, s.outcome, (s.opened + minutes(2)).ms);
  if (!s.link) return true;
  auto const proved = s.proved ? std::optional(s.proved->ms) : std::nullopt;
  tx.run(insert_link, s.link, s.code, s.destination, s.network, s.person, s.opened.ms, proved);
  for (auto const& day : s.days) tx.run(insert_day, s.link, day.day, day.network, day.host, day.reason, day.clicks);
  for (auto const& hour : s.hours) tx.run(insert_hour, s.link, hour.hour, hour.network, hour.people, hour.filtered);
  return true;
}

void count_heads(db::Tx& tx, int64_t day, Instant at) { tx.run(insert_heads, day, at.ms); }

}  // namespace essaim::demo::rows
