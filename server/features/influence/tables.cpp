#include "features/influence/tables.hpp"

#include "base/csv.hpp"

#include <fmt/format.h>

namespace essaim::influence {
namespace {

class Table {
 public:
  Table(std::string_view language, Catalogue const& catalogue) : language_(language), catalogue_(catalogue) {
    if (is_french()) out_ = "\xEF\xBB\xBF";
  }
  bool is_french() const { return language_ == "fr"; }
  std::string word(std::string_view key) const {
    return catalogue_.text(language_, "influence_csv." + std::string(key));
  }
  Table& head(std::initializer_list<std::string_view> keys) {
    for (auto key : keys) text(word(key));
    return end();
  }
  Table& text(std::string_view value) { return put(csv_field(value)); }
  Table& number(int64_t value) { return put(std::to_string(value)); }
  template <class Known>
  Table& figure(Figure<Known> value) {
    return number(value.value);
  }
  Table& yes_or_no(bool value) { return text(word(value ? "yes" : "no")); }
  Table& end() {
    out_ += "\r\n";
    first_ = true;
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  Table& put(std::string_view field) {
    char const separator = is_french() ? ';' : ',';
    if (!first_) out_ += separator;
    first_ = false;
    out_ += field;
    return *this;
  }

  std::string language_;
  Catalogue const& catalogue_;
  std::string out_;
  bool first_ = true;
};

void add_dated(Table& out, std::string_view day_key, std::vector<DayClicks> const& rows) {
  out.head({day_key, "clicks", "complete"});
  for (auto const& row : rows) out.text(to_iso_date(row.day)).figure(row.clicks).yes_or_no(!row.incomplete).end();
}

void add_slices(Table& out, std::string_view name_key, std::vector<Slice> const& slices) {
  out.head({name_key, "opened", "declared", "proved", "clicks"});
  for (auto const& slice : slices) {
    auto const theme = out.is_french() ? slice.name_fr : slice.name_en;
    out.text(slice.id.empty() ? std::string_view(theme) : sharing::network_name(slice.id));
    out.figure(slice.shares.opened)
        .figure(slice.shares.declared)
        .figure(slice.shares.proved)
        .figure(slice.clicks)
        .end();
  }
}

void add_hours(Table& out, Hours const& hours) {
  out.head({"weekday", "hour", "clicks"});
  for (auto const& cell : hours.cells)
    out.text(out.word(fmt::format("day_{}", cell.weekday))).number(cell.hour).figure(cell.clicks).end();
}

void add_shares(Table& out, std::vector<Worked> const& shares) {
  out.head({"day", "network", "story", "text", "clicks"});
  for (auto const& share : shares)
    out.text(to_iso_date(share.day))
        .text(sharing::network_name(share.network))
        .text(share.title)
        .text(share.text_start)
        .figure(share.clicks)
        .end();
}

}  // namespace

Result<std::string> write_table(Influence const& influence, std::string_view table, std::string_view language,
                                Catalogue const& catalogue) {
  Table out(language, catalogue);
  if (table == "days")
    add_dated(out, "day", influence.days);
  else if (table == "weeks")
    add_dated(out, "week", influence.weeks);
  else if (table == "themes")
    add_slices(out, "theme", influence.themes);
  else if (table == "networks")
    add_slices(out, "network", influence.networks);
  else if (table == "hours")
    add_hours(out, influence.hours);
  else if (table == "shares")
    add_shares(out, influence.read);
  else
    return fail(Fault::invalid, "influence.unknown_table", "days, weeks, themes, networks, hours or shares");
  return out.take();
}

}  // namespace essaim::influence
