#include "features/charter/guides/store.hpp"

#include <algorithm>

namespace essaim::charter::store {
namespace {

using db::Sql;

constexpr Sql versions_sql{"charter.guide_versions",
                           "select version, at, author_id, ended from guide_version where country = $1 "
                           "order by version desc limit 200"};
constexpr Sql countries_sql{
    "charter.guide_countries",
    "select v.country from guide_version v where v.country <> '' and v.ended = 0 and not exists "
    "(select 1 from guide_version later where later.country = v.country and later.version > v.version) "
    "order by v.country"};
// What was written since the guide last ended.
#define IN_FORCE                                                                                   \
  "country = $1 and version > coalesce((select max(ended.version) from guide_version ended where " \
  "ended.country = $1 and ended.ended = 1), 0) "
constexpr Sql find_sql{"charter.find_guide",
                       "select language, dos, donts, body, country, version from guide_text where " IN_FORCE
                       "and language = $2 order by version desc, id desc limit 1"};
constexpr Sql languages_sql{"charter.guide_languages",
                            "select distinct language from guide_text where " IN_FORCE "order by language"};
constexpr Sql of_version_sql{"charter.guides_of_version",
                             "select language, dos, donts, body, country, version from guide_text "
                             "where country = $1 and version = $2 order by language, id"};
constexpr Sql newest_sql{"charter.newest_guide",
                         "select coalesce(max(version), 0) from guide_version where country = $1"};
constexpr Sql insert_version_sql{
    "charter.insert_guide_version",
    "insert into guide_version(country, version, at, author_id, ended) values ($1, $2, $3, $4, $5)"};
constexpr Sql last_id_sql{"charter.last_guide_id", "select coalesce(max(id), 0) from guide_text"};
constexpr Sql insert_sql{"charter.insert_guide",
                         "insert into guide_text(id, language, dos, donts, body, at, author_id, country, version) "
                         "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};

std::string write_list(std::vector<std::string> const& lines) {
  JsonArray items;
  for (auto const& line : lines) items.emplace_back(line);
  return print_json(Json(std::move(items)));
}

std::vector<std::string> read_list(std::string const& text) {
  std::vector<std::string> lines;
  auto const json = parse_json(text);
  if (json && json->array())
    for (auto const& item : *json->array())
      if (item.string()) lines.push_back(*item.string());
  return lines;
}

struct GuideRow {
  Guide guide;
  static GuideRow read(db::Row& row) {
    GuideRow r;
    r.guide.language = row.text();
    r.guide.dos = read_list(row.text());
    r.guide.donts = read_list(row.text());
    r.guide.body = row.text();
    r.guide.country = row.text();
    r.guide.version = row.integer();
    return r;
  }
};

}  // namespace

GuideVersionRow GuideVersionRow::read(db::Row& row) {
  GuideVersionRow r;
  r.version = row.integer();
  r.at = row.integer();
  r.author = row.maybe_integer();
  r.ended = row.boolean();
  return r;
}

std::vector<GuideVersionRow> guide_versions(db::Tx& tx, std::string_view country) {
  return tx.many<GuideVersionRow>(versions_sql, country);
}
std::vector<std::string> countries_with_guide(db::Tx& tx) { return tx.many<std::string>(countries_sql); }

std::optional<Guide> find_guide(db::Tx& tx, std::string_view country, std::string_view language) {
  auto found = tx.one<GuideRow>(find_sql, country, language);
  if (!found) return std::nullopt;
  // What a reader has read is the guide as it stood, whichever of its languages changed last.
  found->guide.version = *tx.one<int64_t>(newest_sql, country);
  return std::move(found->guide);
}

std::vector<std::string> guide_languages(db::Tx& tx, std::string_view country) {
  return tx.many<std::string>(languages_sql, country);
}

std::vector<Guide> guides_of_version(db::Tx& tx, std::string_view country, int64_t version) {
  std::vector<Guide> out;
  for (auto& row : tx.many<GuideRow>(of_version_sql, country, version)) out.push_back(std::move(row.guide));
  return out;
}

void insert_guide_version(db::Tx& tx, std::string_view country, GuideVersionRow const& row) {
  tx.run(insert_version_sql, country, row.version, row.at, row.author, row.ended);
}

void insert_guide(db::Tx& tx, Guide const& g, std::optional<int64_t> author, Instant now) {
  int64_t const id = std::max(new_id_value(now), *tx.one<int64_t>(last_id_sql) + 1);
  tx.run(insert_sql, id, g.language, write_list(g.dos), write_list(g.donts), g.body, now.ms, author, g.country,
         g.version);
}

}  // namespace essaim::charter::store
