#include "features/content/rules.hpp"

#include "base/text.hpp"
#include "features/content/search/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace essaim::content {
namespace {

template <class T>
struct Word {
  T value;
  std::string_view text;
};
template <class T>
Word(T, char const*) -> Word<T>;  // clang 14 does not deduce from an aggregate by itself
constexpr std::array states{Word{StoryState::draft, "draft"}, Word{StoryState::published, "published"},
                            Word{StoryState::withdrawn, "withdrawn"}};
constexpr std::array stances{Word{Stance::useful, "useful"}, Word{Stance::company, "company"}};
constexpr std::array kinds{Word{StoryKind::article, "article"},
                           Word{StoryKind::infographic, "infographic"},
                           Word{StoryKind::white_paper, "white_paper"},
                           Word{StoryKind::analysis, "analysis"},
                           Word{StoryKind::job, "job"},
                           Word{StoryKind::event, "event"},
                           Word{StoryKind::video, "video"},
                           Word{StoryKind::image, "image"},
                           Word{StoryKind::document, "document"},
                           Word{StoryKind::text, "text"}};

template <class Table, class T>
std::string_view text_in(Table const& table, T value) {
  for (auto const& word : table)
    if (word.value == value) return word.text;
  return "";
}
template <class T, size_t N>
std::optional<T> read_in(std::array<Word<T>, N> const& table, std::string_view text) {
  for (auto const& word : table)
    if (word.text == text) return word.value;
  return std::nullopt;
}

bool contains(auto const& many, auto const& one) { return std::find(many.begin(), many.end(), one) != many.end(); }

std::vector<std::string> crossed(std::vector<std::string> const& places, std::vector<std::string> const& languages) {
  std::vector<std::string> lanes;
  for (auto const& place : places)
    for (auto const& language : languages) lanes.push_back(fmt::format("{}/{}", place, language));
  return lanes;
}

// Parameters that tell where a reader came from and change nothing of the page.
bool is_campaign(std::string_view name) {
  static constexpr std::array names{"fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "msclkid",
                                    "dclid",  "yclid", "_hsenc", "_hsmi",  "xtor"};
  return name.starts_with("utm_") || name.starts_with("at_") || contains(names, name);
}

struct Parts {
  std::string_view host, path, query;
};
Parts take_apart(std::string_view address) {
  Parts parts;
  auto rest = address.substr(address.find("://") + 3);
  rest = rest.substr(0, rest.find('#'));
  auto const end = rest.find_first_of("/?");
  parts.host = rest.substr(0, end);
  if (end == std::string_view::npos) return parts;
  rest = rest.substr(end);
  auto const mark = rest.find('?');
  parts.path = rest.substr(0, mark);
  if (mark != std::string_view::npos) parts.query = rest.substr(mark + 1);
  return parts;
}

}  // namespace

std::string_view to_text(StoryState state) { return text_in(states, state); }
std::string_view to_text(Stance stance) { return text_in(stances, stance); }
std::string_view to_text(StoryKind kind) { return text_in(kinds, kind); }
std::optional<StoryState> read_state(std::string_view text) { return read_in(states, text); }
std::optional<Stance> read_stance(std::string_view text) { return read_in(stances, text); }
std::optional<StoryKind> read_kind(std::string_view text) { return read_in(kinds, text); }

std::span<StoryKind const> all_kinds() {
  static constexpr auto all = [] {
    std::array<StoryKind, kinds.size()> out{};
    for (size_t i = 0; i < kinds.size(); ++i) out[i] = kinds[i].value;
    return out;
  }();
  return all;
}

Result<Done> check_term(Term term) {
  if (term.embargo_until && term.expires_at && *term.expires_at <= *term.embargo_until)
    return fail_at("/expires_at", "content.expires_before_embargo");
  return Done{};
}

Result<StoryState> publish(StoryState state, Term term, Instant now) {
  if (state == StoryState::published) return fail(Fault::conflict, "content.already_published");
  if (term.expires_at && *term.expires_at <= now) return fail(Fault::conflict, "content.expired");
  CHECK_OK(check_term(term));
  return StoryState::published;
}

Result<StoryState> withdraw(StoryState state) {
  if (state != StoryState::published) return fail(Fault::conflict, "content.not_published");
  return StoryState::withdrawn;
}

bool is_for(Audience const& audience, Reader const& reader) {
  auto reads = [&](std::string const& language) { return contains(reader.languages, language); };
  if (!audience.languages.empty() && std::none_of(audience.languages.begin(), audience.languages.end(), reads))
    return false;
  if (audience.groups.empty() && audience.sites.empty()) return true;
  if (reader.site && contains(audience.sites, *reader.site)) return true;
  return std::any_of(audience.groups.begin(), audience.groups.end(),
                     [&](int64_t group) { return contains(reader.groups, group); });
}

std::vector<std::string> lanes_of(Audience const& audience) {
  std::vector<std::string> places, languages(audience.languages);
  for (auto group : audience.groups) places.push_back("g" + std::to_string(group));
  for (auto site : audience.sites) places.push_back("s" + std::to_string(site));
  if (places.empty()) places.push_back("*");
  if (languages.empty()) languages.push_back("*");
  return crossed(places, languages);
}

std::vector<std::string> lanes_of(Reader const& reader) {
  std::vector<std::string> places{"*"}, languages{"*"};
  for (auto group : reader.groups) places.push_back("g" + std::to_string(group));
  if (reader.site) places.push_back("s" + std::to_string(*reader.site));
  languages.insert(languages.end(), reader.languages.begin(), reader.languages.end());
  return crossed(places, languages);
}

std::string theme_lane(int64_t theme) { return "t" + std::to_string(theme); }

std::string write_marks(Marks const& marks) {
  std::vector<std::string> words;
  for (auto theme : marks.themes) words.push_back("t" + std::to_string(theme));
  for (auto group : marks.audience.groups) words.push_back("g" + std::to_string(group));
  for (auto site : marks.audience.sites) words.push_back("s" + std::to_string(site));
  for (auto const& language : marks.audience.languages) words.push_back("l" + language);
  for (auto const& language : marks.originals) words.push_back("o" + language);
  return join(words, " ");
}

Marks read_marks(std::string_view text) {
  Marks marks;
  for (auto word : split(text, ' ')) {
    if (word.size() < 2) continue;
    auto const rest = word.substr(1);
    int64_t number = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), number);
    switch (word.front()) {
      case 't': marks.themes.push_back(number); break;
      case 'g': marks.audience.groups.push_back(number); break;
      case 's': marks.audience.sites.push_back(number); break;
      case 'l': marks.audience.languages.emplace_back(rest); break;
      case 'o': marks.originals.emplace_back(rest); break;
      default: break;
    }
  }
  return marks;
}

Stance effective_stance(Stance claimed, bool on_own_host, bool seconded_as_useful) {
  return on_own_host && !seconded_as_useful ? Stance::company : claimed;
}

bool is_seconded(std::span<Label const> labels) {
  std::vector<std::optional<int64_t>> people;
  for (auto const& label : labels) {
    if (label.stance == Stance::company)
      people.clear();
    else if (!contains(people, label.person))
      people.push_back(label.person);
  }
  return people.size() >= 2;
}

bool is_second_pair(std::span<Deed const> latest_first, int64_t person) {
  std::vector<std::optional<int64_t>> published_by;
  for (auto const& deed : latest_first) {
    if (deed.change == "published") published_by.push_back(deed.person);
    if (deed.change != "made" && deed.change != "edited") continue;
    auto const another = [&](std::optional<int64_t> const& who) { return !who || who != deed.person; };
    return deed.person != person || std::ranges::any_of(published_by, another);
  }
  return true;
}

bool is_own_host(std::string_view host, std::span<std::string const> own_hosts) {
  auto const asked = ascii_lower(host.substr(0, host.find(':')));
  return std::any_of(own_hosts.begin(), own_hosts.end(), [&](std::string const& own) {
    auto const base = ascii_lower(own);
    return !base.empty() && (asked == base || asked.ends_with("." + base));
  });
}

std::string_view shared_by(int shared_class) {
  switch (shared_class) {
    case 5: return "5+";
    case 10: return "10+";
    case 20: return "20+";
    case 50: return "50+";
    default: return "";
  }
}

std::vector<StoryKind> missing_kinds(std::span<StoryKind const> present) {
  // Picture, document and text are forms rather than genres: nobody misses them.
  static constexpr std::array genres{StoryKind::article,  StoryKind::infographic, StoryKind::white_paper,
                                     StoryKind::analysis, StoryKind::job,         StoryKind::event,
                                     StoryKind::video};
  std::vector<StoryKind> missing;
  for (auto kind : genres)
    if (!contains(present, kind)) missing.push_back(kind);
  return missing;
}

std::optional<int> reading_minutes(int64_t words) {
  if (words <= 0) return std::nullopt;
  return int(std::clamp<int64_t>((words + 199) / 200, 1, 120));
}

int64_t count_words(std::string_view text) {
  int64_t words = 0, ideograms = 0;
  for (auto const& word : fold_words(text)) {
    auto const first = to_utf32(word).front();
    bool const unspaced = (first >= 0x2E80 && first < 0xAC00) || first >= 0x20000;
    unspaced ? ++ideograms : ++words;
  }
  return words + (ideograms * 2 + 4) / 5;
}

Result<std::string> check_language(std::string_view pointer, std::string_view language) {
  if (language.empty()) return std::string();
  auto const primary = ascii_lower(language.substr(0, language.find_first_of("-_")));
  bool const letters = std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters || primary.size() < 2 || primary.size() > 3) return fail_at(pointer, "content.language_invalid");
  return primary;
}

std::string clean_text(std::string_view text) {
  std::u32string out;
  for (char32_t c : to_utf32(replace_all(std::string(text), "\r\n", "\n"))) {
    if (c == '\r' || c == 0x2028 || c == 0x2029) c = '\n';
    bool const control =
        (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c == 0xFEFF || (c >= 0x202A && c <= 0x202E);
    if (!control) out += c;
  }
  return std::string(trim(to_utf8(out)));
}

Result<std::string> check_address(std::string_view address) {
  auto const text = trim(address);
  if (text.size() > 2048) return fail_at("/address", "content.address_too_long");
  bool const odd = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7F || c == '\\' || c == '<' || c == '>' || c == '"';
  });
  auto const scheme = ascii_lower(text.substr(0, text.find(':')));
  if (odd || (scheme != "http" && scheme != "https") || text.substr(scheme.size(), 3) != "://" || !is_utf8(text))
    return fail_at("/address", "content.address_invalid");
  auto const parts = take_apart(text);
  if (parts.host.empty() || parts.host.find('@') != std::string_view::npos || parts.host.front() == ':' ||
      parts.host.front() == '.')
    return fail_at("/address", "content.address_invalid");
  auto const rest = text.substr(scheme.size() + 3 + parts.host.size());
  return scheme + "://" + ascii_lower(parts.host) + std::string(rest);
}

std::string_view host_of(std::string_view checked_address) { return take_apart(checked_address).host; }

std::string address_key(std::string_view checked_address) {
  auto parts = take_apart(checked_address);
  if (parts.host.starts_with("www.")) parts.host.remove_prefix(4);
  for (std::string_view port : {":80", ":443"})
    if (parts.host.ends_with(port)) parts.host.remove_suffix(port.size());
  while (parts.path.ends_with('/')) parts.path.remove_suffix(1);
  std::vector<std::string> kept;
  for (auto pair : split(parts.query, '&'))
    if (!pair.empty() && !is_campaign(pair.substr(0, pair.find('=')))) kept.emplace_back(pair);
  std::sort(kept.begin(), kept.end());
  return std::string(parts.host) + std::string(parts.path) + (kept.empty() ? "" : "?" + join(kept, "&"));
}

}  // namespace essaim::content
