#pragma once
// For tests of people: one organisation on its own, spoken to through its routes as browsers do.

#include "features/people/people.hpp"
#include "platform/access/test_organisation.hpp"
#include "platform/crypto/key_ring.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/outbox.hpp"

#include <map>

namespace essaim::people {

class Postman final : public mail::Transport {
 public:
  Result<Done> send(mail::Message const& message) override {
    if (busy) return fail(Fault::unavailable, "mail.busy");
    sent.push_back(message);
    return Done{};
  }
  Result<Done> reach() override { return busy ? Result<Done>(fail(Fault::unavailable, "mail.busy")) : Done{}; }
  bool busy = false;
  std::vector<mail::Message> sent;
};

class World : private TestOrganisation {
 public:
  explicit World(db::Engine engine = db::Engine::sqlite) : TestOrganisation(engine) {
    outbox = std::make_unique<mail::Outbox>(keys, clock, &postman, "essaim.test");
    queue = std::make_unique<jobs::Queue>(*db, clock);
    organisation.base_url = organisation.short_base_url = "https://essaim.test";
    organisation.keys = &keys;
    organisation.ids = IdCipher(keys.id_cipher_key());
    organisation.mail = outbox.get();
    organisation.jobs = queue.get();
    organisation.personal_data.push_back(personal_data());
    door = open_door(organisation, {.permissions_of = permissions_of,
                                    .current_charter = [](db::Tx&) { return int64_t{1}; },
                                    .networks = {"linkedin", "mastodon"},
                                    .demo_logins = {}});
    add_routes(router, door);
    add_jobs(organisation, door);
  }

  static std::vector<std::string_view> permissions_of(std::span<std::string const> roles) {
    for (auto const& role : roles)
      if (role == "administrator")
        return {"people.read",   "people.invite", "people.edit", "people.roles", "people.invitation_link",
                "settings.read", "settings.edit", "changes.read"};
    return {};
  }
  void set_up_administrator() {
    auto const link = make_setup_link(organisation);
    token = link.substr(link.find('#') + 1);
  }
  /// Runs the jobs that are due and delivers what waits.
  void work() {
    for (int i = 0; i < 50 && queue->run_one(); ++i) {}
    outbox->deliver_due(*db);
  }
  std::string last_token() const {
    auto const& text = postman.sent.back().text;
    auto const at = text.find('#') + 1;
    return text.substr(at, text.find('\n', at) - at);
  }

  using TestOrganisation::clock, TestOrganisation::db, TestOrganisation::folder, TestOrganisation::organisation;
  KeyRing keys{std::string(32, 'k')};
  Postman postman;
  std::unique_ptr<mail::Outbox> outbox;
  std::unique_ptr<jobs::Queue> queue;
  http::Router router;
  std::shared_ptr<Door> door;
  std::string token;
};

/// A browser with its cookies.
class Browser {
 public:
  explicit Browser(World& world) : world_(world) {}

  http::Response call(http::Method method, std::string target, std::string body = "",
                      std::string type = "application/json") {
    http::Request request;
    request.method = method;
    request.target = "/api/v1" + target;
    auto const question = request.target.find('?');
    request.path = request.target.substr(0, question);
    if (question != std::string::npos) request.query = request.target.substr(question + 1);
    request.host = host;
    request.peer = peer;
    request.secure = secure;
    request.headers = {{"x-essaim", "1"},
                       {"user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"},
                       {"idempotency-key", random_token(9)}};
    if (!body.empty()) request.headers.emplace_back("content-type", type);
    std::string cookies;
    for (auto const& [name, value] : jar) cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
    request.body = std::move(body);
    auto response = world_.router.answer(request, world_.organisation, authenticate_by(world_.door));
    for (auto const& [name, value] : response.headers)
      if (name == "set-cookie") keep(value);
    return response;
  }
  http::Response get(std::string target) { return call(http::Method::get, std::move(target)); }
  http::Response post(std::string target, std::string body = "") {
    return call(http::Method::post, std::move(target), std::move(body));
  }
  http::Response accept(std::string const& token, int version = 1) {
    return post("/invitations/acceptance",
                R"({"token":")" + token + R"(","language":"fr","charter_version":)" + std::to_string(version) + "}");
  }
  Json json(http::Response const& response) { return parse_json(response.body).value_or(Json()); }

  std::map<std::string, std::string> jar;
  std::string host = "essaim.test", peer = "192.0.2.7";
  bool secure = true;

 private:
  void keep(std::string const& line) {
    auto const equals = line.find('='), end = line.find(';');
    auto const name = line.substr(0, equals), value = line.substr(equals + 1, end - equals - 1);
    if (value.empty())
      jar.erase(name);
    else
      jar[name] = value;
  }
  World& world_;
};

inline constexpr auto password = "une phrase calme";

inline std::string setup_body(std::string const& token) {
  return R"({"token":")" + token +
         R"(","organisation_name":"Hélianne","programme_name":"Les Éclaireurs","language":"fr",)"
         R"("name":"Inès Marchetti","email":"ines@helianne.example","password":"une phrase calme"})";
}

inline std::string credentials(std::string const& email, std::string const& word) {
  return R"({"email":")" + email + R"(","password":")" + word + R"("})";
}

}  // namespace essaim::people
