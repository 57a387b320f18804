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

}  // namespace essaim::charter::store
