#include "app/backup/restore.hpp"

#include "app/backup/unpacking.hpp"
#include "app/compose.hpp"
#include "app/open_organisation.hpp"
#include "features/people/people.hpp"
#include "platform/backup/sealed_file.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/append_file.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace essaim {
namespace {

namespace fs = std::filesystem;

constexpr db::Sql open_epoch{"epoch.open",
                             "insert into epoch(number, reason, opened_at, taken_at) select coalesce(max(number), 0) + "
                             "1, 'restored', cast($1 as bigint), cast($2 as bigint) from epoch"};
constexpr db::Sql find_last{"epoch.last", "select opened_at, taken_at from epoch order by number desc limit 1"};

// A folder beside the one that is wanted, under our eyes only until all of it is there.
class Draft {
 public:
  static Result<std::unique_ptr<Draft>> make(fs::path const& target) {
    auto const named = fs::absolute(target).lexically_normal();
    auto const clean = named.has_filename() ? named : named.parent_path();
    std::string place = clean.string() + ".restoring-XXXXXX";
    if (!::mkdtemp(place.data()))
      return fail(Fault::unavailable, "backup.cannot_write", place + ": " + std::strerror(errno));
    return std::unique_ptr<Draft>(new Draft(place, clean));
  }
  ~Draft() {
    std::error_code error;
    if (!placed_) fs::remove_all(folder_, error);
  }
  Draft(Draft const&) = delete;
  Draft& operator=(Draft const&) = delete;

  fs::path const& folder() const { return folder_; }
  /// Over an empty folder, or where there is none; on disk when it answers.
  Result<Done> place() {
    int const draft = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const synced = draft >= 0 && ::syncfs(draft) == 0;
    if (draft >= 0) ::close(draft);
    if (!synced || ::rename(folder_.c_str(), target_.c_str()) != 0)
      return fail(Fault::unavailable, "backup.cannot_write", target_.string() + ": " + std::strerror(errno));
    placed_ = true;
    if (int const above = ::open(target_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); above >= 0) {
      ::fsync(above);
      ::close(above);
    }
    return Done{};
  }

 private:
  Draft(std::string folder, fs::path target) : folder_(std::move(folder)), target_(std::move(target)) {}
  fs::path folder_, target_;
  bool placed_ = false;
};

Result<Done> check_place(RestoreOrder const& order, Config const& config) {
  std::error_code unseen;
  if (fs::exists(config.data, unseen) && !(fs::is_directory(config.data, unseen) && fs::is_empty(config.data, unseen)))
    return fail(Fault::conflict, "backup.place_taken",
                config.data +
                    " is not empty. A restore writes over nothing: choose a folder that does not exist yet "
                    "with --data");
  for (auto const& url : {config.postgres, config.postgres_clicks})
    if (!url.empty() && !backup::is_empty_postgres(url))
      return fail(Fault::conflict, "backup.place_taken",
                  "the PostgreSQL schema holds tables already. A restore writes over nothing: make an empty database "
                  "or schema for it");
  if (!order.links.empty() && !fs::is_regular_file(order.links, unseen))
    return fail(Fault::missing, "backup.cannot_read", order.links + " is no file");
  if (!order.withdrawals.empty() && !fs::is_regular_file(order.withdrawals, unseen))
    return fail(Fault::missing, "backup.cannot_read",
                order.withdrawals +
                    " is no file. Where the old data folder has none, nobody has taken anything back yet: leave "
                    "--withdrawals away");
  return Done{};
}

// How many lines there are, and what stands for the first `most` of them.
struct Beginning {
  int64_t lines = 0;
  std::string digest{};
};
Result<Beginning> beginning_of(std::string const& path, int64_t most) {
  Beginning found;
  (void)TRY(db::AppendFile::replay(path, [&](std::string_view line) {
    if (found.lines++ < most) found.digest = sha256(found.digest + std::string(line));
  }));
  return found;
}

// Both are append-only and began as one file: what the other one has more is added. Where they are not one file's
// (that cannot be, but nothing may be lost), all of it is: a line twice does nothing twice. Answers how many lines.
Result<int64_t> add_lines(std::string const& into, std::string const& from) {
  if (from.empty()) return 0;
  auto const known = TRY(beginning_of(into, INT64_MAX));
  auto const same = TRY(beginning_of(from, known.lines)).digest == known.digest;
  auto const file = TRY(db::AppendFile::open(into));
  std::vector<std::string> lines;
  int64_t seen = 0, added = 0;
  Result<Done> done = Done{};
  auto const write = [&] {
    if (done) done = file->append_all(lines);
    added += int64_t(lines.size());
    lines.clear();
  };
  (void)TRY(db::AppendFile::replay(from, [&](std::string_view line) {
    if (seen++ < known.lines && same) return;
    lines.emplace_back(line);
    if (lines.size() == 1000) write();
  }));
  write();
  CHECK_OK(done);
  return added;
}

Instant taken_at(Json const& head) {
  auto const* ms = head.find("taken_ms") ? head.find("taken_ms")->integer() : nullptr;
  return {ms ? *ms : 0};
}

// The second half: the organisation comes up as it would to serve, its links with all lines of their file, and takes
// back what was taken back.
Result<Done> take_up(Config config, Restored& restored, Clock const& clock) {
  auto const organisation = TRY(OpenOrganisation::open(std::move(config), clock));
  App app{.organisation = **organisation};
  CHECK_OK(compose(app));
  auto const door = people::open_door(app.organisation, {});
  auto const taken = TRY(people::replay_withdrawals(*door, (app.organisation.folder / "withdrawals").string()));
  restored.left = taken.left;
  restored.refused = taken.refused;
  restored.erased = taken.erased;
  people::end_what_waited(*door);
  app.organisation.db->write([&](db::Tx& tx) {
    tx.run(open_epoch, clock.now().ms, taken_at(restored.head).ms);
    people::record(tx, {}, "backup.restored", "organisation", to_rfc3339(taken_at(restored.head)), clock.now());
  });
  for (auto const& end : app.farewells) end();
  return Done{};
}

// Where the master key has a place of its own, it goes there; another one that lies there already is not written over.
Result<Done> check_key_place(Config const& config) {
  if (config.token_key_file.empty() || !fs::exists(config.token_key_file)) return Done{};
  return fail(Fault::conflict, "backup.place_taken",
              config.token_key_file +
                  " holds a key already. Leave ESSAIM_TOKEN_KEY_FILE away, or move that file: the "
                  "backup brings the organisation's own");
}

Result<Done> place_key(Config const& config, fs::path const& folder) {
  if (config.token_key_file.empty()) return Done{};
  std::error_code error;
  fs::create_directories(fs::path(config.token_key_file).parent_path(), error);
  fs::copy_file(folder / "keys/token.key", config.token_key_file, error);
  if (!error) fs::permissions(config.token_key_file, fs::perms::owner_read | fs::perms::owner_write, error);
  if (error) return fail(Fault::unavailable, "backup.cannot_write", config.token_key_file + ": " + error.message());
  fs::remove_all(folder / "keys", error);
  return Done{};
}

Result<Restored> restore(RestoreOrder const& order, Config const& config, Clock const& clock) {
  CHECK_OK(check_place(order, config));
  CHECK_OK(check_key_place(config));
  auto const reader = TRY(backup::SealedReader::open(order.file, order.key));
  auto const draft = TRY(Draft::make(config.data));
  Restored restored;
  {
    Unpacking unpacking(config, draft->folder(), clock.now());
    restored.totals = TRY(backup::read_contents([&] { return reader->next(); }, unpacking));
    CHECK_OK(unpacking.commit());
    restored.head = unpacking.what();
    restored.damaged_pictures = unpacking.damaged_pictures();
  }
  restored.links_added = TRY(add_lines((draft->folder() / "links").string(), order.links));
  (void)TRY(add_lines((draft->folder() / "withdrawals").string(), order.withdrawals));
  auto inside = config;
  inside.data = draft->folder().string();
  inside.token_key_file.clear();
  auto const up = take_up(std::move(inside), restored, clock);
  if (!up && !config.postgres.empty())
    return fail(up.error().fault, up.error().code,
                up.error().detail + " (the PostgreSQL schema is filled by now: empty it before the next try)");
  CHECK_OK(up);
  CHECK_OK(place_key(config, draft->folder()));
  CHECK_OK(draft->place());
  return restored;
}

}  // namespace

Epoch Epoch::read(db::Row& row) {
  Epoch epoch;
  epoch.opened_at = {row.integer()};
  epoch.taken_at = {row.integer()};
  return epoch;
}

std::optional<Epoch> last_restore(db::Db& db) {
  return db.read([](db::Tx& tx) { return tx.one<Epoch>(find_last); });
}

Result<Restored> restore_backup(RestoreOrder const& order, Config const& config, Clock const& clock) {
  try {
    return restore(order, config, clock);
  } catch (db::Broken const& broken) {
    return fail(Fault::unavailable, "backup.database", broken.what());
  } catch (fs::filesystem_error const& error) { return fail(Fault::unavailable, "backup.cannot_write", error.what()); }
}

}  // namespace essaim
