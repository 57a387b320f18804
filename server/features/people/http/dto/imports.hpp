#pragma once
// A table of people: what it would change, then what it did.

#include "platform/http/describe.hpp"

namespace essaim::people::dto {

struct ImportRefusal {
  static constexpr std::string_view dto = "ImportRefusal";
  int64_t line = 0, column = 0;
  std::string code, detail;
  int64_t cell = 0;
  std::string header;
  int64_t first_line = 0;
};
template <class V>
void describe(V& v, ImportRefusal& r) {
  v("line", r.line);
  v("column", r.column);
  v("code", r.code);
  v("detail", r.detail);
  v("cell", r.cell);
  v("header", r.header);
  v("first_line", r.first_line);
}

struct ImportChange {
  static constexpr std::string_view dto = "ImportChange";
  int64_t line = 0;
  std::string change, name, email;
  std::vector<std::string> fields;
  std::string group, site, language;
};
template <class V>
void describe(V& v, ImportChange& c) {
  v("line", c.line);
  v("change", c.change);
  v("name", c.name);
  v("email", c.email);
  v("fields", c.fields);
  v("group", c.group);
  v("site", c.site);
  v("language", c.language);
}

struct ImportPreview {
  static constexpr std::string_view dto = "ImportPreview";
  std::string id, encoding, separator;
  int64_t added = 0, changed = 0, unchanged = 0;
  std::vector<ImportRefusal> refused;
  int64_t refused_count = 0;
  std::vector<std::string> unknown_columns;
  std::vector<ImportChange> sample;
  std::vector<std::string> new_groups, new_sites, new_job_families;
  int64_t new_groups_count = 0, new_sites_count = 0, new_job_families_count = 0;
};
template <class V>
void describe(V& v, ImportPreview& p) {
  v("id", p.id);
  v("added", p.added);
  v("changed", p.changed);
  v("unchanged", p.unchanged);
  v("refused", p.refused);
  v("refused_count", p.refused_count);
  v("unknown_columns", p.unknown_columns);
  v("sample", p.sample);
  v("new_groups", p.new_groups);
  v("new_groups_count", p.new_groups_count);
  v("new_sites", p.new_sites);
  v("new_sites_count", p.new_sites_count);
  v("new_job_families", p.new_job_families);
  v("new_job_families_count", p.new_job_families_count);
  v("encoding", p.encoding);
  v("separator", p.separator);
}

struct ImportConfirmation {
  static constexpr std::string_view dto = "ImportConfirmation";
  std::string preview_id;
};
template <class V>
void describe(V& v, ImportConfirmation& c) {
  v("preview_id", c.preview_id);
}

struct ImportReport {
  static constexpr std::string_view dto = "ImportReport";
  int64_t added = 0, changed = 0, unchanged = 0, refused = 0;
};
template <class V>
void describe(V& v, ImportReport& r) {
  v("added", r.added);
  v("changed", r.changed);
  v("unchanged", r.unchanged);
  v("refused", r.refused);
}

}  // namespace essaim::people::dto
