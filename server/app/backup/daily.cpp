#include "app/backup/daily.hpp"

#include "platform/log/log.hpp"

#include <fmt/format.h>

namespace essaim {

bool is_backup_due(BackupState const& state, Instant now, int hour) {
  auto struck = Instant{utc_day(now) * days(1).ms} + hours(hour);
  if (struck > now) struck = struck - days(1);
  return state.good_at < struck && (state.failure.empty() || state.tried_at + hours(1) <= now);
}

std::string_view standing_of(Config const& config, BackupState const& state, Instant now) {
  if (config.backup_folder.empty() || config.backup_key.empty()) return "off";
  if (!state.failure.empty()) return "failing";
  if (state.good_at.ms == 0) return "none";
  return state.good_at + hours(49) < now ? "old" : "good";
}

Result<std::optional<backup::PublicKey>> backup_key_of(Config const& config) {
  if (config.backup_key.empty()) return std::optional<backup::PublicKey>();
  auto const key = backup::read_public_key(config.backup_key);
  if (!key) return fail(Fault::invalid, "config.bad_value", "backup_key: " + key.error().detail);
  return std::optional(*key);
}

Result<std::unique_ptr<DailyBackup>> DailyBackup::start(Config const& config, Clock const& clock) {
  auto const key = TRY(backup_key_of(config));
  if (config.backup_folder.empty()) return std::unique_ptr<DailyBackup>();
  if (!key)
    return fail(Fault::invalid, "config.bad_value",
                "backup_folder without backup_key: make a recovery key with `essaim backup keygen`");
  return std::unique_ptr<DailyBackup>(new DailyBackup(config, clock, *key));
}

DailyBackup::DailyBackup(Config const& config, Clock const& clock, backup::PublicKey const& to)
    : config_(config), clock_(clock), to_(to), thread_([this] { work(); }) {}

DailyBackup::~DailyBackup() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void DailyBackup::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    if (is_backup_due(read_backup_state(config_.data), clock_.now(), config_.backup_hour)) make();
    lock.lock();
    wake_.wait_for(lock, std::chrono::seconds(60), [this] { return stopping_.load(); });
  }
}

void DailyBackup::make() {
  BackupOrder const order{to_, {}, config_.backup_folder, [this] { return !stopping_; }};
  auto const made = make_backup(config_, order, clock_);
  if (!made) {
    // One that was broken off follows at the next start; one that somebody makes by hand counts as well.
    bool const no_failure = made.error().code == "backup.stopped" || made.error().code == "backup.in_progress";
    if (!no_failure) log::error("backup.failed", {{log::Field::code, made.error().code}});
    return;
  }
  log::info("backup.made", {{log::Field::bytes, made->bytes}, {log::Field::duration_ms, made->took.ms}});
  rotate_backups(config_.backup_folder, made->organisation, config_.backup_keep);
}

void write_backup_metrics(Config const& config, std::string& out) {
  auto const state = read_backup_state(config.data);
  if (config.backup_folder.empty() && state.tried_at.ms == 0) return;
  out += fmt::format(
      "# HELP essaim_backup_last_good_timestamp_seconds When the newest whole backup was begun; 0: never.\n"
      "# TYPE essaim_backup_last_good_timestamp_seconds gauge\nessaim_backup_last_good_timestamp_seconds {}\n"
      "# HELP essaim_backup_failing 1 when the last try failed.\n"
      "# TYPE essaim_backup_failing gauge\nessaim_backup_failing {}\n",
      state.good_at.ms / 1000, state.failure.empty() ? 0 : 1);
}

}  // namespace essaim
