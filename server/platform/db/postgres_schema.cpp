#include "platform/db/postgres_schema.hpp"

#include "base/random.hpp"
#include "platform/db/db.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>

namespace essaim::db {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

Connection connect(std::string const& url) {
  Connection connection(PQconnectdb(url.c_str()), PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK)
    throw Broken(fmt::format("postgres connect: {}", PQerrorMessage(connection.get())));
  PQsetNoticeProcessor(
      connection.get(), [](void*, char const*) {}, nullptr);
  return connection;
}

Answer ask(Connection const& connection, std::string const& sql) {
  return {PQexec(connection.get(), sql.c_str()), PQclear};
}

bool is_good(Answer const& answer) {
  auto const status = PQresultStatus(answer.get());
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

std::string cell(Answer const& answer, int row, int column) { return PQgetvalue(answer.get(), row, column); }

Error problem(Connection const& connection, Answer const& answer) {
  auto const* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
  bool const no_right = state && std::string_view(state) == "42501";
  return {no_right ? Fault::forbidden : Fault::unavailable,
          no_right ? "postgres.may_not_make_roles" : "postgres.failed",
          PQerrorMessage(connection.get()),
          {}};
}

// Names and words of ours only: never what somebody typed.
bool is_plain(std::string_view name) {
  return !name.empty() && name.size() < 60 &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::string quoted(std::string_view value) {
  std::string out = "'";
  for (char const c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

// The same server and database as the maker's, with the new role's name. What else the maker's address says (sslmode,
// certificates of the authority, time-outs) goes for it too; who the maker is does not.
std::string connection_of(Connection const& maker, std::string const& url, std::string const& role,
                          std::string const& password) {
  constexpr std::array<std::string_view, 12> own{"user",   "password", "passfile", "host",   "hostaddr", "port",
                                                 "dbname", "options",  "service",  "sslkey", "sslcert",  "sslpassword"};
  std::string words =
      fmt::format("host={} port={} dbname={} user={} password={}", quoted(PQhost(maker.get())),
                  quoted(PQport(maker.get())), quoted(PQdb(maker.get())), quoted(role), quoted(password));
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const given(PQconninfoParse(url.c_str(), nullptr),
                                                                           PQconninfoFree);
  for (auto const* option = given.get(); option && option->keyword; ++option)
    if (option->val && std::ranges::find(own, std::string_view(option->keyword)) == own.end())
      words += fmt::format(" {}={}", option->keyword, quoted(option->val));
  return words;
}

// Only the password's hash goes to the server: its log may keep statements.
std::string hashed(Connection const& maker, std::string const& role, std::string const& password) {
  std::unique_ptr<char, decltype(&PQfreemem)> const hash(
      PQencryptPasswordConn(maker.get(), password.c_str(), role.c_str(), nullptr), PQfreemem);
  if (!hash) throw Broken(fmt::format("postgres password: {}", PQerrorMessage(maker.get())));
  return hash.get();
}

}  // namespace

Result<std::string> make_postgres_schema(std::string const& maker, std::string const& name) {
  if (!is_plain(name)) return fail(Fault::invalid, "postgres.bad_name", name);
  auto const connection = connect(maker);
  auto const password = random_token(24);
  auto const made =
      ask(connection,
          fmt::format(
              "begin; create role {0} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit "
              "password '{1}'; alter role {0} set search_path = {0}; create schema {0}; "
              "revoke all on schema {0} from public; grant usage, create on schema {0} to {0}; commit",
              name, hashed(connection, name, password)));
  if (!is_good(made)) {
    auto const why = problem(connection, made);
    (void)ask(connection, "rollback");
    return tl::unexpected(why);
  }
  auto const words = connection_of(connection, maker, name, password);
  Connection const entered(PQconnectdb(words.c_str()), PQfinish);
  if (PQstatus(entered.get()) == CONNECTION_OK) return words;
  std::string const why = PQerrorMessage(entered.get());
  CHECK_OK(drop_postgres_schema(maker, name));
  return fail(Fault::forbidden, "postgres.new_role_shut_out", why);
}

PostgresPlace look_at_postgres(std::string const& url) {
  auto const connection = connect(url);
  auto const here = ask(connection,
                        "select current_user, coalesce(current_schema(), ''), exists(select 1 from pg_class where "
                        "relkind = 'r' and relnamespace = (select oid from pg_namespace where nspname = "
                        "current_schema()))");
  auto const others = ask(connection,
                          "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
                          "c.relname = 'organisation_identity' and c.relkind = 'r' and n.nspname is distinct from "
                          "current_schema() and has_schema_privilege(n.oid, 'usage') and "
                          "has_table_privilege(c.oid, 'select') order by 1");
  if (!is_good(here) || !is_good(others))
    throw Broken(fmt::format("postgres look: {}", PQerrorMessage(connection.get())));
  PostgresPlace place{cell(here, 0, 0), cell(here, 0, 1), cell(here, 0, 2) != "t", {}};
  for (int row = 0; row < PQntuples(others.get()); ++row) place.reads_also.push_back(cell(others, row, 0));
  return place;
}

Result<Done> empty_postgres_schema(std::string const& url) {
  auto const connection = connect(url);
  auto const emptied = ask(connection,
                           "do $$ declare each record; begin for each in select tablename from pg_tables where "
                           "schemaname = current_schema() loop execute format('drop table if exists %I.%I cascade', "
                           "current_schema(), each.tablename); end loop; end $$");
  if (!is_good(emptied)) return tl::unexpected(problem(connection, emptied));
  return Done{};
}

Result<Done> drop_postgres_schema(std::string const& maker, std::string const& name) {
  if (!is_plain(name)) return fail(Fault::invalid, "postgres.bad_name", name);
  auto const connection = connect(maker);
  auto const dropped = ask(connection, fmt::format("drop schema if exists {0} cascade; drop role if exists {0}", name));
  if (!is_good(dropped)) return tl::unexpected(problem(connection, dropped));
  return Done{};
}

}  // namespace essaim::db
