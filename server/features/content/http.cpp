#include "base/text.hpp"
#include "features/content/media/media.hpp"
#include "features/content/mix.hpp"
#include "features/content/stories.hpp"
#include "features/content/themes/themes.hpp"
#include "platform/access/throttle.hpp"

#include <charconv>
#include <memory>

namespace essaim::content {
namespace {

struct StanceInput {
  static constexpr std::string_view dto = "StanceInput";
  std::string stance;
};
template <class V>
void describe(V& v, StanceInput& s) {
  v("stance", s.stance, http::one_of({"useful", "company"}));
}

struct PublicationInput {
  static constexpr std::string_view dto = "PublicationInput";
  bool again_confirmed = false, above_ceiling_confirmed = false;
};
template <class V>
void describe(V& v, PublicationInput& p) {
  v.maybe("again_confirmed", p.again_confirmed);
  v.maybe("above_ceiling_confirmed", p.above_ceiling_confirmed);
}

// RFC 9110 section 13.1.1; the version is the entity tag.
Result<std::optional<int64_t>> read_if_match(http::Request const& request) {
  auto text = trim(request.header("if-match"));
  if (text.empty() || text == "*") return std::optional<int64_t>();
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  int64_t version = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc() || end != text.data() + text.size()) return fail(Fault::invalid, "request.if_match");
  return std::optional(version);
}

// The router has seen that it is one.
std::optional<Instant> read_day(http::Call const& call, std::string_view name, int64_t plus) {
  auto const day = from_iso_date(call.query(name));
  return day ? std::optional(Instant{(*day + plus) * 86'400'000}) : std::nullopt;
}

http::Limits any_kind() {
  http::Limits limits;
  for (auto const kind : all_kinds()) limits.choices.push_back(to_text(kind));
  return limits;
}

Result<Search> read_search(http::Call const& call) {
  Search search{call.query("state"), call.query("query"), {}, TRY(call.page())};
  search.filter.kind = call.query("kind");
  search.filter.language = TRY(check_language("?language", call.query("language")));
  search.filter.from = read_day(call, "from", 0);
  search.filter.to = read_day(call, "until", 1);
  if (search.filter.from && search.filter.to && *search.filter.to <= *search.filter.from)
    return fail_at("?until", "input.days_turned_round", "`until` is a day before `from`");
  auto const theme = call.query("theme_id");
  if (!theme.empty()) search.filter.theme = TRY(call.read_id_at("?theme_id", theme));
  return search;
}

void with_version(http::Call& call, Result<Story> const& story) {
  if (story) call.headers.emplace_back("etag", "\"" + std::to_string(story->version) + "\"");
}

void add_reading_routes(http::Router& router, Content const& content) {
  auto const searches = std::make_shared<Throttle>(60, minutes(1));
  router
      .get<StoryPage>(
          "/stories", signed_in,
          "Stories, newest first, or those that hold the words of `query`; members see what is published and for them",
          [&content, searches](http::Call& call) -> Result<StoryPage> {
            auto const search = TRY(read_search(call));
            if (!search.typed.empty() && !searches->admit(call.viewer.person, call.now())) {
              call.headers.emplace_back("retry-after", "60");
              return fail(Fault::too_many, "content.too_many_searches");
            }
            return call.db().read([&](db::Tx& tx) { return list_stories(content, tx, call.viewer, search); });
          })
      .text("query", "words to find, in French and English, with or without accents")
      .text("state", "for editors; members see what is published", http::one_of({"draft", "published", "withdrawn"}))
      .text("kind", "of that kind", any_kind())
      .text("language", "in that language, as fr or pt-BR", {.max = 35})
      .id("theme_id", "with that theme")
      .day("from", "offered on that day (UTC) or later")
      .day("until", "offered on that day (UTC) or earlier")
      .pages();
  router.get<Story>("/stories/{id}", signed_in, "One story", [&content](http::Call& call) -> Result<Story> {
    auto const id = TRY(call.path_id<StoryTag>("id"));
    auto found = call.db().read([&](db::Tx& tx) { return content.find_story(tx, call.viewer, id); });
    if (!found) return fail(Fault::missing, "content.story_missing");
    Result<Story> story = std::move(found->story);
    with_version(call, story);
    return story;
  });
  router.get<std::vector<HistoryEntry>>(
      "/stories/{id}/history", edit_content, "What happened to a story, newest first",
      [&content](http::Call& call) -> Result<std::vector<HistoryEntry>> {
        auto const id = TRY(call.path_id<StoryTag>("id"));
        return call.db().read([&](db::Tx& tx) { return history_of(content, tx, call.viewer, id); });
      });
  router.get<SupplyMixView>("/mix", edit_content, "The mix of what the programme supplied in 30 days",
                            [&content](http::Call& call) -> Result<SupplyMixView> {
                              return call.db().read([&](db::Tx& tx) { return supply_mix(content, tx); });
                            });
}

// A deed on one story, in one transaction.
template <class Operation>
auto deed(Content const& content, Operation operation) {
  return [&content, operation](http::Call& call) -> Result<Story> {
    auto const id = TRY(call.path_id<StoryTag>("id"));
    auto story = call.db().write([&](db::Tx& tx) { return operation(content, tx, call.viewer, id); });
    with_version(call, story);
    return story;
  };
}

void add_editing_routes(http::Router& router, Content const& content) {
  router.post<StoryInput, Story>("/stories", edit_content, "Makes a draft",
                                 [&content](http::Call& call, StoryInput const& in) -> Result<Story> {
                                   auto story = call.db().write([&](db::Tx& tx) -> Result<Story> {
                                     auto const id = TRY(content.make_story(tx, call.viewer, in));
                                     return content.find_story(tx, call.viewer, id)->story;
                                   });
                                   call.status = 201;
                                   with_version(call, story);
                                   return story;
                                 });
  router.put<StoryInput, Story>(
      "/stories/{id}", edit_content, "Changes a story; If-Match names the version that was read",
      [&content](http::Call& call, StoryInput const& in) -> Result<Story> {
        auto const id = TRY(call.path_id<StoryTag>("id"));
        auto const expected = TRY(read_if_match(call.request));
        auto story =
            call.db().write([&](db::Tx& tx) { return change_story(content, tx, call.viewer, id, in, expected); });
        with_version(call, story);
        return story;
      });
  router
      .post<PublicationInput, Story>(
          "/stories/{id}/publication", edit_content,
          "Publishes a story; 409 story.address_published with existing_id where another one offers that address "
          "already, 409 content.mix_above or content.mix_stopped where a company story would break the mix",
          [&content](http::Call& call, PublicationInput const& in) -> Result<Story> {
            Publication asked{in.again_confirmed, in.above_ceiling_confirmed, {}};
            auto story = deed(content, [&asked](Content const& c, db::Tx& tx, Viewer const& viewer, StoryId id) {
              return publish_story(c, tx, viewer, id, asked);
            })(call);
            if (asked.twin) call.existing_id = call.show(*asked.twin);
            return story;
          })
      .without_body_too();
  router.del<Story>("/stories/{id}/publication", edit_content, "Withdraws a story; its links go on redirecting",
                    deed(content, withdraw_story));
  router.post<StanceInput, Story>(
      "/stories/{id}/relabel", edit_content,
      "Says whether a story is useful or about the company; on own hosts it takes two people",
      [&content](http::Call& call, StanceInput const& in) -> Result<Story> {
        auto const stance = read_stance(in.stance).value_or(Stance::company);
        return deed(content, [stance](Content const& c, db::Tx& tx, Viewer const& viewer, StoryId id) {
          return relabel_story(c, tx, viewer, id, stance);
        })(call);
      });
}

}  // namespace

void add_routes(http::Router& router, Content const& content) {
  add_theme_routes(router, content);
  add_reading_routes(router, content);
  add_editing_routes(router, content);
  add_media_routes(router, content);
}

}  // namespace essaim::content
