#pragma once
// All SQL of what the operator was asked for, and of files that wait for their person.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace essaim::privacy::store {

struct Request {
  std::string kind;
  db::Bytes sealed_email;
  std::optional<db::Bytes> seal_to;
  bool done = false;
  std::string refusal, said;
  std::optional<db::Bytes> sealed;
  static Request read(db::Row& row);
};
/// False where something has that number.
bool insert_request(db::Tx& tx, int64_t id, std::string_view kind, std::string_view sealed_email,
                    std::optional<db::Bytes> const& seal_to, Instant now);
std::optional<Request> find_request(db::Tx& tx, int64_t id);
void finish(db::Tx& tx, int64_t id, std::string_view refusal, std::string_view said, std::string_view sealed,
            Instant now);
void forget_request(db::Tx& tx, int64_t id);
void forget_requests_before(db::Tx& tx, Instant before);

struct File {
  int64_t id = 0;
  db::Bytes sealed_key, sealed;
  Instant made_at, ends_at;
  static File read(db::Row& row);
};
std::optional<File> find_file(db::Tx& tx, int64_t person);
void insert_file(db::Tx& tx, int64_t person, File const& file);
void forget_file(db::Tx& tx, int64_t person);
int64_t forget_files_ended(db::Tx& tx, Instant now);

}  // namespace essaim::privacy::store
