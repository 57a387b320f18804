#include "base/csv.hpp"
#include "base/text.hpp"
#include "features/people/imports/places.hpp"
#include "features/people/imports/store.hpp"
#include "features/people/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace essaim::people {
namespace {

constexpr size_t refusals_shown = 1000;
constexpr int64_t sample_shown = 50;
constexpr size_t new_shown = 100;
constexpr size_t stage_at_once = 2000;

enum class Column {
  name,
  first_name,
  last_name,
  email,
  language,
  group,
  site,
  country,
  time_zone,
  job_family,
  status,
  ends_on,
  unknown
};

// What offices call their columns, folded.
Column column_of(std::string_view header) {
  struct Named {
    std::string_view word;
    Column column;
  };
  static constexpr std::array words{Named{"name", Column::name},
                                    Named{"nom complet", Column::name},
                                    Named{"full name", Column::name},
                                    Named{"nom et prenom", Column::name},
                                    Named{"first name", Column::first_name},
                                    Named{"firstname", Column::first_name},
                                    Named{"prenom", Column::first_name},
                                    Named{"last name", Column::last_name},
                                    Named{"lastname", Column::last_name},
                                    Named{"surname", Column::last_name},
                                    Named{"nom de famille", Column::last_name},
                                    Named{"e-mail", Column::email},
                                    Named{"email", Column::email},
                                    Named{"mail", Column::email},
                                    Named{"courriel", Column::email},
                                    Named{"adresse e-mail", Column::email},
                                    Named{"adresse mail", Column::email},
                                    Named{"email address", Column::email},
                                    Named{"mel", Column::email},
                                    Named{"language", Column::language},
                                    Named{"langue", Column::language},
                                    Named{"lang", Column::language},
                                    Named{"group", Column::group},
                                    Named{"group path", Column::group},
                                    Named{"groupe", Column::group},
                                    Named{"equipe", Column::group},
                                    Named{"team", Column::group},
                                    Named{"department", Column::group},
                                    Named{"service", Column::group},
                                    Named{"chemin du groupe", Column::group},
                                    Named{"site", Column::site},
                                    Named{"lieu", Column::site},
                                    Named{"office", Column::site},
                                    Named{"location", Column::site},
                                    Named{"country", Column::country},
                                    Named{"pays", Column::country},
                                    Named{"time zone", Column::time_zone},
                                    Named{"timezone", Column::time_zone},
                                    Named{"fuseau horaire", Column::time_zone},
                                    Named{"fuseau", Column::time_zone},
                                    Named{"job family", Column::job_family},
                                    Named{"metier", Column::job_family},
                                    Named{"job", Column::job_family},
                                    Named{"famille de metier", Column::job_family},
                                    Named{"status", Column::status},
                                    Named{"statut", Column::status},
                                    Named{"ends on", Column::ends_on},
                                    Named{"end date", Column::ends_on},
                                    Named{"last day", Column::ends_on},
                                    Named{"until", Column::ends_on},
                                    Named{"expiry", Column::ends_on},
                                    Named{"date de fin", Column::ends_on},
                                    Named{"dernier jour", Column::ends_on},
                                    Named{"jusqu'au", Column::ends_on},
                                    Named{"expiration", Column::ends_on}};
  auto const folded = replace_all(fold(header), "_", " ");
  auto const found = std::ranges::find(words, std::string_view(folded), &Named::word);
  return found == words.end() ? Column::unknown : found->column;
}

// One import: reads rows, refuses the bad ones with line and column, stages the others.
class Import {
 public:
  Import(Organisation& organisation, int64_t id) : organisation_(organisation), id_(id) {
    organisation.db->read([&](db::Tx& tx) { places_.load(tx); });
  }

  Result<ImportOutcome> read(ImportSource const& source) {
    CsvProbe probe;
    for (auto next = source();;) {
      auto const bytes = next();
      if (bytes.empty()) break;
      probe.feed(bytes);
    }
    auto const shape = TRY(probe.shape());
    outcome_.encoding = to_text(shape.encoding);
    outcome_.separator = shape.separator == '\t' ? "tab" : std::string(1, shape.separator);
    CsvReader reader(
        shape, [&](CsvRow const& row) { return take(row); }, [&](CsvProblem const& p) { take_problem(p); });
    for (auto next = source();;) {
      auto const bytes = next();
      if (bytes.empty()) break;
      reader.feed(bytes);
    }
    reader.finish();
    if (header_problem_) return tl::unexpected(*header_problem_);
    if (columns_.empty()) return fail(Fault::invalid, "people.import_empty", "no header line");
    flush();
    return outcome_;
  }

  Places& places() { return places_; }
  /// Which cell of a line holds this column, the first is 1; 0 where the file has none.
  int64_t cell_of(Column column) const {
    auto const found = std::ranges::find(columns_, column);
    return found == columns_.end() ? 0 : found - columns_.begin() + 1;
  }
  std::string header_of(int64_t cell) const {
    return cell > 0 && size_t(cell) <= headers_.size() ? headers_[size_t(cell) - 1] : "";
  }
  int64_t refused() const { return refused_; }

 private:
  bool take(CsvRow const& row) {
    if (columns_.empty()) return take_header(row);
    store::StagedRow staged;
    staged.line = row.line;
    if (!read_row(row, staged)) return true;
    staged.new_id = next_id_;
    next_id_ = next_id_ + 1;
    pending_.push_back(std::move(staged));
    if (pending_.size() >= stage_at_once) flush();
    return true;
  }

  void take_problem(CsvProblem const& p) {
    auto text = std::string(clip(one_line(p.text), 80));
    if (columns_.empty())  // what a line is taken for hangs on the heading
      refuse_header(p.code, fmt::format("line {}: {}", p.line, text));
    else
      refuse(p.line, p.column, p.code, std::move(text), p.cell);
  }

  bool take_header(CsvRow const& row) {
    if (header_problem_) return false;
    for (size_t i = 0; i < row.fields.size(); ++i) {
      auto column = column_of(row.fields[i]);
      bool const twice = column != Column::unknown && std::ranges::find(columns_, column) != columns_.end();
      if (twice) return refuse_header("people.import_column_twice", row.fields[i]);
      if (column == Column::unknown && !one_line(row.fields[i]).empty())
        outcome_.unknown_columns.push_back(std::string(clip(one_line(row.fields[i]), 80)));
      columns_.push_back(column);
      headers_.emplace_back(clip(one_line(row.fields[i]), 80));
    }
    auto const has = [&](Column column) { return std::ranges::find(columns_, column) != columns_.end(); };
    // A column « nom » beside « prénom » is the family name.
    if (!has(Column::last_name) && has(Column::first_name))
      for (size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i] == Column::unknown && fold(row.fields[i]) == "nom") mark_nom(i, Column::last_name);
    if (!has(Column::name) && !has(Column::first_name))
      for (size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i] == Column::unknown && fold(row.fields[i]) == "nom") mark_nom(i, Column::name);
    if (!has(Column::email))
      return refuse_header("people.import_no_email", "a column for the e-mail address is needed");
    if (!has(Column::name) && !has(Column::last_name) && !has(Column::first_name))
      return refuse_header("people.import_no_name", "a column for the name is needed");
    return true;
  }

  void mark_nom(size_t at, Column column) {
    columns_[at] = column;
    std::erase_if(outcome_.unknown_columns, [](std::string const& name) { return fold(name) == "nom"; });
  }

  bool refuse_header(std::string_view code, std::string_view detail) {
    if (!header_problem_) header_problem_ = Error{Fault::invalid, std::string(code), std::string(detail), {}};
    return false;
  }

  bool read_row(CsvRow const& row, store::StagedRow& out) {
    if (row.fields.size() > columns_.size())
      return refuse(row.line, row.columns[columns_.size()], "people.import_too_many_fields",
                    std::string(clip(one_line(row.fields[columns_.size()]), 80)), int64_t(columns_.size()) + 1);
    std::array<std::string, size_t(Column::unknown)> said;
    std::array<int64_t, size_t(Column::unknown)> at{};
    at.fill(1);
    for (size_t i = 0; i < row.fields.size(); ++i) {
      if (columns_[i] == Column::unknown) continue;
      said[size_t(columns_[i])] = one_line(row.fields[i]);
      at[size_t(columns_[i])] = row.columns[i];
    }
    auto const text = [&](Column column) -> std::string const& { return said[size_t(column)]; };
    auto const no = [&](Column column, std::string_view code) {
      return refuse(row.line, at[size_t(column)], code, std::string(clip(text(column), 80)), cell_of(column));
    };
    out.column = at[size_t(Column::email)];
    out.name = clip(text(Column::name).empty() ? one_line(text(Column::first_name) + " " + text(Column::last_name))
                                               : text(Column::name),
                    120);
    if (out.name.empty()) return no(name_column(), "people.name_missing");
    out.email = text(Column::email);
    out.email_key = email_key(out.email);
    if (out.email_key.empty())
      return no(Column::email, out.email.empty() ? "people.email_missing" : "people.email_malformed");
    out.search_key = search_key_of(out.name, out.email_key);
    if (!text(Column::language).empty()) {
      auto const language = read_language(text(Column::language));
      if (!language) return no(Column::language, "people.language_unknown");
      out.language = *language;
    }
    if (!text(Column::country).empty()) {
      auto const country = read_country(text(Column::country));
      if (!country) return no(Column::country, "people.country_unknown");
      out.country = *country;
    }
    if (!text(Column::status).empty()) {
      auto const status = read_status(text(Column::status));
      if (!status) return no(Column::status, "people.status_unknown");
      out.status = *status;
    }
    if (!text(Column::ends_on).empty()) {
      auto const day = read_day(text(Column::ends_on));
      if (!day || *day <= 0) return no(Column::ends_on, "people.day_unknown");
      if (out.status != "partner") return no(Column::ends_on, "people.ends_on_partners_only");
      out.ends_day = *day;
    }
    auto const& zone = text(Column::time_zone);
    if (!zone.empty() && !is_time_zone(zone)) return no(Column::time_zone, "people.time_zone_unknown");
    auto const path = read_group_path(text(Column::group));
    if (path.size() > 12) return no(Column::group, "people.group_too_deep");
    out.group = places_.group_of(path);
    out.site = places_.site_of(clip(text(Column::site), 120), out.country, zone);
    out.job_family = places_.job_family_of(clip(text(Column::job_family), 120));
    return true;
  }

  // Where the name is looked for in this file.
  Column name_column() const {
    for (auto const column : {Column::name, Column::last_name})
      if (cell_of(column) > 0) return column;
    return Column::first_name;
  }

  bool refuse(int64_t line, int64_t column, std::string_view code, std::string detail = {}, int64_t cell = 0) {
    ++refused_;
    if (outcome_.refusals.size() < refusals_shown)
      outcome_.refusals.push_back({line, column, std::string(code), std::move(detail), cell, header_of(cell)});
    return false;
  }

  void flush() {
    if (pending_.empty()) return;
    organisation_.db->write([&](db::Tx& tx) { store::stage(tx, id_, pending_); });
    pending_.clear();
  }

  Organisation& organisation_;
  int64_t id_;
  Places places_{organisation_.now()};
  // Ids of one import follow each other: drawn at random in one millisecond 150,000 of them would collide.
  int64_t next_id_ = new_id_value(organisation_.now());
  ImportOutcome outcome_;
  std::optional<Error> header_problem_;
  std::vector<Column> columns_;
  std::vector<std::string> headers_;
  std::vector<store::StagedRow> pending_;
  int64_t refused_ = 0;
};

std::vector<std::string> changed_fields(store::SampleRow const& s) {
  std::vector<std::string> fields;
  if (s.change == "added") return fields;
  auto const check = [&](bool differs, char const* field) {
    if (differs) fields.emplace_back(field);
  };
  check(s.name != s.old_name, "name");
  check(s.email != s.old_email, "email");
  check(!s.language.empty() && s.language != s.old_language, "language");
  check(s.group != 0 && s.group != s.old_group, "group");
  check(s.site != 0 && s.site != s.old_site, "site");
  check(!s.country.empty() && s.country != s.old_country, "country");
  check(s.job_family != 0 && s.job_family != s.old_job_family, "job_family");
  check(!s.status.empty() && s.status != s.old_status, "status");
  check(s.ends_day != 0 && s.ends_day != s.old_ends_day, "ends_on");
  return fields;
}

void tell_new(std::vector<std::string> names, std::vector<std::string>& shown, int64_t& count) {
  count = int64_t(names.size());
  if (names.size() > new_shown) names.resize(new_shown);
  shown = std::move(names);
}

void summarise(db::Tx& tx, int64_t id, Import& import, ImportOutcome& out) {
  auto const cell = import.cell_of(Column::email);
  store::end_staging(tx);
  auto const duplicates = store::refuse_duplicates(tx, id, refusals_shown);
  auto const ending = store::refuse_ending_administrators(tx, id, refusals_shown);
  store::classify(tx, id);
  for (auto const& d : duplicates)
    if (out.refusals.size() < refusals_shown)
      out.refusals.push_back(
          {d.line, d.column, "people.import_email_twice", d.email, cell, import.header_of(cell), d.first_line});
  for (auto const& e : ending)
    if (out.refusals.size() < refusals_shown)
      out.refusals.push_back({e.line, e.column, "people.administrator_ends", e.email, cell, import.header_of(cell)});
  std::ranges::sort(out.refusals, {}, [](auto const& r) { return std::pair(r.line, r.column); });
  out.added = store::count_changes(tx, id, "added");
  out.changed = store::count_changes(tx, id, "changed");
  out.unchanged = store::count_changes(tx, id, "unchanged");
  out.refused = import.refused() + store::count_changes(tx, id, "refused");
  out.sample.clear();
  for (auto const& s : store::sample(tx, id, sample_shown))
    out.sample.push_back({s.line, s.change, s.name, s.email, changed_fields(s), import.places().group_path(s.group),
                          import.places().site_name(s.site), s.language});
  tell_new(import.places().new_groups(), out.new_groups, out.new_groups_count);
  tell_new(import.places().new_sites(), out.new_sites, out.new_sites_count);
  tell_new(import.places().new_job_families(), out.new_job_families, out.new_job_families_count);
}

// People change group by the hundred in an import: the change log counts them, and the smallest moves in one line.
void record_moves(db::Tx& tx, Hand const& hand, Places const& places, std::vector<store::Moves> const& moves) {
  int64_t others = 0;
  for (size_t i = 0; i < moves.size(); ++i) {
    if (i < 50)
      record_shape(tx, hand, "people.moved", 0,
                   {"", places.group_path(moves[i].from), places.group_path(moves[i].to), moves[i].people});
    else
      others += moves[i].people;
  }
  if (others > 0) record_shape(tx, hand, "people.moved", 0, {"", "", "", others});
}

}  // namespace

Result<ImportOutcome> import_people(Organisation& organisation, PersonId by, ImportSource const& source,
                                    ImportMode mode) {
  auto const now = organisation.now();
  int64_t const id = new_id_value(now);
  Import import(organisation, id);
  auto read = import.read(source);
  if (read) {
    auto const base = *read;
    organisation.db->write([&](db::Tx& tx) {
      ImportOutcome outcome = base;
      summarise(tx, id, import, outcome);
      if (mode == ImportMode::keep) {
        Hand const hand{by, now};
        import.places().write(tx, hand);
        auto const moves = store::moves(tx, id);
        store::merge(tx, id, now, load_settings(tx).default_language);
        if (outcome.added + outcome.changed > 0)
          record_shape(tx, hand, "people.imported", 0, {"", "", "", outcome.added + outcome.changed});
        record_moves(tx, hand, import.places(), moves);
      }
      store::forget_import(tx, id);
      *read = std::move(outcome);
    });
  } else {
    organisation.db->write([&](db::Tx& tx) { store::forget_import(tx, id); });
  }
  return read;
}

}  // namespace essaim::people
