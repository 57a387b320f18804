#include "app/commands/organisation.hpp"

#include "app/commands/options.hpp"
#include "app/open_organisation.hpp"
#include "app/organisations/changes.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>

namespace essaim {
namespace {

constexpr std::string_view restart =
    "Start the server again (systemctl restart essaim): a running one goes on as it began.";

struct AddWords {
  NewOrganisation wanted;
  bool kept = false, create = false;
};

Result<AddWords> read_add(std::vector<std::string> const& rest) {
  AddWords words;
  for (auto const& word : rest) {
    auto const equals = word.find('=');
    if (word == "--kept")
      words.kept = true;
    else if (word == "--create")
      words.create = true;
    else if (word == "--sqlite")
      words.wanted.sqlite = true;
    else if (word.starts_with("http://") || word.starts_with("https://")) {
      if (!words.wanted.address.empty()) return fail(Fault::invalid, "cli.usage", "one address, not also " + word);
      words.wanted.address = word;
    } else if (equals != std::string::npos && equals > 0 && !word.starts_with("-") &&
               word.find('\n') == std::string::npos) {
      words.wanted.said.push_back(
          {ascii_lower(word.substr(0, equals)), word.substr(equals + 1), word.substr(0, equals)});
    } else {
      return fail(Fault::invalid, "cli.usage", fmt::format("{}; not '{}'", organisation_add_usage, word));
    }
  }
  if (words.wanted.address.empty())
    return fail(Fault::invalid, "cli.usage", fmt::format("essaim organisation add {}", organisation_add_usage));
  return words;
}

// A mistyped folder would become a server's of its own.
Result<Done> expect_server(Config const& process, bool create) {
  std::error_code unseen;
  if (create || first_is_here(process) || std::filesystem::exists(organisations_folder(process), unseen)) return Done{};
  return fail(Fault::missing, "cli.no_organisation",
              "nothing lives in " + process.data +
                  " yet. Check --data; --create begins a server there that has only organisations added like this one");
}

std::string_view engine_of(Config const& config) { return config.postgres.empty() ? "SQLite" : "PostgreSQL"; }

Result<Done> add(std::vector<std::string> const& arguments) {
  auto const options = TRY(read_common_options(arguments));
  auto const words = TRY(read_add(options.rest));
  auto const& process = options.config;
  CHECK_OK(expect_server(process, words.create));
  auto const config = TRY(words.kept ? add_kept_organisation(process, host_of(words.wanted.address))
                                     : add_organisation(process, words.wanted));
  auto const file = organisation_file(process, config.organisation).string();
  if (options.json) {
    fmt::print("{}\n", print_json(JsonObject{{"name", name_of(config)},
                                             {"id", config.organisation},
                                             {"address", config.base_url},
                                             {"engine", engine_of(config)},
                                             {"data", config.data},
                                             {"configuration", file}}));
    return Done{};
  }
  fmt::print("{} is added ({}). Its data: {}\nWhat differs for it from the server's configuration: {}\n",
             name_of(config), engine_of(config), config.data, file);
  if (config.mail_from.empty() && !process.smtp_url.empty())
    fmt::print("Its letters wait until mail_from in that file says who sends them.\n");
  fmt::print("{}{}\n", restart, words.kept ? "" : " It then prints the link that sets the organisation up, once.");
  return Done{};
}

struct Listed {
  Config config;
  std::string_view state;  // "served", "removed"
  std::string id;
};

Result<std::vector<Listed>> all_of(Config const& process) {
  std::vector<Listed> all;
  for (auto& config : TRY(served_organisations(process))) all.push_back({std::move(config), "served", ""});
  for (auto& config : TRY(added_organisations(process, true))) all.push_back({std::move(config), "removed", ""});
  for (auto& one : all) one.id = identity_at(one.config).value_or(one.config.organisation);
  return all;
}

Result<Done> list(std::vector<std::string> const& arguments) {
  auto const options = TRY(read_common_options(arguments));
  if (!options.rest.empty()) return fail(Fault::invalid, "cli.usage", options.rest.front() + " is no option");
  JsonArray items;
  for (auto const& one : TRY(all_of(options.config))) {
    auto const& config = one.config;
    if (options.json)
      items.push_back(JsonObject{{"name", name_of(config)},
                                 {"state", one.state},
                                 {"first", config.organisation.empty()},
                                 {"id", one.id},
                                 {"address", config.public_url()},
                                 {"engine", engine_of(config)},
                                 {"data", config.data}});
    else
      fmt::print("{}\n  {}{}, {}, id {}\n  data {}\n", name_of(config), one.state,
                 config.organisation.empty() ? " (the server's own configuration)" : "", engine_of(config),
                 one.id.empty() ? "not made yet" : one.id, config.data);
  }
  if (options.json) fmt::print("{}", print_json_pretty(Json(std::move(items))));
  return Done{};
}

bool types_again(std::string const& name) {
  fmt::print("Type its name again ({}): ", name);
  std::fflush(stdout);
  std::string line;
  std::getline(std::cin, line);
  return ascii_lower(trim(line)) == name;
}

Result<Done> remove(std::vector<std::string> const& arguments) {
  auto options = TRY(read_common_options(arguments));
  bool const erase = std::erase(options.rest, "--erase") > 0;
  if (options.rest.size() != 1 || options.rest[0].starts_with("-"))
    return fail(Fault::invalid, "cli.usage", fmt::format("essaim organisation remove {}", organisation_remove_usage));
  auto const name = ascii_lower(options.rest[0]);
  auto const which = TRY(find_removable(options.config, name, erase));
  if (erase)
    fmt::print(
        "All of {} will be erased here: people, links, figures, keys. Only a backup could bring it back; backups stay "
        "where they are.\n",
        name);
  else
    fmt::print("{} will no longer be served. Its data stay in {}.\n", name, which.config.data);
  if (!types_again(name)) return fail(Fault::invalid, "organisation.name_differs", "nothing was changed");
  if (!erase) {
    CHECK_OK(remove_organisation(options.config, which));
    fmt::print("{} is removed. {}\n", name, restart);
    return Done{};
  }
  auto const left = TRY(erase_organisation(options.config, which));
  fmt::print("{} is erased.\n{}{}", name, left, left.empty() ? "" : "\n");
  return Done{};
}

int ended(Result<Done> const& done) {
  if (done) return 0;
  complain(done.error());
  return done.error().code == "cli.usage" || done.error().code == "cli.value_missing" ? 2 : 1;
}

}  // namespace

int run_organisation_add(std::vector<std::string> const& arguments) { return ended(add(arguments)); }
int run_organisation_list(std::vector<std::string> const& arguments) { return ended(list(arguments)); }
int run_organisation_remove(std::vector<std::string> const& arguments) { return ended(remove(arguments)); }

}  // namespace essaim
