// How links come up: the click store, all links into memory, those that only the append-only file knows, what a restart
// would have forgotten, then the threads.

#include "base/text.hpp"
#include "features/links/parts.hpp"
#include "features/links/store.hpp"
#include "platform/config/config.hpp"
#include "platform/config/embedded.hpp"
#include "platform/crypto/key_ring.hpp"
#include "platform/db/migrate.hpp"
#include "platform/log/log.hpp"
#include "platform/retention/retention.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <unordered_map>

namespace essaim::links {

namespace {

std::string click_url(Config const& config) {
  return config.postgres_clicks.empty() ? config.postgres : config.postgres_clicks;
}

std::vector<db::Migration> click_migrations() {
  std::vector<db::Migration> steps;
  constexpr std::string_view folder = "migrations/", ending = ".sql";
  for (auto const& file : embedded_below("migrations/clicks/"))
    steps.push_back({file.name.substr(folder.size(), file.name.size() - folder.size() - ending.size()), file.bytes});
  return steps;
}

std::unique_ptr<db::Db> open_click_store(Organisation const& organisation) {
  auto const& config = *organisation.config;
  return config.postgres.empty() ? db::open_sqlite((organisation.folder / "clicks.db").string(), 2)
                                 : db::open_postgres(click_url(config), 2);
}

std::unique_ptr<db::Appender> open_appender(Organisation const& organisation) {
  auto const& config = *organisation.config;
  return config.postgres.empty() ? db::open_sqlite_appender((organisation.folder / "clicks.db").string(), click_table())
                                 : db::open_postgres_appender(click_url(config), click_table());
}

/// A line of the append-only file, see file_line in links.cpp.
std::optional<store::LinkRow> read_line(std::string_view line, CodeCheck const& check) {
  auto const words = split(line, ' ');
  if (words.size() != 5) return std::nullopt;
  auto const code = read_code(words[0]);
  if (!code || !check.is_genuine(*code)) return std::nullopt;
  store::LinkRow row;
  row.code = int64_t(code->value);
  row.made_at = std::strtoll(std::string(words[1]).c_str(), nullptr, 10);
  row.pass_query = words[2] == "1";
  row.network = words[3] == "-" ? "" : words[3];
  row.destination = words[4];
  return row;
}

LinkNews news_of(store::LinkRow row, CodeCheck const& check) {
  LinkNews news{uint64_t(row.code), {}, std::move(row.destination), std::move(row.network)};
  news.entry.check = check.of(news.code);
  news.entry.pass_query = row.pass_query;
  news.entry.closed = row.closed;
  news.entry.link = row.id;
  news.entry.holder = row.holder;
  news.entry.made_at = row.made_at;
  return news;
}

/// Links that were given and that the database does not know: made after the backup it was restored from, or just
/// before a crash. Their clicks meanwhile were kept as orphans' and count from now on.
void put_back(LinksParts& parts, store::LinkRow row) {
  row.id = new_id_value({row.made_at});
  bool const is_new = parts.organisation.db->write([&](db::Tx& tx) {
    if (store::find_by_code(tx, row.code) || !store::insert(tx, row)) return false;
    auto const position = store::position(tx);
    auto const orphans =
        parts.clicks->read([&](db::Tx& clicks) { return store::orphans_of(clicks, row.code, position); });
    std::vector<store::RawCount> counts;
    for (auto const& click : orphans)
      counts.push_back({row.id, utc_hour({click.at}), click.network, click.host, click.reason, 1});
    store::add(tx, counts);
    return true;
  });
  if (is_new) parts.table.add(news_of(row, parts.check));
}

/// The whole file is read at each start: a line is compared with what the database knew, which is in memory by now.
Result<Done> replay_file(LinksParts& parts) {
  auto const path = (parts.organisation.folder / "links").string();
  auto file = db::AppendFile::open(path);
  if (!file && file.error().code == "append_file.in_use")
    return fail(Fault::conflict, "links.in_use",
                parts.organisation.folder.string() +
                    " is in use: one data folder has one server. Stop `essaim serve` there first, or choose another "
                    "folder with --data");
  parts.file = TRY(std::move(file));
  std::vector<store::LinkRow> lost;
  auto const broken = TRY(db::AppendFile::replay(path, [&](std::string_view line) {
    auto row = read_line(line, parts.check);
    if (row && !parts.table.find(uint64_t(row->code))) lost.push_back(*std::move(row));
  }));
  for (auto& row : lost) put_back(parts, std::move(row));
  if (broken || !lost.empty())
    log::warn("links.replayed",
              {{log::Field::count, int64_t(lost.size())}, {log::Field::code, broken ? "with_broken_lines" : "whole"}});
  return Done{};
}

// All of them stand before the first reader is answered, so what this costs a link is what a start waits for.
void load_table(LinksParts& parts) {
  parts.organisation.db->read([&](db::Tx& tx) {
    parts.table.reserve(size_t(store::count_links(tx)));
    store::each_link(tx, [&](store::LinkRow row) { parts.table.add(news_of(std::move(row), parts.check)); });
  });
}

/// Who holds a link: asked of the few that were clicked today.
class Holders {
 public:
  explicit Holders(Organisation& organisation) : organisation_(organisation) {}
  int64_t of(int64_t link) {
    auto const [found, is_new] = known_.try_emplace(link, 0);
    if (is_new) {
      auto const row = organisation_.db->read([&](db::Tx& tx) { return store::find(tx, link); });
      if (row) found->second = row->holder;
    }
    return found->second;
  }

 private:
  Organisation& organisation_;
  std::unordered_map<int64_t, int64_t> known_;
};

/// Repeats, marks and visitors of today, as far as the salt they were made with is still there.
void recall_today(LinksParts& parts) {
  auto const now = parts.organisation.now();
  auto const today = utc_day(now);
  if (parts.lane->begin_day(today)) {
    parts.forget_visitors();
    return;
  }
  Holders holders(parts.organisation);
  parts.clicks->read([&](db::Tx& tx) {
    store::latest_clicks(tx, [&](store::StoredClick const& click) {
      if (utc_day({click.at}) < today) return false;
      VisitorKey visitor{};
      if (click.visitor.size() != visitor.size()) return true;
      std::copy(click.visitor.begin(), click.visitor.end(), visitor.begin());
      auto const holder = click.link ? holders.of(click.link) : 0;
      if (click.reason == ClickClass::author) parts.lane->marked().mark(visitor, holder);
      if (click.reason != ClickClass::person) return true;
      parts.lane->repeats().remember(visitor, click.link ? click.link : click.code, {click.at});
      uint64_t half = 0;
      std::memcpy(&half, visitor.data(), sizeof half);
      if (holder) parts.counting->remember_visitor(holder, today, half);
      return true;
    });
  });
}

std::vector<std::string> more_robots(Config const& config) {
  if (config.bots_file.empty()) return {};
  std::vector<std::string> patterns;
  std::ifstream in(config.bots_file);
  for (std::string line; std::getline(in, line);)
    if (!trim(line).empty() && !line.starts_with('#')) patterns.emplace_back(trim(line));
  return patterns;
}

}  // namespace

LinksParts::LinksParts(Organisation& of, std::string check_key)
    : organisation(of), check(check_key), marks(marks_path(of)) {}

void LinksParts::forget_visitors() {
  std::lock_guard const lock(forgetting);
  if (forgetter.joinable()) forgetter.join();
  forgetter = std::thread([this] {
    auto const now = organisation.now();
    // Under a new salt no earlier key means anything, not even one of this day (the runtime folder was emptied).
    while (!stopping) {
      try {
        auto const emptied = clicks->write([&](db::Tx& tx) { return store::forget_visitors(tx, now); });
        if (!emptied) return;
        organisation.db->write([&](db::Tx& tx) { note(tx, retention::Kind::visitor_key, *emptied, now); });
      } catch (db::Broken const&) {
        log::warn("clicks.visitors_not_forgotten", {{log::Field::store, "clicks"}});
        return;  // their salt is gone all the same; the next start tries again
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));  // readers' clicks go first
    }
  });
}

void LinksParts::stop() {
  stopping = true;
  writer.reset();
  counting.reset();
  std::lock_guard const lock(forgetting);
  if (forgetter.joinable()) forgetter.join();
}

Links::Links(std::unique_ptr<LinksParts> parts) : parts_(std::move(parts)) {}
Links::~Links() { parts_->stop(); }

Result<std::unique_ptr<Links>> Links::open(Organisation& organisation) {
  auto parts = std::make_unique<LinksParts>(organisation, organisation.keys->key("links-check", 16));
  auto const& config = *organisation.config;
  try {
    parts->clicks = open_click_store(organisation);
    db::migrate(*parts->clicks, click_migrations(), organisation.now());
    load_table(*parts);
    CHECK_OK(replay_file(*parts));
    parts->robots = std::make_unique<Robots>(more_robots(config));
    if (!config.geoip_file.empty()) parts->countries = TRY(geo::Countries::open(config.geoip_file));
    parts->counting = std::make_unique<Counting>(*organisation.db, *parts->clicks, parts->marks, *organisation.clock);
    parts->lane = std::make_unique<Lane>(Lane::Needs{parts->table, parts->check, parts->marks, *organisation.clock,
                                                     *parts->robots, parts->countries.get(), organisation.base_url,
                                                     organisation.runtime.string()});
    recall_today(*parts);
    parts->counting->start();
    auto appender = open_appender(organisation);
    parts->durability = appender->durability();
    auto* const raw = parts.get();
    parts->writer = std::make_unique<ClickWriter>(
        std::move(appender),
        ClickWriter::Listener{[raw] { raw->lane->wake(); },
                              [raw](std::span<Click const> clicks, int64_t seq) { raw->counting->add(clicks, seq); }});
    parts->lane->use(parts->writer.get());
    parts->lane->on_new_day([raw] { raw->forget_visitors(); });
  } catch (db::Broken const& broken) {
    parts->stop();
    return fail(Fault::unavailable, "links.click_store", broken.what());
  }
  return std::unique_ptr<Links>(new Links(std::move(parts)));
}

Result<Health> look(Organisation& organisation) {
  bool const sqlite = organisation.config->postgres.empty();
  if (sqlite && !std::filesystem::exists(organisation.folder / "clicks.db"))
    return fail(Fault::unavailable, "links.click_store", "no clicks.db in " + organisation.folder.string());
  try {
    (void)open_click_store(organisation)->read([](db::Tx& tx) { return store::last_seq(tx); });
    Health health;
    auto const durability = open_appender(organisation)->durability();
    health.durable_to = durability.to;
    health.warn = durability.unsynchronous_standby;
    health.incomplete_hours = incomplete_of_a_day(organisation, HourMarks::pending_in(marks_path(organisation)));
    return health;
  } catch (db::Broken const& broken) { return fail(Fault::unavailable, "links.click_store", broken.what()); }
}

PersonalData Links::personal_data() {
  PersonalData data;
  data.feature = "links";
  data.columns = {{"link.person_id", OnLeaving::replaced}};
  auto* const parts = parts_.get();
  data.export_for = [parts](db::Tx& tx, int64_t person) {
    JsonArray items;
    for (auto const& row : store::of_holder(tx, person)) {
      auto const count = store::count_of_link(tx, row.id);
      auto const value = uint64_t(row.code);
      items.push_back(JsonObject{
          {"address", parts->organisation.short_base_url + "/r/" + print_code({value, parts->check.of(value)})},
          {"destination", row.destination},
          {"network", row.network},
          {"made_at", to_rfc3339({row.made_at})},
          {"clicks", count.clicks.people.value},
          {"filtered_clicks", count.clicks.filtered.value}});
    }
    return Json(JsonObject{{"links", std::move(items)}});
  };
  data.erase = [parts](db::Tx& tx, int64_t person, int64_t stand_in) {
    auto const rows = store::of_holder(tx, person);
    store::replace_holder(tx, person, stand_in);
    tx.after_commit([parts, rows] {
      for (auto const& row : rows) parts->table.tell_holder(uint64_t(row.code), 0);
    });
  };
  return data;
}

}  // namespace essaim::links
