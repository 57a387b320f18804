#include "app/commands/people_import.hpp"

#include "app/commands/options.hpp"
#include "app/commands/place.hpp"
#include "app/open_organisation.hpp"
#include "base/json.hpp"
#include "features/people/people.hpp"
#include "platform/i18n/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace essaim {
namespace {

people::ImportSource read_file(std::string const& path) {
  return [path] {
    auto in = std::make_shared<std::ifstream>(path, std::ios::binary);
    return [in] {
      std::string piece(256 * 1024, '\0');
      in->read(piece.data(), std::streamsize(piece.size()));
      piece.resize(size_t(std::max<std::streamsize>(in->gcount(), 0)));
      return piece;
    };
  };
}

Json words_of(std::vector<std::string> const& names) {
  JsonArray out;
  for (auto const& name : names) out.emplace_back(name);
  return Json(std::move(out));
}

Json to_json(people::ImportOutcome const& outcome, bool dry_run) {
  Json out;
  out.set("dry_run", dry_run).set("added", outcome.added).set("changed", outcome.changed);
  out.set("unchanged", outcome.unchanged).set("refused", outcome.refused);
  out.set("encoding", outcome.encoding).set("separator", outcome.separator);
  JsonArray refusals, unknown;
  for (auto const& r : outcome.refusals)
    refusals.push_back(JsonObject{{"line", r.line},
                                  {"column", r.column},
                                  {"cell", r.cell},
                                  {"header", r.header},
                                  {"code", r.code},
                                  {"detail", r.detail},
                                  {"first_line", r.first_line}});
  for (auto const& name : outcome.unknown_columns) unknown.emplace_back(name);
  out.set("refusals", Json(std::move(refusals))).set("unknown_columns", Json(std::move(unknown)));
  out.set("new_groups_count", outcome.new_groups_count).set("new_groups", words_of(outcome.new_groups));
  out.set("new_sites_count", outcome.new_sites_count).set("new_sites", words_of(outcome.new_sites));
  out.set("new_job_families_count", outcome.new_job_families_count);
  out.set("new_job_families", words_of(outcome.new_job_families));
  return out;
}

// As spreadsheets name their columns: 1 is A, 26 is Z, 27 is AA.
std::string letters_of(int64_t cell) {
  std::string letters;
  for (; cell > 0; cell = (cell - 1) / 26) letters.insert(letters.begin(), char('A' + (cell - 1) % 26));
  return letters;
}

// What the screen says of this refusal: why, and how to mend it.
std::string why(Catalogue const& words, people::ImportRefusal const& r) {
  if (r.first_line > 0) return words.text("en", "import.refused.twice", {{"line", r.first_line}});
  for (auto const* const family : {"import.code.", "problem."})
    if (auto const key = family + r.code; words.has("en", key)) return words.text("en", key);
  return r.code;
}

// line 12, column C (Fuseau horaire), "Europe/Pariss": This time zone isn't known. Write Europe/Paris, for example.
std::string sentence_of(Catalogue const& words, people::ImportRefusal const& r) {
  auto text = fmt::format("line {}", r.line);
  if (r.cell > 0) text += fmt::format(", column {}", letters_of(r.cell));
  if (!r.header.empty()) text += fmt::format(" ({})", r.header);
  char const mark = r.detail.find('"') == std::string::npos ? '"' : '\'';
  if (!r.detail.empty()) text += fmt::format(", {0}{1}{0}", mark, r.detail);
  return text + ": " + why(words, r);
}

// new group: Production > Coulée
void print_new(std::string_view what, std::vector<std::string> const& names, int64_t count) {
  for (auto const& name : names) fmt::print("new {}: {}\n", what, name);
  if (count > int64_t(names.size())) fmt::print("and {} more\n", count - int64_t(names.size()));
}

void print(people::ImportOutcome const& outcome, bool dry_run) {
  fmt::print("{}: {} added, {} changed, {} unchanged, {} refused ({}, separator {})\n", dry_run ? "would be" : "done",
             outcome.added, outcome.changed, outcome.unchanged, outcome.refused, outcome.encoding, outcome.separator);
  for (auto const& name : outcome.unknown_columns) fmt::print("column not known and not stored: {}\n", name);
  print_new("group", outcome.new_groups, outcome.new_groups_count);
  print_new("site", outcome.new_sites, outcome.new_sites_count);
  print_new("job family", outcome.new_job_families, outcome.new_job_families_count);
  auto const words = Catalogue::embedded();
  for (auto const& r : outcome.refusals) fmt::print("{}\n", sentence_of(words, r));
  if (outcome.refused > int64_t(outcome.refusals.size()))
    fmt::print("and {} more\n", outcome.refused - int64_t(outcome.refusals.size()));
}

// A file that is no table of people: why, in the words of the screen.
int complain_of(std::string const& file, Error const& error) {
  auto const words = Catalogue::embedded();
  auto const key = "problem." + error.code;
  if (!words.has("en", key)) return complain(error);
  fmt::print(stderr, "essaim: {}: {}{}\n", file, words.text("en", key),
             error.detail.empty() ? "" : " (" + error.detail + ")");
  return 1;
}

}  // namespace

int run_people_import(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  if (auto const chosen = choose_organisation(*options); !chosen) return complain(chosen.error());
  bool const dry_run = std::erase(options->rest, "--dry-run") > 0;
  // A dry run makes nothing, so it cannot ask for a place to be made.
  auto const place = dry_run && std::ranges::count(options->rest, "--create") > 0 ? Result<Done>(Done{})
                                                                                  : expect_organisation(*options);
  if (options->rest.size() != 1 || options->rest[0].starts_with("--")) {
    fmt::print(stderr, "essaim people import {}\n", people_import_usage);
    return 2;
  }
  if (!place) return complain(place.error());
  if (!std::ifstream(options->rest[0])) return complain({Fault::missing, "cli.file_unreadable", options->rest[0], {}});
  static SystemClock const clock;
  auto const organisation = OpenOrganisation::open(std::move(options->config), clock);
  if (!organisation) return complain(organisation.error());
  auto const outcome = people::import_people(***organisation, {}, read_file(options->rest[0]),
                                             dry_run ? people::ImportMode::dry_run : people::ImportMode::keep);
  if (!outcome) return complain_of(options->rest[0], outcome.error());
  if (options->json)
    fmt::print("{}", print_json_pretty(to_json(*outcome, dry_run)));
  else
    print(*outcome, dry_run);
  return 0;
}

}  // namespace essaim
