#include "features/sharing/lengths.hpp"

#include "base/text.hpp"
#include "features/sharing/addresses.hpp"
#include "features/sharing/emoji.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <memory>

namespace essaim::sharing {
namespace {

constexpr int64_t short_address = 23;  // X wraps every address in t.co; Mastodon reserves as many characters

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), int32_t(text.size())));
}

int64_t graphemes(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> const breaks(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return int64_t(to_utf32(text).size());
  auto const units = unicode(text);
  breaks->setText(units);
  int64_t count = 0;
  while (breaks->next() != icu::BreakIterator::DONE) ++count;
  return count;
}

std::string nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  auto const normal = normalizer->normalize(unicode(text), status);
  std::string out;
  return U_FAILURE(status) ? std::string(text) : normal.toUTF8String(out);
}

// twitter-text configuration 3: these weigh 1, everything else 2.
bool is_light(char32_t c) {
  return c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) || (c >= 8242 && c <= 8247);
}

int64_t weighted(std::u32string_view text) {
  int64_t weight = 0;
  auto const addresses = find_addresses(text, WithoutScheme::also);
  auto next = addresses.begin();
  for (size_t at = 0; at < text.size();) {
    if (next != addresses.end() && next->from == at) {
      weight += short_address;
      at = (next++)->to;
    } else if (size_t const emoji = emoji_at(text, at); emoji > 0) {
      weight += 2;
      at += emoji;
    } else {
      weight += is_light(text[at++]) ? 1 : 2;
    }
  }
  return weight;
}

int64_t threads_count(std::u32string_view text) {
  int64_t count = 0;
  for (size_t at = 0; at < text.size();) {
    size_t const emoji = emoji_at(text, at);
    count += emoji > 0 ? int64_t(to_utf8(text.substr(at, emoji)).size()) : 1;
    at += emoji > 0 ? emoji : 1;
  }
  return count;
}

// Mastodon's StatusLengthValidator: addresses become 23 characters, mentions lose their host, graphemes are counted.
int64_t mastodon_count(std::u32string_view text) {
  std::u32string shown;
  auto const addresses = find_addresses(text, WithoutScheme::never);
  auto next = addresses.begin();
  for (size_t at = 0; at < text.size();) {
    if (next != addresses.end() && next->from == at) {
      shown.append(size_t(short_address), U'x');
      at = (next++)->to;
    } else if (auto const mention = mention_at(text, at); mention.whole > 0) {
      shown += text.substr(at, mention.local);
      at += mention.whole;
    } else {
      shown += text[at++];
    }
  }
  return graphemes(to_utf8(shown));
}

}  // namespace

std::string_view to_text(CountRule rule) {
  switch (rule) {
    case CountRule::plain: return "plain";
    case CountRule::linkedin: return "linkedin";
    case CountRule::x: return "x";
    case CountRule::threads: return "threads";
    case CountRule::mastodon: return "mastodon";
    case CountRule::bluesky: return "bluesky";
  }
  return "plain";
}

Length length_of(CountRule rule, std::string_view raw) {
  auto const text = repair_utf8(raw);
  auto const bytes = int64_t(text.size());
  switch (rule) {
    case CountRule::plain:
    case CountRule::linkedin: return {unicode(text).length(), bytes};
    case CountRule::x: {
      auto const normal = nfc(text);
      return {weighted(to_utf32(normal)), int64_t(normal.size())};
    }
    case CountRule::threads: return {threads_count(to_utf32(text)), bytes};
    case CountRule::mastodon: return {mastodon_count(to_utf32(text)), bytes};
    case CountRule::bluesky: return {graphemes(text), bytes};
  }
  return {0, bytes};
}

}  // namespace essaim::sharing
