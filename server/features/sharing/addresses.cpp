#include "features/sharing/addresses.hpp"

#include "base/text.hpp"
#include "platform/config/embedded.hpp"

#include <optional>
#include <string>
#include <unordered_set>

namespace essaim::sharing {
namespace {

bool is_alnum(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_latin_accent(char32_t c) {
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
}
bool is_letter(char32_t c) { return is_alnum(c) || is_latin_accent(c) || (c >= 0x400 && c <= 0x4FF); }
bool is_host(char32_t c) { return is_alnum(c) || is_latin_accent(c) || c == '-' || c == '_' || c == '.'; }
bool one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

bool may_stand_before(char32_t c) { return !is_alnum(c) && !one_of(c, U"@\uFF20$#\uFF03\uFFFE\uFEFF\uFFFF"); }

std::unordered_set<std::string> const& top_level_domains() {
  static std::unordered_set<std::string> const domains = [] {
    std::unordered_set<std::string> out;
    for (auto line : split(find_embedded("data/top_level_domains.txt"), '\n')) {
      if (line.starts_with('#')) continue;
      for (auto word : split(line, ' '))
        if (!word.empty()) out.emplace(word);
    }
    return out;
  }();
  return domains;
}

struct Scanner {
  std::u32string_view text;
  char32_t at(size_t i) const { return i < text.size() ? text[i] : 0; }

  size_t skip_scheme(size_t i) const {
    std::string word;
    for (size_t k = i; k < i + 8 && k < text.size(); ++k) word += text[k] < 128 ? char(text[k]) : '?';
    word = ascii_lower(word);
    if (word.starts_with("https://")) return i + 8;
    return word.starts_with("http://") ? i + 7 : i;
  }

  size_t skip_port(size_t i) const {
    if (at(i) != ':') return i;
    size_t end = i + 1;
    while (at(end) >= '0' && at(end) <= '9') ++end;
    return end > i + 1 ? end : i;
  }

  bool is_path(char32_t c) const { return is_letter(c) || one_of(c, U"!*';:=+,.$/%#[]-\u2013_~@|&"); }
  bool may_end_path(char32_t c) const { return is_letter(c) || one_of(c, U"+-=_#/"); }

  // "(insecte)", one nested pair at most, or nothing.
  size_t skip_parens(size_t i, int depth = 0) const {
    if (at(i) != '(') return i;
    size_t end = i + 1;
    while (is_path(at(end)) || (depth == 0 && at(end) == '(' && skip_parens(end, 1) > end))
      end = at(end) == '(' ? skip_parens(end, 1) : end + 1;
    return at(end) == ')' && end > i + 1 ? end + 1 : i;
  }

  size_t skip_path(size_t i) const {
    if (at(i) != '/') return i;
    size_t last = i + 1;
    for (size_t end = i + 1; end < text.size();) {
      if (size_t const after = skip_parens(end); after > end) {
        last = end = after;
      } else if (is_path(at(end))) {
        if (may_end_path(at(end))) last = end + 1;
        ++end;
      } else {
        break;
      }
    }
    return last;
  }

  size_t skip_query(size_t i) const {
    if (at(i) != '?') return i;
    size_t last = i;
    for (size_t end = i + 1; is_alnum(at(end)) || one_of(at(end), U"!?*'@();:&=+$/%#[]-_.,~|"); ++end)
      if (is_alnum(at(end)) || one_of(at(end), U"-_&=#/")) last = end + 1;
    return last;
  }

  size_t skip_rest(size_t i) const { return skip_query(skip_path(skip_port(i))); }

  std::optional<Span> with_scheme(size_t i) const {
    size_t const host = skip_scheme(i);
    if (host == i) return std::nullopt;
    size_t end = host;
    bool dot = false;
    while (is_host(at(end)) || (at(end) > 0x24F && is_letter(at(end)))) dot = at(end++) == '.' || dot;
    while (end > host && (at(end - 1) == '.' || at(end - 1) == '-')) --end;
    if (end == host || !dot) return std::nullopt;
    return Span{i, skip_rest(end)};
  }

  bool is_label(size_t from, size_t to) const {
    return to > from && !one_of(at(from), U"-_") && !one_of(at(to - 1), U"-_");
  }

  // The longest "name.tld" at this place; the domain must be one that X knows, and must end there.
  std::optional<Span> without_scheme(size_t i) const {
    size_t run = i;
    while (is_host(at(run))) ++run;
    for (size_t end = run; end > i; --end) {
      if (end != run && at(end) != '.') continue;
      if (end == run && one_of(at(end), U"@+")) continue;
      size_t dot = end;
      while (dot > i && at(dot - 1) != '.') --dot;
      if (dot == i || !top_level_domains().contains(ascii_lower(to_utf8(text.substr(dot, end - dot))))) continue;
      bool labels = true;
      for (size_t from = i; from < dot && labels;) {
        size_t to = from;
        while (at(to) != '.') ++to;
        labels = is_label(from, to);
        from = to + 1;
      }
      if (labels) return Span{i, skip_rest(end)};
    }
    return std::nullopt;
  }
};

bool is_word(char32_t c) { return is_alnum(c) || c == '_'; }

}  // namespace

std::vector<Span> find_addresses(std::u32string_view text, WithoutScheme without_scheme) {
  std::vector<Span> out;
  Scanner const scan{text};
  for (size_t i = 0; i < text.size();) {
    std::optional<Span> found;
    if (i == 0 || may_stand_before(text[i - 1])) {
      found = scan.with_scheme(i);
      bool const clear = i == 0 || !one_of(text[i - 1], U"-_./");
      if (!found && clear && without_scheme == WithoutScheme::also) found = scan.without_scheme(i);
    }
    if (found) out.push_back(*found);
    i = found ? found->to : i + 1;
  }
  return out;
}

Mention mention_at(std::u32string_view text, size_t at) {
  auto const point = [&](size_t i) { return i < text.size() ? text[i] : char32_t(0); };
  if (point(at) != '@' || (at > 0 && (is_word(text[at - 1]) || text[at - 1] == '/'))) return {};
  size_t user = at + 1;
  while (is_word(point(user)) || (one_of(point(user), U".-") && is_word(point(user + 1)))) ++user;
  if (user == at + 1 || point(user) != '@') return {};
  size_t host = user + 1;
  while (is_word(point(host)) || one_of(point(host), U".-")) ++host;
  while (host > user + 1 && !is_alnum(point(host - 1))) --host;
  return host > user + 1 ? Mention{host - at, user - at} : Mention{};
}

}  // namespace essaim::sharing
