#include "platform/db/claim.hpp"

#include "platform/db/db.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <chrono>
#include <thread>

namespace essaim::db {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

// The lock is of one schema of one database ("essaim" in ASCII where that is public, as before there could be several).
// A dead machine's session ends by its keepalives.
constexpr char const* take_lock =
    "select pg_try_advisory_lock(case when coalesce(current_schema(), 'public') = 'public' then 111550613875053 else "
    "hashtextextended('essaim.' || current_schema(), 0) end)";
constexpr char const* watch_the_line =
    "select set_config('tcp_keepalives_idle', '20', false), set_config('tcp_keepalives_interval', '10', false), "
    "set_config('tcp_keepalives_count', '3', false)";

// A server that has just ended may still be in PostgreSQL's eyes there: its successor does not fail over that.
constexpr int tries = 50;
constexpr std::chrono::milliseconds between_tries{100};

class PostgresClaim final : public Claim {
 public:
  explicit PostgresClaim(Connection connection) : connection_(std::move(connection)) {}

 private:
  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<Claim>> claim_postgres(std::string const& url) {
  if (url.empty()) return std::unique_ptr<Claim>();
  Connection connection(PQconnectdb(url.c_str()), PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK)
    throw Broken(fmt::format("postgres connect: {}", PQerrorMessage(connection.get())));
  Answer const watched(PQexec(connection.get(), watch_the_line), PQclear);
  for (int tried = 0; tried < tries; ++tried) {
    if (tried > 0) std::this_thread::sleep_for(between_tries);
    Answer const taken(PQexec(connection.get(), take_lock), PQclear);
    if (PQresultStatus(watched.get()) != PGRES_TUPLES_OK || PQresultStatus(taken.get()) != PGRES_TUPLES_OK)
      throw Broken(fmt::format("postgres claim: {}", PQerrorMessage(connection.get())));
    if (PQgetvalue(taken.get(), 0, 0)[0] == 't')
      return std::unique_ptr<Claim>(std::make_unique<PostgresClaim>(std::move(connection)));
  }
  return fail(Fault::conflict, "db.in_use", "another Essaim server serves this PostgreSQL database; stop it first");
}

}  // namespace essaim::db
