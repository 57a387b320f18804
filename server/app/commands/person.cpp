#include "app/commands/person.hpp"

#include "app/commands/options.hpp"
#include "app/commands/place.hpp"
#include "app/compose.hpp"
#include "app/open_organisation.hpp"
#include "base/text.hpp"
#include "features/people/people.hpp"
#include "features/privacy/privacy.hpp"
#include "platform/backup/sealed_box.hpp"
#include "platform/i18n/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <map>
#include <thread>
#include <unistd.h>

namespace essaim {
namespace {

using What = privacy::PersonRequest::What;

// ---- the words of the call

struct Words {
  std::string bare;
  std::map<std::string, std::string, std::less<>> options;
  bool yes = false;
  std::string of(std::string_view name) const {
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
      if (word == "--yes") {
        words.yes = true;
        continue;
      }
      if (i + 1 == rest.size()) return fail(Fault::invalid, "cli.value_missing", word + " wants a value");
      words.options[word] = rest[++i];
    } else if (word.starts_with("-") || !words.bare.empty()) {
      return fail(Fault::invalid, "cli.usage", fmt::format("{}; not '{}'", usage, word));
    } else {
      words.bare = word;
    }
  }
  if (words.bare.empty()) return fail(Fault::invalid, "cli.usage", usage);
  return words;
}

struct Wanted {
  privacy::PersonRequest request;
  std::string file;  // where a sealed answer goes
};

Result<Wanted> read_request(What what, Words const& words) {
  Wanted out{.request = {.what = what, .email = std::string(trim(words.bare))}, .file = words.of("--to")};
  if (out.request.email.find('@') == std::string::npos)
    return fail(Fault::invalid, "cli.usage", out.request.email + " is no e-mail address");
  auto const key = words.of("--seal-to");
  if (key.empty() != out.file.empty())
    return fail(Fault::invalid, "cli.usage", "--seal-to KEY and --to FILE belong together");
  if (!key.empty()) out.request.seal_to = TRY(backup::read_public_key(key)).bytes;
  return out;
}

// ---- files

// Made before anything is asked: what cannot be written must not be done.
class NewFile {
 public:
  static Result<std::unique_ptr<NewFile>> make(std::string const& path) {
    int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return fail(Fault::conflict, "person.cannot_write", path + ": " + std::strerror(errno));
    return std::unique_ptr<NewFile>(new NewFile(path, file));
  }
  ~NewFile() {
    ::close(file_);
    if (!kept_) ::unlink(path_.c_str());
  }
  NewFile(NewFile const&) = delete;
  NewFile& operator=(NewFile const&) = delete;

  Result<Done> keep(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const n = ::write(file_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return fail(Fault::unavailable, "person.cannot_write", path_ + ": " + std::strerror(errno));
      bytes.remove_prefix(size_t(n));
    }
    if (::fsync(file_) != 0)
      return fail(Fault::unavailable, "person.cannot_write", path_ + ": " + std::strerror(errno));
    kept_ = true;
    return Done{};
  }

 private:
  NewFile(std::string path, int file) : path_(std::move(path)), file_(file) {}
  std::string path_;
  int file_;
  bool kept_ = false;
};

Result<std::string> read_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Fault::missing, "person.cannot_read", path + ": " + std::strerror(errno));
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

// ---- carrying it out

// A running server does it: it holds what was written since and what is in memory, and the file of withdrawals has one
// writer. A minute is long for it; what it has not done by then, it does when it can.
Result<privacy::RequestAnswer> wait_for(Organisation& organisation, int64_t request) {
  auto const last = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (std::chrono::steady_clock::now() < last) {
    if (auto answer = privacy::take_answer(organisation, request)) return *std::move(answer);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return fail(Fault::unavailable, "person.server_is_busy",
              "the running server has it and has not done it within a minute; it does so when it can. See its journal");
}

Result<privacy::RequestAnswer> carry_out(CommonOptions options, privacy::PersonRequest const& request) {
  SystemClock const clock;
  auto const organisation = TRY(OpenOrganisation::open(std::move(options.config), clock));
  App app{.organisation = **organisation};
  auto const here = compose(app);
  if (!here && here.error().code != "links.in_use") return tl::unexpected(here.error());
  auto const id = privacy::ask(app.organisation, request);
  if (!here) return wait_for(app.organisation, id);
  auto const door = people::open_door(app.organisation, {});
  auto const done = privacy::carry_out(*door, app.organisation, id);
  for (auto const& end : app.farewells) end();
  CHECK_OK(done);
  return wait_for(app.organisation, id);
}

Result<privacy::RequestAnswer> ask(std::vector<std::string> const& arguments, What what, Wanted& wanted, bool& json) {
  bool const erasing = what == What::erase;
  auto options = TRY(read_common_options(arguments));
  json = options.json;
  CHECK_OK(choose_organisation(options));
  auto const usage = erasing ? fmt::format("essaim person erase {}", person_erase_usage)
                             : fmt::format("essaim person export {}", person_export_usage);
  auto const words = TRY(erasing ? read_words(options.rest, {"--yes", "--seal-to", "--to"}, usage)
                                 : read_words(options.rest, {"--seal-to", "--to"}, usage));
  wanted = TRY(read_request(what, words));
  options.rest.clear();
  CHECK_OK(expect_organisation(options));
  if (erasing && !words.yes) {
    fmt::print(
        stderr,
        "All that this organisation holds on {} will be erased for good, the name in the directory as well. Only "
        "a backup would know it, and a restore erases it again. Type the address again: ",
        wanted.request.email);
    std::string line;
    std::getline(std::cin, line);
    if (ascii_lower(trim(line)) != ascii_lower(wanted.request.email))
      return fail(Fault::invalid, "person.address_differs", "nothing was changed");
  }
  auto const file = wanted.file.empty() ? std::unique_ptr<NewFile>() : TRY(NewFile::make(wanted.file));
  auto answer = TRY(carry_out(std::move(options), wanted.request));
  if (!answer.refusal.empty())
    return fail(Fault::conflict, answer.refusal,
                answer.refusal == "people.last_administrator" ? "name another administrator first" : "");
  if (file) CHECK_OK(file->keep(answer.sealed));
  return answer;
}

// ---- what is said: the same whoever it is about

Json sealed_json(Wanted const& wanted) {
  if (!wanted.request.seal_to) return Json();
  return JsonObject{{"file", wanted.file}, {"sealed_to", backup::fingerprint({*wanted.request.seal_to})}};
}

Result<Done> export_person(std::vector<std::string> const& arguments) {
  Wanted wanted;
  bool json = false;
  auto const answer = TRY(ask(arguments, What::export_file, wanted, json));
  auto const ends_on = answer.said.string_or("ends_on");
  if (json) {
    fmt::print("{}\n", print_json(JsonObject{{"done", true},
                                             {"ends_on", ends_on.empty() ? Json() : Json(ends_on)},
                                             {"sealed", sealed_json(wanted)}}));
  } else if (wanted.request.seal_to) {
    fmt::print(
        "{} is sealed to {}; `essaim person open` opens it with the secret half. If this organisation knows that "
        "address, the person is told, in the app and by mail.\n",
        wanted.file, backup::fingerprint({*wanted.request.seal_to}));
  } else {
    fmt::print(
        "If this organisation knows {}, a file waits for that person in the app (Me, My data) until {}: they alone "
        "open "
        "it, once. They are told, in the app and by mail.\n",
        wanted.request.email, ends_on);
  }
  return Done{};
}

void print_kinds(Json const& said) {
  auto const words = Catalogue::embedded();
  constexpr std::pair<std::string_view, std::string_view> headings[]{
      {"erased", "Erased"},
      {"replaced", "Kept for the figures and the links, without the person"},
      {"kept", "Kept as proof or for an office, without the name"}};
  auto const* kinds = said.find("kinds") ? said.find("kinds")->array() : nullptr;
  if (!kinds) return;
  for (auto const& [then, heading] : headings) {
    fmt::print("{}:\n", heading);
    for (auto const& kind : *kinds)
      if (kind.string_or("then") == then)
        fmt::print("  {}\n", words.text("en", fmt::format("trust.kind.{}", kind.string_or("kind"))));
  }
}

Result<Done> erase_person(std::vector<std::string> const& arguments) {
  Wanted wanted;
  bool json = false;
  auto const answer = TRY(ask(arguments, What::erase, wanted, json));
  if (json) {
    auto const* kinds = answer.said.find("kinds");
    fmt::print("{}\n", print_json(JsonObject{
                           {"done", true}, {"kinds", kinds ? *kinds : Json()}, {"sealed", sealed_json(wanted)}}));
    return Done{};
  }
  fmt::print("What this organisation held on {}, if anything:\n", wanted.request.email);
  print_kinds(answer.said);
  fmt::print(
      "Links go on redirecting, figures that are closed stand. One last letter tells the person how much of each.\n");
  if (wanted.request.seal_to)
    fmt::print("{} holds the counts, sealed to {}.\n", wanted.file, backup::fingerprint({*wanted.request.seal_to}));
  return Done{};
}

Result<Done> open_sealed(std::vector<std::string> const& arguments) {
  auto const options = TRY(read_common_options(arguments));
  constexpr std::string_view usage = "essaim person open FILE --key FILE [--to FILE]";
  auto const words = TRY(read_words(options.rest, {"--key", "--to"}, usage));
  if (words.of("--key").empty()) return fail(Fault::invalid, "cli.usage", usage);
  auto const key_file = TRY(read_file(words.of("--key")));
  auto const key = TRY(backup::read_recovery_key(key_file));
  auto const box = TRY(read_file(words.bare));
  auto const text = TRY(backup::open_box(key, box));
  if (words.of("--to").empty()) {
    fmt::print("{}", text);
    return Done{};
  }
  auto const file = TRY(NewFile::make(words.of("--to")));
  return file->keep(text);
}

int ended(Result<Done> const& done) {
  if (done) return 0;
  complain(done.error());
  return done.error().code.starts_with("cli.") && done.error().code != "cli.no_organisation" ? 2 : 1;
}

}  // namespace

int run_person_export(std::vector<std::string> const& arguments) { return ended(export_person(arguments)); }
int run_person_erase(std::vector<std::string> const& arguments) { return ended(erase_person(arguments)); }
int run_person_open(std::vector<std::string> const& arguments) { return ended(open_sealed(arguments)); }

}  // namespace essaim
