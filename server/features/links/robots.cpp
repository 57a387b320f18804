#include "features/links/robots.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "features/links/links.hpp"
#include "platform/config/embedded.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

namespace essaim::links {

namespace {

// What machines say of themselves and browsers do not. "Cubot" is a telephone.
constexpr std::string_view telling_words[] = {
    R"((?i)(^|[^u])bots?([^a-z]|$))",
    R"((?i)[^c]ubots?([^a-z]|$))",
    R"((?i)crawl)",
    R"((?i)spider)",
    R"((?i)slurp)",
    R"((?i)scrap[ey])",
    R"((?i)fetch)",
    R"((?i)preview)",
    R"((?i)monitor)",
    R"((?i)headless)",
    R"((?i)lighthouse)",
    R"((?i)validator)",
    R"((?i)archive)",
    R"((?i)check(er|link|\b))",
    R"((?i)scanner)",
    R"((?i)hunter)",
    R"((?i)feed)",
    R"((?i)\brss)",
    R"((?i)search console)",
    R"((?i)[a-z]agent\b)",
    R"((?i)https?://)",
    R"([a-zA-Z0-9._-]@[a-zA-Z])",
    R"((?i)python)",
    R"((?i)\bperl)",
    R"((?i)\bruby)",
    R"((?i)\bphp)",
    R"((?i)curl)",
    R"((?i)wget)",
    R"((?i)^java)",
    R"((?i)http-?_?client)",
    R"((?i)^okhttp)",
    R"((?i)^axios)",
    R"((?i)node-)",
    R"((?i)^undici)",
    R"((?i)^node\b)",
    R"((?i)libwww)",
    R"((?i)cryptoapi)",
    R"((?i)phantomjs)",
    R"((?i)puppeteer)",
    R"((?i)playwright)",
    R"((?i)selenium)",
    R"((?i)proofpoint)",
    R"((?i)barracuda)",
    R"((?i)mimecast)",
    R"((?i)analy[sz]er)",
    R"((?i)pingdom)",
    R"((?i)uptime)",
    R"((?i)download)",
    R"((?i)parser)",
    R"((?i)harvest)",
    R"((?i)index(er|ing))",
    R"((?i)sitemap)",
    R"((?i)newsgator|newsblur)",
    R"((?i)\bwordpress)",
    R"((?i)^ruby|^go-|^dart|^apache-|^rest|^postman|^insomnia|^guzzle|^faraday|^aiohttp|^httpx)"};

// "Mozilla/5.0 (compatible; Something)" and no more: browsers that said "compatible" went on with a known name.
constexpr std::string_view bare_compatible = R"((?i)^mozilla/\d\.\d \(compatible;[^)]*\)?[^()]*$)";
constexpr std::string_view old_browsers =
    R"((?i)msie|trident|konqueror|opera|omniweb|icab|googletv|netscape|khtml|avant|beonex)";

std::vector<std::string> words_of(Json const& lists, std::string_view list) {
  std::vector<std::string> words;
  if (auto const* found = lists.find(list); found && found->array())
    for (auto const& word : *found->array())
      if (word.string()) words.push_back(*word.string());
  return words;
}

Json read_data(std::string_view name) {
  auto json = parse_json(find_embedded(name));
  return json ? *std::move(json) : Json();
}

}  // namespace

struct Robots::Sets {
  Sets()
      : previews(options(), RE2::UNANCHORED), listed(options(), RE2::UNANCHORED), named(options(), RE2::UNANCHORED) {}
  static RE2::Options options() {
    RE2::Options options(RE2::Quiet);
    options.set_max_mem(32 << 20);
    options.set_encoding(RE2::Options::EncodingLatin1);  // user agents are bytes
    options.set_never_capture(true);
    return options;
  }
  static void add(RE2::Set& set, std::string_view pattern) {
    std::string error;
    set.Add(re2::StringPiece(pattern.data(), pattern.size()), &error);
  }
  static void add_word(RE2::Set& set, std::string const& word) { add(set, "(?i)" + RE2::QuoteMeta(word)); }
  static bool matches(RE2::Set const& set, std::string_view text) {
    return set.Match(re2::StringPiece(text.data(), text.size()), nullptr);
  }

  RE2::Set previews;  // networks and chats fetching a card
  RE2::Set listed;    // crawler-user-agents
  RE2::Set named;     // our own list and telling words
  std::unique_ptr<RE2> compatible, old;
  std::vector<std::string> people;  // in-app browsers
};

Robots::Robots(std::vector<std::string> const& more) : sets_(std::make_unique<Sets>()) {
  auto const bots = read_data("data/bots.json");
  for (auto const& word : words_of(bots, "preview")) Sets::add_word(sets_->previews, word);
  for (auto const list : {"search_ai", "tools"})
    for (auto const& word : words_of(bots, list)) Sets::add_word(sets_->named, word);
  for (auto const& pattern : words_of(read_data("data/crawlers.json"), "patterns")) Sets::add(sets_->listed, pattern);
  for (auto const pattern : telling_words) Sets::add(sets_->named, pattern);
  for (auto const& pattern : more) Sets::add(sets_->named, pattern);
  sets_->previews.Compile();
  sets_->listed.Compile();
  sets_->named.Compile();
  sets_->compatible =
      std::make_unique<RE2>(re2::StringPiece(bare_compatible.data(), bare_compatible.size()), Sets::options());
  sets_->old = std::make_unique<RE2>(re2::StringPiece(old_browsers.data(), old_browsers.size()), Sets::options());
  sets_->people = words_of(bots, "human_inapp");
}

Robots::~Robots() = default;

Agent Robots::judge(std::string_view user_agent) const {
  user_agent = trim(user_agent.substr(0, 1024));
  if (user_agent.empty()) return Agent::robot;
  if (Sets::matches(sets_->previews, user_agent)) return Agent::preview;
  if (Sets::matches(sets_->named, user_agent)) return Agent::robot;
  bool const in_app = std::any_of(sets_->people.begin(), sets_->people.end(),
                                  [&](auto const& word) { return user_agent.find(word) != std::string_view::npos; });
  if (!in_app && Sets::matches(sets_->listed, user_agent)) return Agent::robot;
  re2::StringPiece const text(user_agent.data(), user_agent.size());
  if (RE2::PartialMatch(text, *sets_->compatible) && !RE2::PartialMatch(text, *sets_->old)) return Agent::robot;
  return Agent::person;
}

bool is_robot(std::string_view user_agent) {
  static Robots const robots;
  return robots.judge(user_agent) != Agent::person;
}

}  // namespace essaim::links
