#pragma once
// The rules of stories, pure: no clock, no database. Each comment is the sentence that people are told.

#include "base/clock.hpp"
#include "base/result.hpp"
#include "features/content/story.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::content {

/// When a story may be seen: from its publication or the end of its embargo, the later, until it expires.
struct Term {
  std::optional<Instant> embargo_until, expires_at;
};
/// A published story is withdrawn, a withdrawn one may be published again; a draft cannot be withdrawn. What has
/// already expired is not published.
Result<StoryState> publish(StoryState state, Term term, Instant now);
Result<StoryState> withdraw(StoryState state);
Result<Done> check_term(Term term);
constexpr Instant visible_from(Instant published_at, Term term) {
  return term.embargo_until && *term.embargo_until > published_at ? *term.embargo_until : published_at;
}
/// Only a published story, past its embargo and before its expiry, can be seen by members or shared.
constexpr bool is_visible(StoryState state, std::optional<Instant> published_at, Term term, Instant now) {
  return state == StoryState::published && published_at && visible_from(*published_at, term) <= now &&
         !(term.expires_at && *term.expires_at <= now);
}

/// The same rule as words, so that a database answers it by one index: a story is stored under each of its lanes, a
/// person reads the stories of theirs. `is_for(a, r)` holds exactly when the two have a lane in common.
std::vector<std::string> lanes_of(Audience const& audience);
std::vector<std::string> lanes_of(Reader const& reader);
std::string theme_lane(int64_t theme);

/// Themes, audience and further languages as one short text ("t7 g12 s3 lfr oen"), so that a feed reads one row a
/// story.
struct Marks {
  std::vector<int64_t> themes;
  Audience audience;
  std::vector<std::string> originals{};  // further languages in which the story exists
};
std::string write_marks(Marks const& marks);
Marks read_marks(std::string_view text);

/// What points to the organisation's own hosts is about the company, whatever is claimed, until a second person says
/// otherwise (promises.md 27). Elsewhere the editor's word counts.
Stance effective_stance(Stance claimed, bool on_own_host, bool seconded_as_useful);
/// What was said of such a story since it has its destination, in order; a person who was erased counts as somebody.
struct Label {
  Stance stance = Stance::useful;
  std::optional<int64_t> person;
};
/// Two different people called it useful since it was last called company.
bool is_seconded(std::span<Label const> labels);
/// What was done to a story, the latest first.
struct Deed {
  std::string change;
  std::optional<int64_t> person;
};
/// Four eyes: whoever wrote the last version does not publish it, unless somebody else has published that version
/// already. A person who was erased counts as somebody else.
bool is_second_pair(std::span<Deed const> latest_first, int64_t person);
/// The host itself and all hosts below it: "example.fr" owns "www.example.fr" and not "badexample.fr".
bool is_own_host(std::string_view host, std::span<std::string const> own_hosts);

/// 0, 5, 10, 20 or 50 people as "5+"; empty below the floor (promises.md 12).
std::string_view shared_by(int shared_class);

/// Kinds that no story of the period had, of those a varied programme has.
std::vector<StoryKind> missing_kinds(std::span<StoryKind const> present);

/// Minutes to read at 200 words a minute, at least one; nothing for no words. Scripts without spaces count 2.5
/// characters as a word.
std::optional<int> reading_minutes(int64_t words);
int64_t count_words(std::string_view text);

/// The primary subtag in lower case ("fr-FR" reads "fr"); empty for no language, refused where it is none (RFC 5646).
Result<std::string> check_language(std::string_view pointer, std::string_view language);
/// Line ends as "\n", no other control character, ends trimmed.
std::string clean_text(std::string_view text);
/// http or https, a host, no user name or password, at most 2,048 bytes, no control character.
Result<std::string> check_address(std::string_view address);
std::string_view host_of(std::string_view checked_address);
/// Two addresses of one page have one key: scheme, "www.", fragment, trailing slash and campaign parameters left out.
std::string address_key(std::string_view checked_address);

}  // namespace essaim::content
