#include "platform/db/migrate.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <sodium.h>

namespace essaim::db {
namespace {

constexpr Sql make_table{
    "db.make_migration_table",
    "create table if not exists migration(name TEXT primary key, checksum TEXT not null, applied_at BIGINT not null)"};
constexpr Sql lock_table{"db.lock_migrations", "lock table migration in access exclusive mode"};
constexpr Sql find_checksum{"db.find_migration", "select checksum from migration where name = $1"};
constexpr Sql insert_migration{"db.insert_migration",
                               "insert into migration(name, checksum, applied_at) values ($1, $2, $3)"};

std::string checksum_of(std::string_view text) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<unsigned char const*>(text.data()), text.size());
  return hex({reinterpret_cast<char const*>(digest), sizeof digest});
}

bool is_word(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

std::string replace_word(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos;) {
    bool const whole =
        (at == 0 || !is_word(text[at - 1])) && (at + from.size() >= text.size() || !is_word(text[at + from.size()]));
    if (whole) text.replace(at, from.size(), to);
    at += whole ? to.size() : from.size();
  }
  return text;
}

}  // namespace

std::string translate(std::string_view sql, Engine engine) {
  std::string text(sql);
  if (engine == Engine::sqlite) {
    text = replace_word(std::move(text), "BIGINT", "INTEGER");
    return replace_word(std::move(text), "BYTES", "BLOB");
  }
  text = replace_all(std::move(text), ") STRICT", ")");
  return replace_word(std::move(text), "BYTES", "BYTEA");
}

void migrate(Db& db, std::span<Migration const> migrations, Instant now) {
  db.write([](Tx& tx) { tx.run(make_table); });
  std::string_view const other = db.engine() == Engine::sqlite ? ".postgres" : ".sqlite";
  for (auto const& migration : migrations) {
    if (migration.name.ends_with(other)) continue;
    db.write([&](Tx& tx) {
      if (tx.engine() == Engine::postgres) tx.run(lock_table);  // SQLite's write transaction is the lock
      auto const checksum = checksum_of(migration.text);
      if (auto const applied = tx.one<std::string>(find_checksum, migration.name)) {
        if (*applied != checksum)
          throw Broken(fmt::format(
              "migration {} was changed after it was applied; restore its file and write a new one", migration.name));
        return;
      }
      tx.script(translate(migration.text, tx.engine()));
      tx.run(insert_migration, migration.name, checksum, now.ms);
    });
  }
}

}  // namespace essaim::db
