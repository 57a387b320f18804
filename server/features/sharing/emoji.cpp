#include "features/sharing/emoji.hpp"

#include <unicode/uchar.h>

namespace essaim::sharing {
namespace {

constexpr char32_t joiner = 0x200D, as_emoji = 0xFE0F, as_text = 0xFE0E, keycap = 0x20E3;
constexpr char32_t first_tag = 0xE0020, last_tag = 0xE007E, end_tag = 0xE007F;

bool has(char32_t c, UProperty property) { return c != 0 && u_hasBinaryProperty(UChar32(c), property); }

struct Reader {
  std::u32string_view text;
  char32_t at(size_t i) const { return i < text.size() ? text[i] : 0; }

  size_t keycap_length(size_t i) const {
    char32_t const c = at(i);
    if (!((c >= '0' && c <= '9') || c == '#' || c == '*')) return 0;
    size_t const sign = i + (at(i + 1) == as_emoji ? 2 : 1);
    return at(sign) == keycap ? sign + 1 - i : 0;
  }

  size_t flag_length(size_t i) const {
    return has(at(i), UCHAR_REGIONAL_INDICATOR) && has(at(i + 1), UCHAR_REGIONAL_INDICATOR) ? 2 : 0;
  }

  // One picture with its presentation, skin tone and tags; `inside` a joined sequence it needs no presentation.
  size_t picture_length(size_t i, bool inside) const {
    char32_t const c = at(i), next = at(i + 1);
    bool const shown = has(c, UCHAR_EMOJI_PRESENTATION) && next != as_text && !has(c, UCHAR_REGIONAL_INDICATOR);
    bool const asked = has(c, UCHAR_EMOJI) && c > 0xA0 && (next == as_emoji || has(next, UCHAR_EMOJI_MODIFIER));
    bool const joined =
        has(c, UCHAR_EXTENDED_PICTOGRAPHIC) && next == joiner && has(at(i + 2), UCHAR_EXTENDED_PICTOGRAPHIC);
    if (!shown && !asked && !joined && !(inside && has(c, UCHAR_EMOJI))) return 0;
    size_t end = i + 1;
    if (at(end) == as_emoji || has(at(end), UCHAR_EMOJI_MODIFIER)) ++end;
    size_t tags = end;
    while (at(tags) >= first_tag && at(tags) <= last_tag) ++tags;
    if (tags > end && at(tags) == end_tag) end = tags + 1;
    return end - i;
  }
};

}  // namespace

size_t emoji_at(std::u32string_view text, size_t at) {
  Reader const reader{text};
  if (size_t const length = reader.keycap_length(at)) return length;
  if (size_t const length = reader.flag_length(at)) return length;
  size_t length = reader.picture_length(at, false);
  while (length > 0 && reader.at(at + length) == joiner) {
    size_t const more = reader.picture_length(at + length + 1, true);
    if (more == 0) break;
    length += 1 + more;
  }
  return length;
}

}  // namespace essaim::sharing
