#include "features/content/sources/sources.hpp"

#include "base/text.hpp"
#include "features/content/content.hpp"
#include "features/content/sources/rules.hpp"
#include "features/content/sources/store.hpp"
#include "platform/feed/opml.hpp"
#include "platform/http/url.hpp"

#include <algorithm>

namespace essaim::content::sources {
namespace {

constexpr size_t most_askings_a_minute = 30;

std::optional<std::string> time_of(std::optional<Instant> at) {
  return at ? std::optional(to_rfc3339(*at)) : std::nullopt;
}

SourceView view_of(db::Tx& tx, IdCipher const& ids, store::SourceRow const& row) {
  SourceView view;
  view.id = ids.show(row.id);
  view.name = row.name;
  view.address = row.address;
  view.feed_address = row.feed_address;
  view.site_address = row.site_address;
  view.kind = row.kind;
  for (auto theme : store::themes(tx, row.id)) view.theme_ids.push_back(ids.show(theme));
  view.waiting = store::waiting_of(tx, row.id);
  view.polled_at = time_of(row.polled_at);
  view.next_poll_at = time_of(row.next_poll_at);
  view.failing_since = time_of(row.failing_since);
  view.failure_code = row.failure_code;
  view.created_at = to_rfc3339(row.made_at);
  return view;
}

// A folder or category that bears the name of a theme, in either language, gives the source that theme.
std::vector<int64_t> themes_named(std::vector<store::ThemeName> const& themes,
                                  std::vector<std::string> const& categories) {
  std::vector<int64_t> out;
  for (auto const& theme : themes)
    for (auto const& category : categories)
      if ((ascii_iequals(theme.name_fr, category) || ascii_iequals(theme.name_en, category)) &&
          std::find(out.begin(), out.end(), theme.id) == out.end() && out.size() < 12)
        out.push_back(theme.id);
  return out;
}

}  // namespace

Organisation& Sources::organisation() const { return content_.organisation(); }

// What reads the web on somebody's word is asked 30 times a minute at most.
Result<Done> Sources::admit(Viewer const& viewer) {
  auto const now = organisation().now();
  std::scoped_lock lock(mutex_);
  auto& times = asked_[viewer.person];
  while (!times.empty() && times.front() <= now - minutes(1)) times.pop_front();
  if (times.size() >= most_askings_a_minute) return fail(Fault::too_many, "source.asked_too_often");
  times.push_back(now);
  return Done{};
}

Result<std::vector<int64_t>> Sources::read_themes(std::vector<std::string> const& words) const {
  std::vector<int64_t> out;
  for (size_t i = 0; i < words.size(); ++i) {
    auto const id = organisation().ids.read(words[i]);
    if (!id) return fail_at("/theme_ids/" + std::to_string(i), "content.theme_missing");
    if (std::find(out.begin(), out.end(), *id) == out.end()) out.push_back(*id);
  }
  return out;
}

Result<SourceView> Sources::show(int64_t id) const {
  return organisation().db->read([&](db::Tx& tx) -> Result<SourceView> {
    auto const row = store::find(tx, id);
    if (!row) return fail(Fault::missing, "source.missing");
    return view_of(tx, organisation().ids, *row);
  });
}

std::vector<SourceView> Sources::list() const {
  return organisation().db->read([&](db::Tx& tx) {
    std::vector<SourceView> out;
    for (auto const& row : store::all(tx)) out.push_back(view_of(tx, organisation().ids, row));
    return out;
  });
}

Result<SourceView> Sources::change(SourceId id, SourceChange const& input) {
  auto const themes = TRY(read_themes(input.theme_ids.value_or(std::vector<std::string>())));
  return organisation().db->write([&](db::Tx& tx) -> Result<SourceView> {
    auto row = store::find(tx, id.value);
    if (!row) return fail(Fault::missing, "source.missing");
    if (input.name) {
      row->name = one_line(*input.name);
      if (row->name.empty()) return fail_at("/name", "input.required");
      store::update(tx, *row);
    }
    for (auto theme : themes)
      if (!store::theme_exists(tx, theme)) return fail_at("/theme_ids", "content.theme_missing");
    if (input.theme_ids) store::replace_themes(tx, id.value, themes);
    return view_of(tx, organisation().ids, *row);
  });
}

Result<Done> Sources::remove(SourceId id) {
  return organisation().db->write([&](db::Tx& tx) -> Result<Done> {
    if (!store::find(tx, id.value)) return fail(Fault::missing, "source.missing");
    store::remove(tx, id.value);
    return Done{};
  });
}

std::string Sources::export_opml() const {
  return organisation().db->read([&](db::Tx& tx) {
    auto const names = store::theme_names(tx);
    std::vector<feed::Outline> outlines;
    for (auto const& row : store::all(tx)) {
      feed::Outline outline{row.name, row.feed_address, row.site_address.value_or(""), row.kind, {}};
      auto const themes = store::themes(tx, row.id);
      for (auto const& theme : names)
        if (std::find(themes.begin(), themes.end(), theme.id) != themes.end())
          outline.categories.push_back(theme.name_fr);
      outlines.push_back(std::move(outline));
    }
    return feed::write_opml("Essaim", outlines, organisation().now());
  });
}

// Nothing is fetched here: a list of a thousand would be a flood. Each is polled by its job, which tells what is wrong.
Result<OpmlReport> Sources::import_opml(Viewer const& viewer, std::string_view bytes) {
  auto const outlines = TRY(feed::read_opml(bytes));
  auto const now = organisation().now();
  auto report = organisation().db->write([&](db::Tx& tx) {
    OpmlReport out;
    auto const names = store::theme_names(tx);
    for (auto const& outline : outlines) {
      auto const url = http::parse_url(outline.feed_address);
      if (!url || url->has_credentials || outline.feed_address.size() > 2048) {
        out.refused.push_back({outline.title, outline.feed_address, url ? "url.has_credentials" : url.error().code});
        continue;
      }
      store::SourceRow row;
      row.name = std::string(clip(outline.title.empty() ? url->host : outline.title, 200));
      row.address = row.feed_address = url->text();
      row.feed_key = feed_key(row.feed_address);
      if (auto const site = http::parse_url(outline.site_address)) row.site_address = site->text();
      row.kind = "rss";
      row.interval = shortest_interval;
      row.next_poll_at = now;
      row.made_at = now;
      if (!store::insert(tx, row, viewer.person)) {
        ++out.known;
        continue;
      }
      store::replace_themes(tx, row.id, themes_named(names, outline.categories));
      ++out.added;
    }
    return out;
  });
  enqueue_due();
  return report;
}

}  // namespace essaim::content::sources
