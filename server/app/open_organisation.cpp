#include "app/open_organisation.hpp"

#include "app/demo/demo.hpp"
#include "app/demo/sources.hpp"
#include "app/organisations/registry.hpp"
#include "app/runtime_folder.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/config/embedded.hpp"
#include "platform/db/migrate.hpp"
#include "platform/http/fetch.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/outbox.hpp"
#include "platform/pictures/pictures.hpp"

#include <algorithm>
#include <system_error>
#include <unistd.h>

namespace essaim {
namespace {

constexpr db::Sql insert_identity{
    "app.insert_identity",
    "insert into organisation_identity(only_one, id, made_at) values (1, $1, $2) on conflict do nothing"};
constexpr db::Sql find_identity{"app.find_identity", "select id from organisation_identity where only_one = 1"};
constexpr db::Sql find_key_mark{
    "app.find_key_mark", "select key_mark from organisation_identity where only_one = 1 and key_mark is not null"};
constexpr db::Sql keep_key_mark{
    "app.keep_key_mark", "update organisation_identity set key_mark = $1 where only_one = 1 and key_mark is null"};

Result<Done> ensure_private_folder(std::filesystem::path const& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(Fault::unavailable, "app.data_folder", folder.string() + ": " + error.message());
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  if (error) return fail(Fault::unavailable, "app.data_folder", folder.string() + ": " + error.message());
  return Done{};
}

// The day's salt lives here and in no backup: memory that a power cut forgets (promise 9 of promises.md).
std::filesystem::path runtime_folder(Config const& config, std::string const& id) {
  if (!config.runtime_folder.empty()) return std::filesystem::path(config.runtime_folder);
  return usual_runtime_folder(config.data, id);
}

std::vector<db::Migration> main_migrations() {
  std::vector<db::Migration> steps;
  for (auto const& file : embedded_below("migrations/"))
    if (file.name.find('/', 11) == std::string_view::npos)  // folders below hold other stores' steps
      steps.push_back({file.name.substr(11, file.name.size() - 11 - 4), file.bytes});
  return steps;
}

}  // namespace

std::optional<std::string> identity_at(Config const& config) {
  auto const file = (std::filesystem::path(config.data) / "essaim.db").string();
  if (config.postgres.empty() && !std::filesystem::exists(file)) return std::nullopt;
  try {
    auto const db = config.postgres.empty() ? db::open_sqlite(file, 1) : db::open_postgres(config.postgres, 1);
    return db->read([](db::Tx& tx) { return tx.one<std::string>(find_identity); });
  } catch (db::Broken const&) { return std::nullopt; }
}

struct OpenOrganisation::Parts {
  Config config;
  std::optional<RuntimeFolder> runtime;
  std::unique_ptr<db::Db> db;
  std::unique_ptr<KeyRing> keys;
  std::unique_ptr<http::Fetcher> fetcher;
  std::unique_ptr<jobs::Queue> jobs;
  std::unique_ptr<Blobs> blobs;
  std::unique_ptr<pictures::Pictures> pictures;
  std::unique_ptr<mail::Transport> postman;
  std::unique_ptr<mail::Outbox> outbox;
  Organisation organisation;
};

namespace {

// A lost key is never made anew over data that another one made: every link would be unknown, every letter sealed.
Result<std::unique_ptr<KeyRing>> open_keys(db::Db& db, std::string const& key_file) {
  bool const known = db.read([](db::Tx& tx) { return tx.one<std::string>(find_identity).has_value(); });
  if (known && !std::filesystem::exists(key_file))
    return fail(Fault::conflict, "keys.lost",
                key_file +
                    " is missing, and this data opens with that key only. Put it back from where it is kept (see "
                    "\"Backup\" in docs/operator.md), or set ESSAIM_TOKEN_KEY_FILE; nothing was made");
  return std::make_unique<KeyRing>(TRY(KeyRing::open(key_file)));
}
Result<Done> check_keys(db::Tx& tx, KeyRing const& keys, std::string const& key_file) {
  auto const mark = keys.keyed_hash("key-mark", tx.one<std::string>(find_identity).value_or(""));
  tx.run(keep_key_mark, db::Bytes{mark});
  if (tx.one<db::Bytes>(find_key_mark).value_or(db::Bytes{}).value == mark) return Done{};
  return fail(Fault::conflict, "keys.other",
              key_file +
                  " is another key than the one this data was made with. Check ESSAIM_DATA, ESSAIM_POSTGRES and "
                  "ESSAIM_TOKEN_KEY_FILE, or put the right key back");
}

Result<Done> open_mail(auto& parts) {
  try {
    // A fictional company writes to nobody.
    if (!parts.config.demo) parts.postman = mail::open_smtp(parts.config);
  } catch (std::runtime_error const& error) { return fail(Fault::invalid, "config.mail_from", error.what()); }
  auto const host = host_of(parts.config.public_url());
  parts.outbox = std::make_unique<mail::Outbox>(*parts.keys, *parts.organisation.clock, parts.postman.get(),
                                                host.substr(0, host.find(':')), parts.blobs.get());
  return Done{};
}

}  // namespace

OpenOrganisation::OpenOrganisation(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
OpenOrganisation::~OpenOrganisation() {
  if (parts_->jobs) parts_->jobs->stop();
}

Organisation& OpenOrganisation::operator*() { return parts_->organisation; }
Config const& OpenOrganisation::config() const { return parts_->config; }
jobs::Queue& OpenOrganisation::jobs() { return *parts_->jobs; }

Result<std::unique_ptr<OpenOrganisation>> OpenOrganisation::open(Config config, Clock const& clock) {
  if (auto const bad = http::AllowedHosts::first_bad_entry(config.allowed_internal_hosts); !bad.empty())
    return fail(Fault::invalid, "config.bad_value",
                "allowed_internal_hosts: \"" + bad + "\" is no host, address or CIDR");
  auto parts = std::make_unique<Parts>();
  parts->config = std::move(config);
  auto& organisation = parts->organisation;
  std::filesystem::path const folder = parts->config.data;
  CHECK_OK(ensure_private_folder(folder));
  try {
    parts->db = parts->config.postgres.empty() ? db::open_sqlite((folder / "essaim.db").string())
                                               : db::open_postgres(parts->config.postgres);
    db::migrate(*parts->db, main_migrations(), clock.now());
    parts->keys = TRY(open_keys(*parts->db, parts->config.key_file()));
    auto const id = parts->db->write([&](db::Tx& tx) -> Result<std::string> {
      auto const& chosen = parts->config.organisation;
      tx.run(insert_identity, chosen.empty() ? random_token(12) : chosen, clock.now().ms);
      CHECK_OK(check_keys(tx, *parts->keys, parts->config.key_file()));
      // Once a demo, always one: without --demo too it marks itself and sends no mail.
      if (demo::is_demo(tx)) parts->config.demo = true;
      return tx.one<std::string>(find_identity).value();
    });
    organisation.id = TRY(id);
  } catch (db::Broken const& broken) { return fail(Fault::unavailable, "app.database", broken.what()); }
  parts->jobs = std::make_unique<jobs::Queue>(*parts->db, clock);
  organisation.hosts = hosts_of(parts->config);
  for (auto& host : loopback_hosts_of(parts->config))
    if (std::ranges::find(organisation.hosts, host) == organisation.hosts.end()) organisation.hosts.push_back(host);
  organisation.base_url = parts->config.public_url();
  organisation.short_base_url = parts->config.short_url();
  organisation.folder = folder;
  organisation.runtime = runtime_folder(parts->config, organisation.id);
  parts->runtime.emplace(TRY(RuntimeFolder::move_in(organisation.runtime, clock.now())));
  organisation.config = &parts->config;
  organisation.clock = &clock;
  organisation.db = parts->db.get();
  organisation.keys = parts->keys.get();
  organisation.ids = IdCipher(parts->keys->id_cipher_key());
  organisation.jobs = parts->jobs.get();
  http::FetchSettings fetching;
  fetching.base_url = organisation.base_url;
  fetching.own_hosts = organisation.hosts;
  fetching.allowed_hosts = parts->config.allowed_internal_hosts;
  fetching.refused_hosts = parts->config.refused_hosts;
  fetching.requests_a_minute = parts->config.fetches_per_minute;
  if (parts->config.demo) fetching.fiction = demo::fiction_of(organisation);
  parts->fetcher = std::make_unique<http::Fetcher>(std::move(fetching));
  organisation.fetcher = parts->fetcher.get();
  try {
    parts->blobs = std::make_unique<Blobs>((folder / "media").string());
  } catch (std::system_error const& error) { return fail(Fault::unavailable, "app.data_folder", error.what()); }
  parts->pictures = std::make_unique<pictures::Pictures>(pictures::helper_beside_us());
  organisation.blobs = parts->blobs.get();
  organisation.pictures = parts->pictures.get();
  CHECK_OK(open_mail(*parts));
  organisation.mail = parts->outbox.get();
  return std::unique_ptr<OpenOrganisation>(new OpenOrganisation(std::move(parts)));
}

}  // namespace essaim
