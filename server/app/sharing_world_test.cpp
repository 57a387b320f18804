#include "app/sharing_world.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace essaim {
namespace {

content::Faces faces_of() {
  content::Faces faces;
  faces.reader_of = [](db::Tx& tx, int64_t person) {
    auto const place = people::place_of(tx, {person});
    content::Reader reader;
    for (auto const group : place.groups) reader.groups.push_back(group.value);
    if (place.site) reader.site = place.site->value;
    reader.languages = people::load_preferences(tx, {person}).languages;
    return reader;
  };
  faces.name_of = [](db::Tx& tx, int64_t person) -> std::optional<std::string> {
    auto const name = people::find_name(tx, {person});
    return name.empty() ? std::nullopt : std::optional(name);
  };
  faces.own_hosts = [](db::Tx& tx) { return people::load_settings(tx).own_hosts; };
  faces.useful_percent = [](db::Tx& tx) { return people::load_settings(tx).mix_useful_percent; };
  faces.group_exists = [](db::Tx& tx, int64_t group) {
    people::GroupId const id{group};
    return people::groups_exist(tx, {&id, 1});
  };
  faces.site_exists = [](db::Tx& tx, int64_t site) {
    people::SiteId const id{site};
    return people::sites_exist(tx, {&id, 1});
  };
  return faces;
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + ": " + result.error().detail);
  return std::move(*result);
}

}  // namespace

SharingWorld::SharingWorld(db::Engine engine) {
  folder = std::filesystem::temp_directory_path() / ("essaim-sharing-" + random_token(9));
  Config config;
  config.data = folder.string();
  config.runtime_folder = (folder / "runtime").string();
  config.base_url = "https://essaim.example.org";
  if (engine == db::Engine::postgres) {
    std::string const url = std::getenv("ESSAIM_TEST_POSTGRES");
    schema_ = "sharing_" + hex(random_token(9));
    db::open_postgres(url, 1)->write([&](db::Tx& tx) { tx.script("create schema " + schema_); });
    config.postgres = url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema_;
  }
  open = must(OpenOrganisation::open(config, clock));
  auto& organisation = **open;
  people::NewPerson administrator{.name = "Awa Ndiaye",
                                  .email = "awa@example.org",
                                  .password = "un essaim de mots",
                                  .time_zone = "Europe/Paris",
                                  .roles = {"editor"},
                                  .member = true};
  editor = must(people::set_up(organisation, "Hélianne", "Les Éclaireurs", administrator)).value;
  content = std::make_unique<content::Content>(organisation, faces_of());
  links = must(links::Links::open(organisation));
  links->fast_lane().attach(&replies_);
  auto const authenticate = [](Organisation&, http::Request const&) { return Viewer{}; };
  content::add_routes(router, *content);
  sharing::add_routes(router, *content, *links, authenticate);
  influence::add_routes(router, *content, *links, words);
  figures::add_routes(router, *content, words);
  sharing::add_jobs(organisation, *content);
  figures::add_jobs(organisation, *content);
  influence::add_jobs(organisation);
}

SharingWorld::~SharingWorld() {
  links->fast_lane().attach(nullptr);
  links.reset();
  content.reset();
  if (!schema_.empty()) (*open)->db->write([&](db::Tx& tx) { tx.script("drop schema " + schema_ + " cascade"); });
  open.reset();
  std::filesystem::remove_all(folder);
}

Viewer SharingWorld::viewer_of(int64_t who) {
  static std::vector<std::string> const all{"member", "editor"};
  Viewer viewer;
  viewer.person = who;
  viewer.session = 1;
  viewer.is_member = true;
  if (who == editor) viewer.permissions = permissions_of(all);
  return viewer;
}

SharingWorld::Answer SharingWorld::call(http::Method method, int64_t who, std::string const& path,
                                        std::string const& body, std::string const& key) {
  http::Request request;
  request.method = method;
  request.target = "/api/v1" + path;
  auto const mark = request.target.find('?');
  request.path = request.target.substr(0, mark);
  if (mark != std::string::npos) request.query = request.target.substr(mark + 1);
  request.host = "essaim.example.org";
  request.headers = {{"x-essaim", "1"}, {"content-type", "application/json"}};
  if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
  request.body = body;
  auto const response =
      router.answer(request, **open, [&](Organisation&, http::Request const&) { return viewer_of(who); });
  Answer out;
  out.status = response.status;
  out.text = response.body;
  out.cookie = http::find_header(response.headers, "set-cookie");
  if (auto json = parse_json(response.body)) out.body = std::move(*json);
  return out;
}

int64_t SharingWorld::add_member(std::string const& name) {
  people::NewPerson person{
      .name = name, .email = random_token(6) + "@example.org", .time_zone = "Europe/Paris", .member = true};
  return must(people::add_person(**open, person)).value;
}

std::string SharingWorld::add_story(std::string const& title, std::string const& address,
                                    std::vector<std::string> const& variants) {
  Json input;
  input.set("title", title)
      .set("language", "fr")
      .set("address", address)
      .set("kind", "article")
      .set("stance", "useful");
  JsonArray texts;
  for (auto const& text : variants) {
    Json variant;
    variant.set("language", "fr").set("label", "Une question").set("text", text);
    texts.push_back(variant);
  }
  input.set("variants", texts);
  auto const made = post(editor, "/stories", print_json(input));
  EXPECT_EQ(made.status, 201) << made.text;
  auto const id = made.body.string_or("id");
  auto const published = call(http::Method::post, editor, "/stories/" + id + "/publication", "", "");
  EXPECT_EQ(published.status, 200) << published.text;
  return id;
}

SharingWorld::Made SharingWorld::share(int64_t who, std::string const& story, std::string const& network,
                                       std::string const& text, bool declare) {
  Json input;
  input.set("story_id", story).set("network", network).set("text", text).set("over_cap_confirmed", true);
  if (network == "mastodon") input.set("mastodon_server", "piaille.example");
  auto const made = post(who, "/shares", print_json(input));
  EXPECT_EQ(made.status, 201) << made.text;
  auto const* share = made.body.find("share");
  Made out{share ? share->string_or("id") : "", share ? share->string_or("link") : ""};
  if (!declare) return out;
  EXPECT_EQ(put(who, "/shares/" + out.id + "/outcome", R"({"outcome":"done"})").status, 200);
  return out;
}

void SharingWorld::click(std::string const& link, int reader, std::string const& referrer, std::string const& cookie,
                         std::string const& agent) {
  auto const code = link.substr(link.rfind('/') + 1);
  clock.advance(minutes(1));  // nobody reads in the instant in which the link was made
  auto const peer = fmt::format("192.0.2.{}", reader);
  http::FastRequest request;
  request.code = code;
  request.host = "essaim.example.org";
  request.user_agent = agent;
  request.referer = referrer;
  request.accept_language = "fr";
  request.sec_fetch_mode = "navigate";
  request.sec_fetch_dest = "document";
  request.cookie = cookie;
  request.peer = peer;
  (void)links->fast_lane().take(request, {});
  links->fast_lane().turn_ended();
  links->settle();
}

void SharingWorld::close_night() {
  clock.advance(hours(1));
  while (open->jobs().run_one()) {}
}

}  // namespace essaim
