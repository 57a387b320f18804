#include "app/commands/people_import.hpp"

#include "app/commands/options.hpp"
#include "app/open_organisation.hpp"
#include "base/json.hpp"
#include "features/people/people.hpp"

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

Json to_json(people::ImportOutcome const& outcome, bool dry_run) {
  Json out;
  out.set("dry_run", dry_run).set("added", outcome.added).set("changed", outcome.changed);
  out.set("unchanged", outcome.unchanged).set("refused", outcome.refused);
  out.set("encoding", outcome.encoding).set("separator", outcome.separator);
  JsonArray refusals, unknown;
  for (auto const& r : outcome.refusals)
    refusals.push_back(JsonObject{{"line", r.line}, {"column", r.column}, {"code", r.code}, {"detail", r.detail}});
  for (auto const& name : outcome.unknown_columns) unknown.emplace_back(name);
  out.set("refusals", Json(std::move(refusals))).set("unknown_columns", Json(std::move(unknown)));
  return out;
}

void print(people::ImportOutcome const& outcome, bool dry_run) {
  fmt::print("{}: {} added, {} changed, {} unchanged, {} refused ({}, separator {})\n", dry_run ? "would be" : "done",
             outcome.added, outcome.changed, outcome.unchanged, outcome.refused, outcome.encoding, outcome.separator);
  for (auto const& name : outcome.unknown_columns) fmt::print("column not known and not stored: {}\n", name);
  for (auto const& r : outcome.refusals) fmt::print("line {}, column {}: {} {}\n", r.line, r.column, r.code, r.detail);
  if (outcome.refused > int64_t(outcome.refusals.size()))
    fmt::print("and {} more\n", outcome.refused - int64_t(outcome.refusals.size()));
}

}  // namespace

int run_people_import(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  bool const dry_run = std::erase(options->rest, "--dry-run") > 0;
  if (options->rest.size() != 1 || options->rest[0].starts_with("--")) {
    fmt::print(stderr, "essaim people import FILE.csv [--dry-run] [--json] [--data DIR]\n");
    return 2;
  }
  if (!std::ifstream(options->rest[0])) return complain({Fault::missing, "cli.file_unreadable", options->rest[0], {}});
  static SystemClock const clock;
  auto const organisation = OpenOrganisation::open(std::move(options->config), clock);
  if (!organisation) return complain(organisation.error());
  auto const outcome = people::import_people(***organisation, {}, read_file(options->rest[0]),
                                             dry_run ? people::ImportMode::dry_run : people::ImportMode::keep);
  if (!outcome) return complain(outcome.error());
  if (options->json)
    fmt::print("{}", print_json_pretty(to_json(*outcome, dry_run)));
  else
    print(*outcome, dry_run);
  return 0;
}

}  // namespace essaim
