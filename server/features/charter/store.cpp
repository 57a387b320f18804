#include "features/charter/store.hpp"

namespace essaim::charter::store {
namespace {

using db::Sql;

constexpr Sql newest_sql{"charter.newest", "select version, at from charter_version order by version desc limit 1"};
constexpr Sql insert_version_sql{"charter.insert_version",
                                 "insert into charter_version(version, at, author_id) values ($1, $2, $3)"};
constexpr Sql find_text_sql{"charter.find_text",
                            "select language, title, body from charter_text where version = $1 and language = $2"};
constexpr Sql texts_of_sql{"charter.texts_of",
                           "select language, title, body from charter_text where version = $1 order by language"};
constexpr Sql insert_text_sql{"charter.insert_text",
                              "insert into charter_text(version, language, title, body) values ($1, $2, $3, $4)"};
constexpr Sql find_guide_sql{
    "charter.find_guide",
    "select language, dos, donts, body from guide_text where language = $1 order by id desc limit 1"};
constexpr Sql last_guide_id{"charter.last_guide_id", "select coalesce(max(id), 0) from guide_text"};
constexpr Sql insert_guide_sql{
    "charter.insert_guide",
    "insert into guide_text(id, language, dos, donts, body, at, author_id) values ($1, $2, $3, $4, $5, $6, $7)"};

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

struct TextRow {
  Text text;
  static TextRow read(db::Row& row) {
    TextRow r;
    r.text.language = row.text();
    r.text.title = row.text();
    r.text.body = row.text();
    return r;
  }
};

struct GuideRow {
  Guide guide;
  static GuideRow read(db::Row& row) {
    GuideRow r;
    r.guide.language = row.text();
    r.guide.dos = read_list(row.text());
    r.guide.donts = read_list(row.text());
    r.guide.body = row.text();
    return r;
  }
};

std::optional<int64_t> known(int64_t author) { return author ? std::optional(author) : std::nullopt; }

}  // namespace

VersionRow VersionRow::read(db::Row& row) {
  VersionRow v{row.integer(), 0};
  v.at = row.integer();
  return v;
}

std::optional<VersionRow> newest(db::Tx& tx) { return tx.one<VersionRow>(newest_sql); }

void insert_version(db::Tx& tx, int64_t version, int64_t author, Instant now) {
  tx.run(insert_version_sql, version, now.ms, known(author));
}

std::optional<Text> find_text(db::Tx& tx, int64_t version, std::string_view language) {
  auto found = tx.one<TextRow>(find_text_sql, version, language);
  return found ? std::optional(std::move(found->text)) : std::nullopt;
}

std::vector<Text> texts_of(db::Tx& tx, int64_t version) {
  std::vector<Text> out;
  for (auto& row : tx.many<TextRow>(texts_of_sql, version)) out.push_back(std::move(row.text));
  return out;
}

void insert_text(db::Tx& tx, int64_t version, Text const& text) {
  tx.run(insert_text_sql, version, text.language, text.title, text.body);
}

std::optional<Guide> find_guide(db::Tx& tx, std::string_view language) {
  auto found = tx.one<GuideRow>(find_guide_sql, language);
  return found ? std::optional(std::move(found->guide)) : std::nullopt;
}

void insert_guide(db::Tx& tx, Guide const& g, int64_t author, Instant now) {
  int64_t const id = std::max(new_id_value(now), *tx.one<int64_t>(last_guide_id) + 1);
  tx.run(insert_guide_sql, id, g.language, write_list(g.dos), write_list(g.donts), g.body, now.ms, known(author));
}

}  // namespace essaim::charter::store
