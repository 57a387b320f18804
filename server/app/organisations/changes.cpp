#include "app/organisations/changes.hpp"

#include "app/runtime_folder.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/db/append_file.hpp"
#include "platform/db/claim.hpp"
#include "platform/db/db.hpp"
#include "platform/db/postgres_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace essaim {
namespace {

namespace fs = std::filesystem;

std::string schema_of(std::string const& id) { return "essaim_" + hex(id); }

Error unwritten(fs::path const& path) {
  return {Fault::unavailable, "organisation.cannot_write", path.string() + ": " + std::strerror(errno), {}};
}

void sync_folder(fs::path const& folder) {
  int const open = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (open < 0) return;
  ::fsync(open);
  ::close(open);
}

Result<Done> rename_durably(fs::path const& from, fs::path const& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return tl::unexpected(unwritten(to));
  sync_folder(to.parent_path());
  return Done{};
}

// It may hold passwords: for this user's eyes, and whole or not at all.
Result<Done> write_registration(fs::path const& path, std::string_view text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  fs::permissions(path.parent_path(), fs::perms::owner_all, error);
  auto const part = path.string() + ".part";
  int const file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return tl::unexpected(unwritten(part));
  bool const written = ::write(file, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!written) return tl::unexpected(unwritten(part));
  return rename_durably(part, path);
}

// Nothing of an organisation stands where another one looks.
Result<Done> check_given_database(std::string const& url) {
  auto const place = db::look_at_postgres(url);
  auto const refuse = [](std::string why) { return fail(Fault::conflict, "organisation.not_its_own", std::move(why)); };
  if (place.schema.empty() || place.schema == "public")
    return refuse(
        fmt::format("role {0} has no schema of its own first in its search_path: create schema NAME "
                    "authorization {0}; alter role {0} set search_path = NAME",
                    place.role));
  if (!place.is_empty) return refuse("schema " + place.schema + " has tables already");
  if (!place.reads_also.empty())
    return refuse(fmt::format("role {} may read schema {}, which is another organisation's", place.role,
                              join(place.reads_also, ", ")));
  return Done{};
}

Result<std::string> make_database(Config const& process, std::string const& id) {
  auto made = db::make_postgres_schema(process.postgres, schema_of(id));
  if (made) return made;
  auto const mend =
      made.error().code == "postgres.may_not_make_roles"
          ? "this role may not make roles and schemas: give --postgres one that may, or a role and schema "
            "of the organisation's own as postgres=URL (or postgres_file=FILE)"
      : made.error().code == "postgres.new_role_shut_out"
          ? "the server does not let new roles in with a password: add a line to pg_hba.conf, or give "
            "postgres=URL"
          : "PostgreSQL refused";
  return fail(Fault::unavailable, made.error().code, fmt::format("{} ({})", mend, trim(made.error().detail)));
}

Result<std::string> database_of(Config const& process, NewOrganisation const& wanted, Config const& config) {
  try {
    if (!config.postgres.empty()) CHECK_OK(check_given_database(config.postgres));
    if (!config.postgres.empty() || wanted.sqlite || process.postgres.empty()) return std::string();
    return make_database(process, config.organisation);
  } catch (db::Broken const& broken) { return fail(Fault::unavailable, "app.database", broken.what()); }
}

Result<Done> check_not_kept(Config const& process, std::string const& name) {
  for (auto const& kept : TRY(added_organisations(process, true)))
    if (name_of(kept) == name)
      return fail(Fault::conflict, "organisation.kept",
                  fmt::format("{} was removed and its data kept in {}: --kept takes it up again, `essaim organisation "
                              "remove {} --erase` ends it",
                              name, kept.data, name));
  return Done{};
}

Result<Done> check_unused(Config const& config) {
  auto const in_use = fail(Fault::conflict, "organisation.in_use",
                           "a server has it open: remove it without --erase, start the server again, then erase it");
  auto const links = fs::path(config.data) / "links";
  std::error_code unseen;
  if (fs::exists(links, unseen))
    if (auto const file = db::AppendFile::open(links.string()); !file) return in_use;
  try {
    if (auto const claim = db::claim_postgres(config.postgres); !claim) return in_use;
  } catch (db::Broken const& broken) { return fail(Fault::unavailable, "app.database", broken.what()); }
  return Done{};
}

// Answers what is left.
Result<std::string> erase_database(Config const& process, Config const& config) {
  try {
    for (auto const& url : {config.postgres, config.postgres_clicks})
      if (!url.empty()) CHECK_OK(db::empty_postgres_schema(url));
    auto const name = schema_of(config.organisation);
    if (config.postgres.find(name) == std::string::npos) return std::string();
    if (!process.postgres.empty() && db::drop_postgres_schema(process.postgres, name)) return std::string();
    return fmt::format("The empty PostgreSQL schema {0} and the role {0} are left: drop both.", name);
  } catch (db::Broken const& broken) { return fail(Fault::unavailable, "app.database", broken.what()); }
}

}  // namespace

Result<Config> add_organisation(Config const& process, NewOrganisation const& wanted) {
  auto const id = random_token(12);
  std::vector<ConfigPair> pairs{{"base_url", wanted.address, "the address"}};
  pairs.insert(pairs.end(), wanted.said.begin(), wanted.said.end());
  auto const config = TRY(configure_added(process, id, pairs));
  auto all = TRY(served_organisations(process));
  bool const first_is_one = !all.front().organisation.empty() || first_is_here(process);
  if (!first_is_one) all.clear();  // the address of an organisation that never was is free
  all.push_back(config);
  CHECK_OK(check_hosts(all));
  CHECK_OK(check_not_kept(process, name_of(config)));
  auto const database = TRY(database_of(process, wanted, config));
  if (!database.empty()) pairs.push_back({"postgres", database, "postgres"});
  auto text = "# " + name_of(config) + ": what differs from the server's own configuration\n";
  for (auto const& pair : pairs) text += pair.name + "=" + pair.value + "\n";
  auto const written = write_registration(organisation_file(process, id), text);
  if (written) return configure_added(process, id, pairs);
  if (!database.empty()) (void)db::drop_postgres_schema(process.postgres, schema_of(id));
  return tl::unexpected(written.error());
}

Result<Config> add_kept_organisation(Config const& process, std::string const& name) {
  for (auto const& kept : TRY(added_organisations(process, true))) {
    if (name_of(kept) != name) continue;
    auto all = TRY(served_organisations(process));
    all.push_back(kept);
    CHECK_OK(check_hosts(all));
    CHECK_OK(rename_durably(removed_file(process, kept.organisation), organisation_file(process, kept.organisation)));
    return kept;
  }
  return fail(Fault::missing, "cli.no_organisation", "none was removed here that was named " + name);
}

Result<Removal> find_removable(Config const& process, std::string const& name, bool erase) {
  for (auto& one : TRY(added_organisations(process)))
    if (name_of(one) == name) return Removal{std::move(one), true};
  if (erase)
    for (auto& one : TRY(added_organisations(process, true)))
      if (name_of(one) == name) return Removal{std::move(one), false};
  if (name_of(process) == name && first_is_here(process))
    return fail(Fault::conflict, "organisation.first",
                name + " is this server's own configuration, in " + process.data +
                    " itself. To go on with the others alone, stop the server and move all but `organisations` out of "
                    "that folder");
  return fail(Fault::missing, "cli.no_organisation",
              name + " is none of this server's: see `essaim organisation list`");
}

Result<Done> remove_organisation(Config const& process, Removal const& which) {
  auto const& id = which.config.organisation;
  return which.was_served ? rename_durably(organisation_file(process, id), removed_file(process, id)) : Done{};
}

Result<std::string> erase_organisation(Config const& process, Removal const& which) {
  auto const& config = which.config;
  CHECK_OK(check_unused(config));
  CHECK_OK(remove_organisation(process, which));
  auto left = TRY(erase_database(process, config));
  std::error_code error;
  fs::remove(config.key_file(), error);  // what a disk still holds of the rest is closed without it
  if (!error) fs::remove_all(config.data, error);
  if (error) return fail(Fault::unavailable, "organisation.cannot_write", config.data + ": " + error.message());
  fs::remove_all(config.runtime_folder.empty() ? usual_runtime_folder(config.data, config.organisation)
                                               : fs::path(config.runtime_folder),
                 error);
  fs::remove(removed_file(process, config.organisation), error);
  sync_folder(organisations_folder(process));
  return left;
}

}  // namespace essaim
