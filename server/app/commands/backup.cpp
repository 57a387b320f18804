#include "app/commands/backup.hpp"

#include "app/backup/daily.hpp"
#include "app/backup/restore.hpp"
#include "app/commands/options.hpp"
#include "app/commands/place.hpp"
#include "base/text.hpp"
#include "features/privacy/privacy.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <unistd.h>

namespace essaim {
namespace {

// One bare word, and options that each have a value.
struct Words {
  std::string file;
  std::map<std::string, std::string> options;
  std::string of(std::string const& name) const {
    auto const found = options.find(name);
    return found == options.end() ? "" : found->second;
  }
};

Result<Words> read_words(std::vector<std::string> const& rest, std::initializer_list<std::string_view> known,
                         std::string_view usage) {
  Words words;
  for (size_t i = 0; i < rest.size(); ++i) {
    auto const& word = rest[i];
    if (std::find(known.begin(), known.end(), word) != known.end()) {
      if (i + 1 == rest.size()) return fail(Fault::invalid, "cli.value_missing", word + " wants a value");
      words.options[word] = rest[++i];
    } else if (word.starts_with("-") || !words.file.empty()) {
      return fail(Fault::invalid, "cli.usage", fmt::format("{}; not '{}'", usage, word));
    } else {
      words.file = word;
    }
  }
  return words;
}

Result<std::string> read_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Fault::missing, "backup.cannot_read", path + ": " + std::strerror(errno));
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

Result<backup::RecoveryKey> read_key(Words const& words, std::string_view usage) {
  auto const path = words.of("--key");
  if (path.empty() || words.file.empty()) return fail(Fault::invalid, "cli.usage", usage);
  return backup::read_recovery_key(TRY(read_file(path)));
}

Result<Done> write_private_file(std::string const& path, std::string_view text) {
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return fail(Fault::conflict, "backup.cannot_write", path + ": " + std::strerror(errno));
  bool const written = ::write(file, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(file) == 0;
  ::close(file);
  if (written) return Done{};
  ::unlink(path.c_str());
  return fail(Fault::unavailable, "backup.cannot_write", path);
}

std::string size_of(int64_t bytes) {
  constexpr int64_t mebi = 1 << 20;
  return bytes < 10 * 1024 ? fmt::format("{} bytes", bytes)
         : bytes < mebi    ? fmt::format("{} KiB", bytes >> 10)
                           : fmt::format("{}.{} MiB", bytes / mebi, bytes % mebi * 10 / mebi);
}

Json to_json(backup::Totals const& totals) {
  return JsonObject{{"tables", totals.tables}, {"rows", totals.rows}, {"files", totals.files}};
}

// ---- keygen

Result<Done> keygen(std::vector<std::string> const& arguments) {
  auto const options = TRY(read_common_options(arguments));
  constexpr std::string_view usage = "essaim backup keygen [--to FILE] [--json]";
  auto const words = TRY(read_words(options.rest, {"--to"}, usage));
  if (!words.file.empty()) return fail(Fault::invalid, "cli.usage", usage);
  auto const key = backup::make_recovery_key();
  auto const to = words.of("--to");
  if (!to.empty()) CHECK_OK(write_private_file(to, backup::to_file(key)));
  if (options.json) {
    fmt::print("{}\n", print_json(JsonObject{{"public_key", backup::to_text(key.open)},
                                             {"fingerprint", backup::fingerprint(key.open)},
                                             {"secret", to.empty() ? Json(backup::to_file(key)) : Json()},
                                             {"file", to.empty() ? Json() : Json(to)}}));
    return Done{};
  }
  if (to.empty())
    fmt::print("{}", backup::to_file(key));
  else
    fmt::print("The secret half is in {}: keep it offline, twice, and delete it from this machine.\n", to);
  fmt::print("Recovery key {}. Into the server's configuration:\nESSAIM_BACKUP_KEY={}\n", backup::fingerprint(key.open),
             backup::to_text(key.open));
  return Done{};
}

// ---- backup

std::atomic<bool> interrupted = false;

// A backup is worth more than its line: a database that takes no row any more can still be saved.
void note_in_access_log(Config const& config, Clock const& clock) {
  try {
    auto const file = (std::filesystem::path(config.data) / "essaim.db").string();
    auto const db = config.postgres.empty() ? db::open_sqlite(file, 1) : db::open_postgres(config.postgres, 1);
    db->write([&](db::Tx& tx) { privacy::note_backup(tx, clock.now()); });
  } catch (db::Broken const& broken) {
    fmt::print(stderr, "essaim: backup.not_in_the_access_log: {}\n", broken.what());
  }
}

Result<Done> back_up(std::vector<std::string> const& arguments) {
  auto options = TRY(read_common_options(arguments));
  CHECK_OK(choose_organisation(options));
  auto const words = TRY(read_words(options.rest, {"--to"}, fmt::format("essaim backup {}", backup_usage)));
  auto const to = words.file.empty() ? words.of("--to") : words.file;
  options.rest.clear();
  CHECK_OK(expect_organisation(options));
  auto const key = TRY(backup_key_of(options.config));
  if (!key)
    return fail(Fault::invalid, "backup.no_recovery_key",
                "make one with `essaim backup keygen`, and put its public half into ESSAIM_BACKUP_KEY");
  BackupOrder order{*key, to, options.config.backup_folder, [] { return !interrupted; }};
  if (order.file.empty() && order.folder.empty())
    return fail(Fault::invalid, "cli.usage", "say where: a FILE, or ESSAIM_BACKUP_FOLDER");
  for (int const number : {SIGINT, SIGTERM}) std::signal(number, [](int) { interrupted = true; });
  SystemClock const clock;
  auto const made = TRY(make_backup(options.config, order, clock));
  note_in_access_log(options.config, clock);
  if (order.file.empty()) rotate_backups(order.folder, made.organisation, options.config.backup_keep);
  if (options.json) {
    auto said = to_json(made.totals);
    said.set("file", made.path).set("bytes", made.bytes).set("ms", made.took.ms);
    fmt::print("{}\n", print_json(said));
  } else {
    fmt::print("{}: {}, {} rows of {} tables, {} files, sealed to {}\n", made.path, size_of(made.bytes),
               made.totals.rows, made.totals.tables, made.totals.files, backup::fingerprint(*key));
  }
  return Done{};
}

// ---- verify

Result<int> verify(std::vector<std::string> const& arguments) {
  auto const options = TRY(read_common_options(arguments));
  constexpr std::string_view usage = "essaim backup verify FILE --key FILE [--json]";
  auto const words = TRY(read_words(options.rest, {"--key"}, usage));
  auto const key = TRY(read_key(words, usage));
  auto const contents = TRY(verify_backup(words.file, key));
  auto const& head = contents.head;
  if (options.json) {
    JsonObject rows;
    for (auto const& [table, count] : contents.rows) rows.emplace_back(table, count);
    auto said = to_json(contents.totals);
    for (auto const* name : {"essaim", "taken_at", "engine", "organisation", "address"})
      said.set(name, head.string_or(name));
    said.set("pictures", contents.pictures).set("damaged_pictures", contents.damaged_pictures);
    fmt::print("{}\n", print_json(said.set("rows_of", std::move(rows))));
  } else {
    fmt::print("Whole and authentic to its end.\n  taken     {}\n  by        Essaim {} on {}\n  of        {} ({})\n",
               head.string_or("taken_at"), head.string_or("essaim"), head.string_or("engine"),
               head.string_or("address"), head.string_or("organisation"));
    fmt::print("  holds     {} rows of {} tables, {} files ({}), {} of them pictures\n", contents.totals.rows,
               contents.totals.tables, contents.totals.files, size_of(contents.totals.bytes), contents.pictures);
    for (auto const& [table, count] : contents.rows)
      if (count > 0) fmt::print("  {:>9} {}\n", count, table);
  }
  if (contents.damaged_pictures == 0) return 0;
  fmt::print(stderr, "essaim: backup.damaged_pictures: {} pictures were damaged on the server's disk already\n",
             contents.damaged_pictures);
  return 1;
}

// ---- restore

Result<Done> restore(std::vector<std::string> const& arguments) {
  auto options = TRY(read_common_options(arguments));
  CHECK_OK(choose_organisation(options));
  auto const usage = fmt::format("essaim restore {}", restore_usage);
  auto const words = TRY(read_words(options.rest, {"--key", "--links", "--withdrawals"}, usage));
  RestoreOrder order{words.file, TRY(read_key(words, usage)), words.of("--links"), words.of("--withdrawals")};
  SystemClock const clock;
  auto const restored = TRY(restore_backup(order, options.config, clock));
  if (options.json) {
    auto said = to_json(restored.totals);
    said.set("taken_at", restored.head.string_or("taken_at")).set("links_added", restored.links_added);
    said.set("left", restored.left).set("refused", restored.refused).set("erased", restored.erased);
    fmt::print("{}\n", print_json(said.set("damaged_pictures", restored.damaged_pictures)));
    return Done{};
  }
  fmt::print("Restored into {} as of {}: {} rows of {} tables, {} files.\n", options.config.data,
             restored.head.string_or("taken_at"), restored.totals.rows, restored.totals.tables, restored.totals.files);
  if (restored.damaged_pictures > 0)
    fmt::print("{} pictures were damaged on the old disk already; they are left away where they show.\n",
               restored.damaged_pictures);
  fmt::print("Links given since: {}. Withdrawn since: {} memberships, {} refusals, {} erased.\n", restored.links_added,
             restored.left, restored.refused, restored.erased);
  if (order.links.empty())
    fmt::print("Without --links of the old data folder, links given after that time are not known here.\n");
  if (order.withdrawals.empty())
    fmt::print(
        "Without --withdrawals of the old data folder, what was taken back after that time is not known here; where "
        "that folder has no such file, nothing was.\n");
  fmt::print(
      "Everybody signs in anew; open invitations ended, waiting letters do not go out. Look at the roles, then "
      "start `essaim serve`.\n");
  return Done{};
}

int ended(Result<Done> const& done) {
  if (done) return 0;
  complain(done.error());
  return done.error().code.starts_with("cli.") && done.error().code != "cli.no_organisation" ? 2 : 1;
}

}  // namespace

int run_backup(std::vector<std::string> const& arguments) { return ended(back_up(arguments)); }
int run_backup_keygen(std::vector<std::string> const& arguments) { return ended(keygen(arguments)); }
int run_restore(std::vector<std::string> const& arguments) { return ended(restore(arguments)); }

int run_backup_verify(std::vector<std::string> const& arguments) {
  auto const found = verify(arguments);
  return found ? *found : ended(tl::unexpected(found.error()));
}

}  // namespace essaim
