#include "app/backup/backup.hpp"

#include "app/backup/state.hpp"
#include "base/text.hpp"
#include "features/influence/influence.hpp"
#include "features/links/links.hpp"
#include "features/people/people.hpp"
#include "features/privacy/privacy.hpp"
#include "platform/backup/sealed_file.hpp"
#include "platform/backup/store_copy.hpp"
#include "platform/blobs/blobs.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace essaim {
namespace {

namespace fs = std::filesystem;

struct Store {
  std::string name;
  std::unique_ptr<backup::StoreSnapshot> snapshot;
};

bool holds_clicks(backup::StoreSnapshot& store) {
  auto const tables = store.tables();
  return std::ranges::any_of(tables, [](auto const& table) { return table.name == "click"; });
}

// The main store first: its position in the clicks is then never ahead of them.
std::vector<Store> open_stores(Config const& config) {
  std::vector<Store> stores;
  fs::path const data = config.data;
  if (config.postgres.empty()) {
    stores.push_back({"main", backup::open_sqlite_snapshot((data / "essaim.db").string())});
    if (fs::exists(data / "clicks.db"))
      stores.push_back({"clicks", backup::open_sqlite_snapshot((data / "clicks.db").string())});
    return stores;
  }
  stores.push_back({"main", backup::open_postgres_snapshot(config.postgres)});
  if (!config.postgres_clicks.empty() && !holds_clicks(*stores.front().snapshot))
    stores.push_back({"clicks", backup::open_postgres_snapshot(config.postgres_clicks)});
  return stores;
}

Result<std::string> organisation_in(backup::StoreSnapshot& main) {
  std::string id;
  for (auto const& table : main.tables())
    if (table.name == "organisation_identity") {
      auto const column = std::ranges::find(table.columns, "id") - table.columns.begin();
      CHECK_OK(main.each_row(table, [&](std::span<backup::Cell const> cells) -> Result<Done> {
        id = cells[size_t(column)].bytes;
        return Done{};
      }));
    }
  if (id.empty())
    return fail(Fault::missing, "backup.nothing_here", "there is no organisation yet: nothing to back up");
  return id;
}

Json head_of(Config const& config, std::vector<Store> const& stores, std::string const& organisation, Instant now) {
  JsonArray parts;
  for (auto const& store : stores) {
    JsonArray steps;
    for (auto const& [name, checksum] : store.snapshot->migrations())
      steps.push_back(JsonObject{{"name", name}, {"checksum", checksum}});
    parts.push_back(JsonObject{{"name", store.name}, {"migrations", std::move(steps)}});
  }
  return JsonObject{{"format", 1},
                    {"essaim", ESSAIM_VERSION},
                    {"taken_at", to_rfc3339({now.ms / 1000 * 1000})},
                    {"taken_ms", now.ms},
                    {"engine", config.postgres.empty() ? "sqlite" : "postgres"},
                    {"organisation", organisation},
                    {"address", config.public_url()},
                    {"stores", std::move(parts)}};
}

class Making {
 public:
  Making(Config const& config, BackupOrder const& order, backup::SealedWriter& to)
      : config_(config), order_(order), out_([&to](std::string_view bytes) { return to.write(bytes); }) {}

  Result<backup::Totals> write(std::vector<Store>& stores, Json const& head) {
    CHECK_OK(out_.head(head));
    for (auto& store : stores)
      for (auto& table : store.snapshot->tables()) {
        table.store = store.name;
        CHECK_OK(copy(*store.snapshot, table));
      }
    // Pictures and the append-only files after the stores: these then miss nothing that the stores name, and hold each
    // withdrawal that was answered before the snapshot (it is in the file before it is in the database).
    fs::path const data = config_.data;
    CHECK_OK(copy_pictures(data / "media"));
    for (auto const* name : {"incomplete-hours", "links", "withdrawals"}) CHECK_OK(copy_file(data / name, name));
    if (!fs::exists(config_.key_file()))
      return fail(Fault::missing, "backup.no_key", "no master key at " + config_.key_file() + ": it belongs into it");
    CHECK_OK(copy_file(config_.key_file(), "keys/token.key"));
    return out_.finish();
  }

 private:
  Result<Done> check() const {
    if (order_.go_on()) return Done{};
    return fail(Fault::unavailable, "backup.stopped", "the backup was broken off; nothing of it is kept");
  }

  Result<Done> copy(backup::StoreSnapshot& snapshot, backup::Table const& table) {
    auto const stands_in = [&](auto const& left_out) {
      return std::ranges::find(left_out, table.name) != left_out.end();
    };
    if (stands_in(people::tables_without_backup) || stands_in(influence::tables_without_backup) ||
        stands_in(privacy::tables_without_backup))
      return Done{};
    // The day's keys of readers mean nothing without the day's salt, which is in no backup; they are not either.
    auto const visitor = table.name == links::visitor_table
                             ? std::ranges::find(table.columns, links::visitor_column) - table.columns.begin()
                             : -1;
    CHECK_OK(out_.begin_table(table));
    int64_t rows = 0;
    std::vector<backup::Cell> changed;
    auto const copied = snapshot.each_row(table, [&](std::span<backup::Cell const> cells) -> Result<Done> {
      if (++rows % 1000 == 0)
        if (auto const wanted = check(); !wanted) return wanted;
      if (visitor < 0) return out_.row(cells);
      changed.assign(cells.begin(), cells.end());
      if (size_t(visitor) < changed.size()) changed[size_t(visitor)] = {};
      return out_.row(changed);
    });
    CHECK_OK(copied);
    return out_.end_table();
  }

  Result<Done> copy_pictures(fs::path const& folder) {
    std::error_code unseen;
    for (auto const& entry : fs::recursive_directory_iterator(folder, unseen)) {
      auto const name = entry.path().filename().string();
      if (is_sha256(name) && entry.is_regular_file(unseen)) CHECK_OK(copy_file(entry.path(), "media/" + name));
    }
    return Done{};
  }

  Result<Done> copy_file(fs::path const& path, std::string const& as) {
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
      if (errno == ENOENT) return Done{};  // never made, or erased meanwhile
      return fail(Fault::unavailable, "backup.cannot_read", path.string() + ": " + std::strerror(errno));
    }
    std::shared_ptr<void> const held(nullptr, [file](void*) { ::close(file); });
    CHECK_OK(out_.begin_file(as));
    std::string buffer(60'000, '\0');
    for (;;) {
      CHECK_OK(check());
      auto const n = ::read(file, buffer.data(), buffer.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return fail(Fault::unavailable, "backup.cannot_read", path.string() + ": " + std::strerror(errno));
      if (n == 0) break;
      CHECK_OK(out_.file_bytes(std::string_view(buffer).substr(0, size_t(n))));
    }
    return out_.end_file();
  }

  Config const& config_;
  BackupOrder const& order_;
  backup::ContentsWriter out_;
};

Result<MadeBackup> make(Config const& config, BackupOrder const& order, Clock const& clock) {
  auto const begun = clock.now();
  auto stores = open_stores(config);
  auto const organisation = TRY(organisation_in(*stores.front().snapshot));
  MadeBackup made;
  made.organisation = organisation;
  made.path = order.file.empty() ? (fs::path(order.folder) / backup_name(organisation, begun)).string() : order.file;
  auto const file = TRY(backup::SealedWriter::create(made.path, order.to));
  Making making(config, order, *file);
  made.totals = TRY(making.write(stores, head_of(config, stores, organisation, begun)));
  made.bytes = TRY(file->finish());
  made.took = clock.now() - begun;
  return made;
}

// A broken store is said in words, as all else here: nobody's request is at stake.
Result<MadeBackup> make_or_say(Config const& config, BackupOrder const& order, Clock const& clock) {
  try {
    return make(config, order, clock);
  } catch (db::Broken const& broken) {
    return fail(Fault::unavailable, "backup.database", broken.what());
  } catch (fs::filesystem_error const& error) { return fail(Fault::unavailable, "backup.cannot_read", error.what()); }
}

}  // namespace

Result<MadeBackup> make_backup(Config const& config, BackupOrder const& order, Clock const& clock) {
  auto const alone = TRY(lock_backups(config.data));
  auto state = read_backup_state(config.data);
  state.tried_at = clock.now();
  auto made = make_or_say(config, order, clock);
  if (!made && made.error().code == "backup.stopped") return made;
  state.failure = made ? "" : made.error().code;
  if (made) {
    state.good_at = state.tried_at;
    state.good_name = fs::path(made->path).filename().string();
    state.good_bytes = made->bytes;
  }
  write_backup_state(config.data, state);
  return made;
}

}  // namespace essaim
