#pragma once
// A small organisation for the tests of what people do: real features on a database in a folder of its own, asked
// through the API's routes.

#include "app/open_organisation.hpp"
#include "app/roles.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "features/charter/charter.hpp"
#include "features/content/content.hpp"
#include "features/figures/figures.hpp"
#include "features/influence/influence.hpp"
#include "features/links/links.hpp"
#include "features/people/people.hpp"
#include "features/sharing/sharing.hpp"
#include "platform/http/fast_lane.hpp"
#include "platform/jobs/jobs.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace essaim {

class SharingWorld {
 public:
  /// On PostgreSQL (ESSAIM_TEST_POSTGRES names a server) in a schema of its own, dropped afterwards.
  explicit SharingWorld(db::Engine engine = db::Engine::sqlite);
  ~SharingWorld();

  struct Answer {
    int status = 0;
    Json body;
    std::string text;
    std::string cookie;
    std::string code() const { return body.string_or("code"); }
  };
  Answer get(int64_t who, std::string const& path) { return call(http::Method::get, who, path, "", ""); }
  Answer post(int64_t who, std::string const& path, std::string const& body, std::string const& key = "") {
    return call(http::Method::post, who, path, body, key.empty() ? random_token() : key);
  }
  Answer put(int64_t who, std::string const& path, std::string const& body) {
    return call(http::Method::put, who, path, body, "");
  }
  Answer del(int64_t who, std::string const& path) { return call(http::Method::del, who, path, "", ""); }

  int64_t add_member(std::string const& name);
  /// A published story; answers its word.
  std::string add_story(std::string const& title, std::string const& address,
                        std::vector<std::string> const& variants = {});
  /// Opens and declares a share; answers its word and its link.
  struct Made {
    std::string id, link;
  };
  Made share(int64_t who, std::string const& story, std::string const& network, std::string const& text,
             bool declare = true);
  /// A person's browser visits the link; each `reader` is somebody else.
  void click(std::string const& link, int reader, std::string const& referrer, std::string const& cookie = "",
             std::string const& agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
  void close_night();

  ManualClock clock{{1'795'500'000'000}};  // 2026-11-24, 07:20 in Paris
  std::filesystem::path folder;
  std::unique_ptr<OpenOrganisation> open;
  std::unique_ptr<content::Content> content;
  std::unique_ptr<links::Links> links;
  Catalogue const words = Catalogue::embedded();
  http::Router router;
  int64_t editor = 0;

 private:
  Answer call(http::Method method, int64_t who, std::string const& path, std::string const& body,
              std::string const& key);
  Viewer viewer_of(int64_t who);
  std::string schema_;

  struct NobodyWaits : http::FastReplies {
    void answer(http::FastToken, std::string_view) override {}
    void wake() override {}
  } replies_;
};

}  // namespace essaim
