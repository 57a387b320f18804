#pragma once
// A place of its own for each of several organisations on one PostgreSQL: a role that may sign in, with rights on its
// schema and on nothing else, and with its search_path fixed on the role, so that no connection of a pool can be left
// looking at another's tables (promise 10).

#include "base/result.hpp"

#include <string>
#include <vector>

namespace essaim::db {

/// Makes the role and the schema, both of this name (a word of small letters, digits and '_'), with a connection that
/// may; answers the connection of the new role, as libpq reads it. All or nothing. Refuses with
/// `postgres.may_not_make_roles`, or `postgres.new_role_shut_out` where the server does not let the new role in.
Result<std::string> make_postgres_schema(std::string const& maker, std::string const& name);

struct PostgresPlace {
  std::string role, schema;
  bool is_empty = true;                 // no table in the schema yet
  std::vector<std::string> reads_also;  // schemas of other organisations that this role may read
};
/// Throws Broken where the database does not answer.
PostgresPlace look_at_postgres(std::string const& url);

/// Drops every table of the schema that this connection sees first.
Result<Done> empty_postgres_schema(std::string const& url);
/// Drops the schema and the role of that name, where they are.
Result<Done> drop_postgres_schema(std::string const& maker, std::string const& name);

}  // namespace essaim::db
