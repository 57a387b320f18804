#include "platform/backup/postgres_link.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <set>

namespace essaim::backup {
namespace {

// relpersistence 'p': what is unlogged is for forgetting (promises.md 9) and stays out.
constexpr auto list_columns =
    "select c.relname, a.attname, t.typname, a.attidentity from pg_class c "
    "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' "
    "join pg_type t on t.oid = a.atttypid "
    "where c.relnamespace = (select oid from pg_namespace where nspname = current_schema()) and c.relkind = 'r' and "
    "c.relpersistence = 'p' "
    "and c.relname <> 'migration' order by c.relname, a.attnum";
constexpr auto list_references =
    "select c.relname, f.relname from pg_constraint k join pg_class c on c.oid = k.conrelid "
    "join pg_class f on f.oid = k.confrelid where k.contype = 'f' and k.conrelid <> k.confrelid "
    "and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())";

using References = std::map<std::string, std::set<std::string>>;

std::vector<PostgresTable> in_order(std::vector<PostgresTable> left, References const& references) {
  std::vector<PostgresTable> sorted;
  std::set<std::string> placed;
  while (!left.empty()) {
    auto const next = std::ranges::find_if(left, [&](PostgresTable const& candidate) {
      auto const found = references.find(candidate.table.name);
      return found == references.end() ||
             std::ranges::all_of(found->second, [&](auto const& name) { return placed.contains(name); });
    });
    if (next == left.end()) throw db::Broken("tables refer to one another in a circle");
    placed.insert(next->table.name);
    sorted.push_back(std::move(*next));
    left.erase(next);
  }
  return sorted;
}

}  // namespace

void PostgresLink::Clear::operator()(pg_result* result) const { PQclear(result); }

PostgresLink::PostgresLink(std::string const& url) : raw_(PQconnectdb(url.c_str())) {
  if (PQstatus(raw_) != CONNECTION_OK) {
    auto const text = fmt::format("postgres connect: {}", PQerrorMessage(raw_));
    PQfinish(raw_);
    throw db::Broken(text);
  }
  PQsetNoticeProcessor(
      raw_, [](void*, char const*) {}, nullptr);
  run("set time zone 'UTC'; set client_encoding = 'UTF8'; set statement_timeout = 0");
}

PostgresLink::~PostgresLink() { PQfinish(raw_); }

PostgresLink::Answer PostgresLink::run(std::string const& text) {
  Answer answer(PQexec(raw_, text.c_str()));
  auto const status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_OUT && status != PGRES_COPY_IN)
    broken(answer.get());
  return answer;
}

void PostgresLink::broken(pg_result const* result) {
  auto const* primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  auto const* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  auto const text = fmt::format("postgres: {} ({})", primary ? primary : PQerrorMessage(raw_), state ? state : "");
  if (state && std::string_view(state) == "53100") throw db::Full(text);
  throw db::Broken(text);
}

std::string PostgresLink::one(std::string const& text) {
  auto const answer = run(text);
  return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

std::string PostgresLink::quoted(std::string_view name) {
  char* const escaped = PQescapeIdentifier(raw_, name.data(), name.size());
  if (!escaped) broken(nullptr);
  std::string out(escaped);
  PQfreemem(escaped);
  return out;
}

std::string PostgresLink::columns_of(Table const& table) {
  std::string out;
  for (auto const& column : table.columns) out += (out.empty() ? "" : ", ") + quoted(column);
  return out;
}

std::vector<PostgresTable> postgres_tables(PostgresLink& link) {
  std::vector<PostgresTable> tables;
  auto const columns = link.run(list_columns);
  for (int row = 0; row < PQntuples(columns.get()); ++row) {
    std::string const name = PQgetvalue(columns.get(), row, 0);
    if (tables.empty() || tables.back().table.name != name) tables.push_back({{{}, name, {}}, {}, {}});
    tables.back().table.columns.emplace_back(PQgetvalue(columns.get(), row, 1));
    tables.back().types.emplace_back(PQgetvalue(columns.get(), row, 2));
    if (PQgetlength(columns.get(), row, 3) > 0) tables.back().counted = PQgetvalue(columns.get(), row, 1);
  }
  References references;
  auto const pairs = link.run(list_references);
  for (int row = 0; row < PQntuples(pairs.get()); ++row)
    references[PQgetvalue(pairs.get(), row, 0)].insert(PQgetvalue(pairs.get(), row, 1));
  return in_order(std::move(tables), references);
}

}  // namespace essaim::backup
