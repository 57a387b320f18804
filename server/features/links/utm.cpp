#include "features/links/utm.hpp"

#include "base/text.hpp"

#include <unicode/unorm2.h>

#include <algorithm>
#include <array>
#include <vector>

namespace essaim::links {

namespace {

constexpr size_t longest_destination = 4096, longest_value = 64, longest_passed = 2000;

/// Letters without their accents (compatibility decomposition, marks dropped).
std::u32string decompose(std::string_view text) {
  std::u16string wide;
  for (char32_t const c : to_utf32(text)) {
    if (c >= 0x10000) {
      wide += char16_t(0xD800 + ((c - 0x10000) >> 10));
      wide += char16_t(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      wide += char16_t(c);
    }
  }
  UErrorCode error = U_ZERO_ERROR;
  auto const* normalizer = unorm2_getNFKDInstance(&error);
  std::u16string out(wide.size() * 4 + 16, u'\0');
  auto const length =
      unorm2_normalize(normalizer, wide.data(), int32_t(wide.size()), out.data(), int32_t(out.size()), &error);
  if (U_FAILURE(error)) return to_utf32(text);
  return {out.begin(), out.begin() + length};
}

struct Parts {
  std::string_view before;    // up to the question mark
  std::string_view query;     // without it
  std::string_view fragment;  // with its '#'
};
Parts take_apart(std::string_view address) {
  Parts parts;
  auto const hash = std::min(address.find('#'), address.size());
  parts.fragment = address.substr(hash);
  address = address.substr(0, hash);
  auto const mark = std::min(address.find('?'), address.size());
  parts.before = address.substr(0, mark);
  parts.query = mark < address.size() ? address.substr(mark + 1) : std::string_view();
  return parts;
}
std::string put_together(Parts const& parts, std::vector<std::string> const& pairs) {
  std::string out(parts.before);
  char separator = '?';
  for (auto const& pair : pairs) {
    out += separator;
    out += pair;
    separator = '&';
  }
  out += parts.fragment;
  return out;
}
std::vector<std::string> pairs_of(std::string_view query) {
  std::vector<std::string> pairs;
  if (query.empty()) return pairs;
  for (auto const part : split(query, '&')) pairs.emplace_back(part);
  return pairs;
}
/// "%75tm_source" is utm_source to whoever reads the address.
std::string name_of(std::string_view pair) {
  auto const name = pair.substr(0, pair.find('='));
  return ascii_lower(percent_decode(name).value_or(std::string(name)));
}

/// An address whose query is signed stops working when anything is added to it.
bool is_signed(std::vector<std::string> const& pairs) {
  constexpr std::array<std::string_view, 7> names{
      "x-amz-signature", "x-goog-signature", "x-oss-signature", "signature", "sig", "hmac", "x-amz-security-token"};
  return std::any_of(pairs.begin(), pairs.end(), [&](std::string const& pair) {
    return std::find(names.begin(), names.end(), name_of(pair)) != names.end();
  });
}

bool is_host_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}
bool is_authority(std::string_view authority) {
  std::string_view port;
  if (authority.starts_with('[')) {
    auto const end = authority.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    for (char const c : authority.substr(1, end - 1))
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.'))
        return false;
    port = authority.substr(end + 1);
  } else {
    auto const colon = std::min(authority.find(':'), authority.size());
    auto const host = authority.substr(0, colon);
    if (host.empty() || host.size() > 253 || !std::all_of(host.begin(), host.end(), is_host_letter)) return false;
    port = authority.substr(colon);
  }
  if (port.empty()) return true;
  return port.size() >= 2 && port.size() <= 6 && port[0] == ':' &&
         std::all_of(port.begin() + 1, port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string expand(std::string_view pattern, NewLink const& link) {
  auto text = replace_all(std::string(pattern), "{network}", link.network);
  text = replace_all(std::move(text), "{story}", link.story);
  return utm_value(replace_all(std::move(text), "{language}", link.language));
}

}  // namespace

std::string utm_value(std::string_view text) {
  std::string out;
  for (char32_t const c : decompose(text)) {
    if (out.size() >= longest_value) break;
    if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'.' || c == U'_')
      out += char(c);
    else if (c >= U'A' && c <= U'Z')
      out += char(c - U'A' + U'a');
    else if (c == U'œ' || c == U'Œ')
      out += "oe";
    else if (c == U'æ' || c == U'Æ')
      out += "ae";
    else if (c == U'ß')
      out += "ss";
    else if ((c < 0x300 || c > 0x36f) && !out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

Result<std::string> clean_destination(std::string_view address) {
  auto const refused = [](std::string_view why) { return fail_at("/destination", "links.destination_invalid", why); };
  address = trim(address);
  auto const colon = address.find("://");
  if (colon == std::string_view::npos) return refused("no scheme");
  auto const scheme = ascii_lower(address.substr(0, colon));
  if (scheme != "http" && scheme != "https") return refused("neither http nor https");
  auto const rest = address.substr(colon + 3);
  auto const end = std::min(rest.find_first_of("/?#"), rest.size());
  if (!is_authority(rest.substr(0, end))) return refused("no plain host");
  std::string out = scheme + "://" + ascii_lower(rest.substr(0, end));
  if (end == rest.size() || rest[end] != '/') out += '/';
  for (unsigned char const c : rest.substr(end)) {
    if (c < 0x20 || c == 0x7f) return refused("a control character");
    if (c == ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`' || c >= 0x80)
      out += percent_encode({reinterpret_cast<char const*>(&c), 1});
    else
      out += char(c);
  }
  if (out.size() > longest_destination) return refused("longer than 4096");
  return out;
}

std::string tag_destination(std::string_view destination, NewLink const& link) {
  auto const parts = take_apart(destination);
  auto pairs = pairs_of(parts.query);
  if (!link.utm || is_signed(pairs)) return std::string(destination);
  struct Tag {
    std::string_view name;
    std::string value;
  };
  std::array<Tag, 3> const tags{Tag{"utm_source", expand(link.utm->source, link)},
                                Tag{"utm_medium", expand(link.utm->medium, link)},
                                Tag{"utm_campaign", expand(link.utm->campaign, link)}};
  for (auto const& tag : tags) {
    auto const is_same = [&](std::string const& pair) { return name_of(pair) == tag.name; };
    if (tag.value.empty()) continue;
    if (link.utm->overwrite) std::erase_if(pairs, is_same);
    if (std::none_of(pairs.begin(), pairs.end(), is_same)) pairs.push_back(std::string(tag.name) + "=" + tag.value);
  }
  return put_together(parts, pairs);
}

std::string pass_query(std::string_view destination, std::string_view query) {
  auto const parts = take_apart(destination);
  auto pairs = pairs_of(parts.query);
  if (is_signed(pairs)) return std::string(destination);
  size_t passed = 0;
  for (auto& added : pairs_of(query)) {
    auto const name = name_of(added);
    if (name.empty() || pairs.size() >= 64) continue;
    if (passed + added.size() + 1 > longest_passed) continue;  // whole parameters only
    if (std::none_of(pairs.begin(), pairs.end(), [&](std::string const& pair) { return name_of(pair) == name; })) {
      std::replace_if(
          added.begin(), added.end(),
          [](unsigned char c) { return c <= 0x20 || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '#'; }, '_');
      passed += added.size() + 1;
      pairs.push_back(std::move(added));
    }
  }
  return put_together(parts, pairs);
}

}  // namespace essaim::links
