#include "app/cli.hpp"

#include "app/commands/backup.hpp"
#include "app/commands/config.hpp"
#include "app/commands/contract.hpp"
#include "app/commands/demo.hpp"
#include "app/commands/doctor.hpp"
#include "app/commands/feed_read.hpp"
#include "app/commands/links.hpp"
#include "app/commands/organisation.hpp"
#include "app/commands/page_read.hpp"
#include "app/commands/people_import.hpp"
#include "app/commands/person.hpp"
#include "app/commands/robots.hpp"
#include "app/commands/second_factor.hpp"
#include "app/commands/serve.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace essaim {
namespace {

using Arguments = std::vector<std::string>;

struct Command {
  std::string_view words;  // "serve", "feed read"
  std::string_view usage;
  std::string_view does;
  int (*run)(Arguments const&);
};

constexpr std::array command_table{
    Command{"serve", "[--config FILE] [--data DIR] [--listen ADDRESS] [--postgres URL] [--demo]",
            "the server and its workers", run_serve},
    Command{
        "demo",
        "[--config FILE] [--data DIR] [--postgres URL] [--people N [--years Y] [--seed S] [--stories N] [--shares N] "
        "[--clicks N]]",
        "fills an empty organisation with a fictional company, says its logins, and ends; with --people, one of that "
        "size with its years of stories, shares, clicks and closed figures, the same for the same seed and day",
        run_demo},
    Command{"doctor", "[--config FILE] [--data DIR] [--organisation NAME] [--json]",
            "checks configuration, database, mail, network, clock; says how to mend each", run_doctor},
    Command{"config", "[--config FILE] [--data DIR] [--organisation NAME] [--json | --markdown]",
            "every key of the configuration: what it means, its default, and what is in force", run_config},
    Command{"feed read", "FILE-or-URL [--url URL] [--allow-host HOST]", "a feed as JSON Feed 1.1 on standard output",
            commands::run_feed_read},
    Command{"page read", "FILE-or-URL [--url URL] [--allow-host HOST]", "what the unfurler sees of a page, as JSON",
            commands::run_page_read},
    Command{"links make",
            "ADDRESS [--count N] [--pass-query] [--data DIR] [--postgres URL] [--organisation NAME] [--create]",
            "tracked links that belong to nobody, while no server runs; --create makes the organisation where none is",
            run_links_make},
    Command{"robots", "[--json]",
            "user agents on standard input, one a line; robot or person a line on standard output", run_robots},
    Command{"people import", people_import_usage,
            "people, groups and sites from a table; --dry-run shows what would change, --create makes the organisation "
            "where none is",
            run_people_import},
    Command{"people remove-factor", "ADDRESS [--data DIR] [--postgres URL] [--organisation NAME]",
            "for a lost phone: takes the second factor of this person away, and tells them", run_remove_factor},
    Command{
        "person export", person_export_usage,
        "for a person who asks: a file of what is held on them, which they alone open, once, in the app; or sealed to "
        "data protection. They are told",
        run_person_export},
    Command{
        "person erase", person_erase_usage,
        "for a person who asks: all that is held on them, member or not; their links go on redirecting. They are told",
        run_person_erase},
    Command{"person open", "FILE --key FILE [--to FILE]", "for data protection: what was sealed to its key, as JSON",
            run_person_open},
    Command{"backup keygen", "[--to FILE] [--json]",
            "a recovery key: the secret half for the safe, the public half for the configuration", run_backup_keygen},
    Command{"backup verify", "FILE --key FILE [--json]", "reads a backup to its end and says what is in it",
            run_backup_verify},
    Command{
        "backup", backup_usage,
        "all of the organisation, while it serves, sealed to the recovery key; without FILE into ESSAIM_BACKUP_FOLDER",
        run_backup},
    Command{"restore", restore_usage,
            "a backup into an empty place; then what was taken back since, from the old folder's two files",
            run_restore},
    Command{"organisation add", organisation_add_usage,
            "one more organisation for this server, at an address of its own; with PostgreSQL it makes a role and a "
            "schema, or takes postgres=URL",
            run_organisation_add},
    Command{"organisation list", "[--config FILE] [--data DIR] [--json]",
            "the organisations of this server, with those removed whose data is kept", run_organisation_list},
    Command{"organisation remove", organisation_remove_usage,
            "takes one off this server; its data stay, unless --erase. Asks for its name again",
            run_organisation_remove},
    Command{"openapi", "", "the API's contract (OpenAPI 3.1) on standard output", run_openapi},
    Command{"permissions", "", "every route with the roles that may use it", run_permissions},
};

void print_command(std::FILE* out, Command const& command) {
  fmt::print(out, "  essaim {} {}\n      {}\n", command.words, command.usage, command.does);
}

void print_help() {
  fmt::print("essaim: employee advocacy by volunteers\n\n");
  for (auto const& command : command_table) print_command(stdout, command);
  fmt::print("  essaim --version\n");
  fmt::print(
      "\nConfiguration: a file of KEY=value (--config), then ESSAIM_KEY in the environment, then options. `essaim "
      "config` lists the keys, `essaim doctor` explains.\n");
}

bool belongs_to(Command const& command, std::string_view group) {
  return command.words.size() > group.size() && command.words.starts_with(group) && command.words[group.size()] == ' ';
}

// "essaim feed": the first word of some commands, and what they are.
int run_group(Arguments const& all) {
  auto const& group = all[0];
  if (std::ranges::none_of(command_table, [&](Command const& each) { return belongs_to(each, group); })) {
    fmt::print(stderr, "essaim: no command '{}'; see essaim --help\n", group);
    return 2;
  }
  bool const asked = all.size() == 2 && (all[1] == "--help" || all[1] == "-h" || all[1] == "help");
  auto* const out = asked ? stdout : stderr;
  if (!asked && all.size() > 1) fmt::print(out, "essaim: no command '{} {}'\n", group, all[1]);
  fmt::print(out, "essaim {}:\n", group);
  for (auto const& command : command_table)
    if (belongs_to(command, group)) print_command(out, command);
  return asked ? 0 : 2;
}

// The words of a command may be one ("serve") or two ("feed read").
bool begins_with_words(Arguments const& all, std::string_view words) {
  auto const space = words.find(' ');
  if (space == std::string_view::npos) return !all.empty() && all[0] == words;
  return all.size() >= 2 && all[0] == words.substr(0, space) && all[1] == words.substr(space + 1);
}

}  // namespace

int run_command_line(int argc, char** argv) {
  if (sodium_init() < 0) {
    fmt::print(stderr, "essaim: the system gives no randomness\n");
    return 1;
  }
  Arguments const all(argv + 1, argv + argc);
  if (all.empty() || all[0] == "--help" || all[0] == "help" || all[0] == "-h") {
    print_help();
    return all.empty() ? 2 : 0;
  }
  if (all[0] == "--version") {
    fmt::print("essaim {}\n", ESSAIM_VERSION);
    return 0;
  }
  for (auto const& command : command_table) {
    if (!begins_with_words(all, command.words)) continue;
    size_t const taken = command.words.find(' ') == std::string_view::npos ? 1 : 2;
    Arguments const rest(all.begin() + int64_t(taken), all.end());
    if (!rest.empty() && rest[0] == "--help") {
      fmt::print("essaim {} {}\n  {}\n", command.words, command.usage, command.does);
      return 0;
    }
    return command.run(rest);
  }
  return run_group(all);
}

}  // namespace essaim
