#include "features/privacy/requests/store.hpp"

namespace essaim::privacy::store {
namespace {

using db::Sql;

constexpr Sql insert_request_sql{"privacy.insert_request",
                                 "insert into person_request(id, kind, sealed_email, seal_to, made_at) "
                                 "values ($1, $2, $3, $4, $5) on conflict do nothing"};
constexpr Sql find_request_sql{"privacy.find_request",
                               "select kind, sealed_email, seal_to, case when done_at is null then 0 else 1 end, "
                               "refusal, said, sealed from person_request where id = $1"};
constexpr Sql finish_sql{"privacy.finish_request",
                         "update person_request set refusal = $2, said = $3, sealed = $4, done_at = $5 "
                         "where id = $1 and done_at is null"};
constexpr Sql forget_request_sql{"privacy.forget_request", "delete from person_request where id = $1"};
constexpr Sql forget_requests_sql{"privacy.forget_requests", "delete from person_request where made_at < $1"};

constexpr Sql find_file_sql{"privacy.find_file",
                            "select id, sealed_key, sealed, made_at, ends_at from prepared_file where person_id = $1"};
constexpr Sql insert_file_sql{"privacy.insert_file",
                              "insert into prepared_file(id, person_id, sealed_key, sealed, made_at, ends_at) "
                              "values ($1, $2, $3, $4, $5, $6)"};
constexpr Sql forget_file_sql{"privacy.forget_file", "delete from prepared_file where person_id = $1"};
constexpr Sql forget_files_sql{"privacy.forget_files", "delete from prepared_file where ends_at <= $1"};

}  // namespace

Request Request::read(db::Row& row) {
  Request out;
  out.kind = row.text();
  out.sealed_email = row.bytes();
  out.seal_to = row.maybe_bytes();
  out.done = row.boolean();
  out.refusal = row.text();
  out.said = row.text();
  out.sealed = row.maybe_bytes();
  return out;
}

File File::read(db::Row& row) {
  File out;
  out.id = row.integer();
  out.sealed_key = row.bytes();
  out.sealed = row.bytes();
  out.made_at = {row.integer()};
  out.ends_at = {row.integer()};
  return out;
}

bool insert_request(db::Tx& tx, int64_t id, std::string_view kind, std::string_view sealed_email,
                    std::optional<db::Bytes> const& seal_to, Instant now) {
  return tx.run(insert_request_sql, id, kind, db::Bytes{std::string(sealed_email)}, seal_to, now.ms) == 1;
}
std::optional<Request> find_request(db::Tx& tx, int64_t id) { return tx.one<Request>(find_request_sql, id); }
void finish(db::Tx& tx, int64_t id, std::string_view refusal, std::string_view said, std::string_view sealed,
            Instant now) {
  auto const box = sealed.empty() ? std::nullopt : std::optional(db::Bytes{std::string(sealed)});
  tx.run(finish_sql, id, refusal, said, box, now.ms);
}
void forget_request(db::Tx& tx, int64_t id) { tx.run(forget_request_sql, id); }
void forget_requests_before(db::Tx& tx, Instant before) { tx.run(forget_requests_sql, before.ms); }

std::optional<File> find_file(db::Tx& tx, int64_t person) { return tx.one<File>(find_file_sql, person); }
void insert_file(db::Tx& tx, int64_t person, File const& file) {
  tx.run(insert_file_sql, file.id, person, file.sealed_key, file.sealed, file.made_at.ms, file.ends_at.ms);
}
void forget_file(db::Tx& tx, int64_t person) { tx.run(forget_file_sql, person); }
int64_t forget_files_ended(db::Tx& tx, Instant now) { return tx.run(forget_files_sql, now.ms); }

}  // namespace essaim::privacy::store
