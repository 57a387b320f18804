#pragma once
// For tests: an organisation of its own on a fresh database, with all migrations applied. On PostgreSQL (where
// ESSAIM_TEST_POSTGRES names a server) each has a schema of its own, dropped afterwards.

#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/access/organisation.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/config/embedded.hpp"
#include "platform/db/migrate.hpp"
#include "platform/pictures/pictures.hpp"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <vector>

namespace essaim {

class TestOrganisation {
 public:
  static std::vector<db::Engine> engines() {
    return std::getenv("ESSAIM_TEST_POSTGRES") ? std::vector{db::Engine::sqlite, db::Engine::postgres}
                                               : std::vector{db::Engine::sqlite};
  }

  explicit TestOrganisation(db::Engine engine = db::Engine::sqlite)
      : folder(std::filesystem::temp_directory_path() / ("essaim-test-" + random_token(9))),
        pictures(pictures::helper_beside_us()) {
    std::filesystem::create_directory(folder);
    blobs = std::make_unique<Blobs>((folder / "media").string());
    if (engine == db::Engine::sqlite)
      db = db::open_sqlite((folder / "test.db").string());
    else
      open_postgres();
    std::vector<db::Migration> steps;
    for (auto const& file : embedded_below("migrations/"))
      if (file.name.find('/', 11) == std::string_view::npos)
        steps.push_back({file.name.substr(11, file.name.size() - 15), file.bytes});
    db::migrate(*db, steps, clock.now());
    organisation.id = "test";
    organisation.base_url = organisation.short_base_url = "http://127.0.0.1:8080";
    organisation.hosts = {"127.0.0.1:8080"};
    organisation.folder = folder;
    organisation.clock = &clock;
    organisation.db = db.get();
    organisation.blobs = blobs.get();
    organisation.pictures = &pictures;
    organisation.ids = IdCipher(random_bytes<16>());
  }
  ~TestOrganisation() {
    if (!schema.empty()) db->write([&](db::Tx& tx) { tx.script("drop schema " + schema + " cascade"); });
    db.reset();
    std::filesystem::remove_all(folder);
  }
  TestOrganisation(TestOrganisation const&) = delete;
  TestOrganisation& operator=(TestOrganisation const&) = delete;

  std::filesystem::path folder;
  ManualClock clock{{1'795'509'000'000}};  // Tuesday, 24 November 2026, 08:30 UTC
  std::unique_ptr<db::Db> db;
  std::unique_ptr<Blobs> blobs;
  pictures::Pictures pictures;
  Organisation organisation;

 private:
  void open_postgres() {
    std::string const url = std::getenv("ESSAIM_TEST_POSTGRES");
    schema = "test_" + hex(random_token(9));
    db::open_postgres(url, 1)->write([&](db::Tx& tx) { tx.script("create schema " + schema); });
    db = db::open_postgres(url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema,
                           4);
  }
  std::string schema;
};

}  // namespace essaim
