// What the databases hold after a crash, read without any of our own code.
//
//   stored hosts FILE-or-postgresql://…   the referrer host of every stored click, one a line
//   stored hours FILE                     the hours that are marked incomplete
//   stored sound FILE                     "ok" when SQLite finds nothing wrong with the file
#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstdio>
#include <cstring>
#include <string>

namespace {

int print_sqlite(char const* path, char const* sql) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nullptr);
  if (code == SQLITE_OK) sqlite3_busy_timeout(handle, 5000);
  if (code == SQLITE_OK) code = sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) std::puts(reinterpret_cast<char const*>(sqlite3_column_text(statement, 0)));
  }
  if (code != SQLITE_DONE) std::fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(handle));
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  return code == SQLITE_DONE ? 0 : 1;
}

int print_postgres(char const* url, char const* sql) {
  PGconn* connection = PQconnectdb(url);
  PGresult* result = PQexec(connection, sql);
  bool const fine = PQresultStatus(result) == PGRES_TUPLES_OK;
  if (!fine) std::fprintf(stderr, "%s", PQerrorMessage(connection));
  for (int row = 0; fine && row < PQntuples(result); ++row) std::puts(PQgetvalue(result, row, 0));
  PQclear(result);
  PQfinish(connection);
  return fine ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  if (std::strcmp(words[1], "sound") == 0) return print_sqlite(words[2], "pragma integrity_check");
  if (std::strcmp(words[1], "hours") == 0) return print_sqlite(words[2], "select hour from incomplete_hour");
  char const* const sql = "select host from click";
  return std::strncmp(words[2], "postgresql:", 11) == 0 ? print_postgres(words[2], sql) : print_sqlite(words[2], sql);
}
