#include "app/backup/unpacking.hpp"

#include "platform/config/embedded.hpp"
#include "platform/db/migrate.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace essaim {
namespace {

namespace fs = std::filesystem;

using Steps = std::vector<std::pair<std::string, std::string>>;

Result<Steps> steps_of(Json const& store) {
  auto const* list = store.find("migrations") ? store.find("migrations")->array() : nullptr;
  if (!list || list->empty()) return fail(Fault::invalid, "backup.malformed", "a store without its migrations");
  Steps steps;
  for (auto const& each : *list) steps.emplace_back(each.string_or("name"), each.string_or("checksum"));
  std::ranges::sort(steps);
  return steps;
}

// Those that the backup's own Essaim had applied, no more: the rows fit that schema. The newer ones follow at the first
// start.
Result<std::vector<db::Migration>> known_steps(Steps const& wanted, std::string const& version) {
  constexpr std::string_view folder = "migrations/", ending = ".sql";
  std::vector<db::Migration> steps;
  for (auto const& file : embedded_below(folder)) {
    auto const name = file.name.substr(folder.size(), file.name.size() - folder.size() - ending.size());
    if (std::ranges::any_of(wanted, [&](auto const& step) { return step.first == name; }))
      steps.push_back({name, file.bytes});
  }
  if (steps.size() != wanted.size())
    return fail(Fault::conflict, "backup.newer_version",
                "it was made by Essaim " + version + ", which is newer than this one: restore it with that version");
  return steps;
}

tl::unexpected<Error> cannot_write(fs::path const& path) {
  return fail(Fault::unavailable, errno == ENOSPC ? "backup.full" : "backup.cannot_write",
              path.string() + ": " + std::strerror(errno));
}

}  // namespace

Unpacking::~Unpacking() {
  if (file_ >= 0) ::close(file_);
}

Result<Done> Unpacking::head(Json const& what) {
  head_ = what;
  auto const* format = what.find("format") ? what.find("format")->integer() : nullptr;
  if (!format || *format != 1)
    return fail(Fault::conflict, "backup.newer_version", "its format is newer than this Essaim reads");
  auto const engine = what.string_or("engine");
  if (engine == "postgres" && config_.postgres.empty())
    return fail(Fault::conflict, "backup.other_engine",
                "it comes from PostgreSQL: name an empty database or schema with --postgres URL");
  if (engine == "sqlite" && !config_.postgres.empty())
    return fail(Fault::conflict, "backup.other_engine",
                "it comes from SQLite, and is restored to SQLite: leave ESSAIM_POSTGRES and --postgres away");
  auto const* stores = what.find("stores") ? what.find("stores")->array() : nullptr;
  if (!stores || stores->empty()) return fail(Fault::invalid, "backup.malformed", "a backup without a store");
  CHECK_OK(check_stores(*stores));
  for (auto const& store : *stores) CHECK_OK(open_store(store));
  return Done{};
}

Result<Done> Unpacking::check_stores(JsonArray const& stores) const {
  bool apart = false;
  for (auto const& store : stores) {
    auto const name = store.string_or("name");
    if (name != "main" && name != "clicks") return fail(Fault::invalid, "backup.malformed", "an unknown store");
    apart = apart || name == "clicks";
  }
  if (config_.postgres.empty() || apart == !config_.postgres_clicks.empty()) return Done{};
  return fail(Fault::conflict, "backup.other_engine",
              apart ? "its clicks come from a database of their own: name an empty one with ESSAIM_POSTGRES_CLICKS"
                    : "its clicks come from the same database as all else: leave ESSAIM_POSTGRES_CLICKS away");
}

Result<Done> Unpacking::open_store(Json const& store) {
  auto const name = store.string_or("name");
  if (fillers_.contains(name)) return fail(Fault::invalid, "backup.malformed", "a store twice");
  auto const wanted = TRY(steps_of(store));
  auto const steps = TRY(known_steps(wanted, head_.string_or("essaim")));
  bool const sqlite = config_.postgres.empty();
  auto const place = sqlite             ? (folder_ / (name == "main" ? "essaim.db" : "clicks.db")).string()
                     : name == "clicks" ? config_.postgres_clicks
                                        : config_.postgres;
  {
    auto const db = sqlite ? db::open_sqlite(place, 1) : db::open_postgres(place, 1);
    db::migrate(*db, steps, now_);
  }
  {
    auto const snapshot = sqlite ? backup::open_sqlite_snapshot(place) : backup::open_postgres_snapshot(place);
    auto made = snapshot->migrations();
    std::ranges::sort(made);
    if (made != wanted)
      return fail(
          Fault::conflict, "backup.other_migrations",
          "it was made by Essaim " + head_.string_or("essaim") + ", whose migrations are not those of this one");
  }
  fillers_[name] = sqlite ? backup::open_sqlite_filler(place) : backup::open_postgres_filler(place);
  return Done{};
}

Result<Done> Unpacking::begin_table(backup::Table const& table) {
  auto const found = fillers_.find(table.store);
  if (found == fillers_.end()) return fail(Fault::invalid, "backup.malformed", "a table of no store");
  filler_ = found->second.get();
  return filler_->begin_table(table);
}

Result<Done> Unpacking::begin_file(std::string const& path) {
  constexpr std::array plain{std::string_view("incomplete-hours"), std::string_view("links"),
                             std::string_view("withdrawals"), std::string_view("keys/token.key")};
  check_ = PictureCheck(path);
  if (!check_.is_picture() && std::ranges::find(plain, path) == plain.end())
    return fail(Fault::invalid, "backup.malformed", "a file that no data folder has");
  has_key_ = has_key_ || path == "keys/token.key";
  // As platform/blobs lays them.
  auto const target =
      check_.is_picture() ? folder_ / "media" / check_.name().substr(0, 2) / check_.name() : folder_ / path;
  std::error_code error;
  for (auto folder = folder_; auto const& part : target.parent_path().lexically_relative(folder_)) {
    if (part == ".") continue;
    folder /= part;
    fs::create_directory(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
  }
  file_ = ::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0)
    return errno == EEXIST ? Result<Done>(fail(Fault::invalid, "backup.malformed", "a file twice"))
                           : cannot_write(target);
  return Done{};
}

Result<Done> Unpacking::file_bytes(std::string_view bytes) {
  check_.add(bytes);
  while (!bytes.empty()) {
    auto const n = ::write(file_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return cannot_write(folder_);
    bytes.remove_prefix(size_t(n));
  }
  return Done{};
}

Result<Done> Unpacking::end_file() {
  ::close(file_);
  file_ = -1;
  if (!check_.is_whole()) ++damaged_;
  return Done{};
}

Result<Done> Unpacking::commit() {
  if (!has_key_) return fail(Fault::invalid, "backup.malformed", "a backup without the master key");
  for (auto const& [name, filler] : fillers_) CHECK_OK(filler->commit());
  fillers_.clear();
  filler_ = nullptr;
  return Done{};
}

}  // namespace essaim
