#include "platform/html/charset.hpp"

#include "base/text.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace essaim::html {
namespace {

// Bytes 0x80 to 0x9F of windows-1252 (WHATWG Encoding, index windows-1252); the rest equals Latin-1.
constexpr std::array<char32_t, 32> windows_1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// What a label means, by the WHATWG table where it counts; "" is UTF-8. ICU knows hundreds more (UTF-7, EBCDIC…) which
// the web must not be able to choose.
struct Label {
  std::string_view label;
  char const* converter;
};
constexpr std::array labels = {
    Label{"windows-1252", "w"},
    Label{"cp1252", "w"},
    Label{"iso-8859-1", "w"},
    Label{"iso8859-1", "w"},
    Label{"iso_8859-1", "w"},
    Label{"latin1", "w"},
    Label{"latin-1", "w"},
    Label{"l1", "w"},
    Label{"us-ascii", "w"},
    Label{"ascii", "w"},
    Label{"iso-8859-15", "ISO-8859-15"},
    Label{"latin9", "ISO-8859-15"},
    Label{"iso-8859-2", "ISO-8859-2"},
    Label{"iso-8859-3", "ISO-8859-3"},
    Label{"iso-8859-4", "ISO-8859-4"},
    Label{"iso-8859-5", "ISO-8859-5"},
    Label{"iso-8859-6", "ISO-8859-6"},
    Label{"iso-8859-7", "ISO-8859-7"},
    Label{"iso-8859-8", "ISO-8859-8"},
    Label{"iso-8859-9", "windows-1254"},
    Label{"iso-8859-10", "ISO-8859-10"},
    Label{"iso-8859-13", "ISO-8859-13"},
    Label{"iso-8859-14", "ISO-8859-14"},
    Label{"windows-874", "windows-874"},
    Label{"tis-620", "windows-874"},
    Label{"windows-1250", "windows-1250"},
    Label{"windows-1251", "windows-1251"},
    Label{"cp1251", "windows-1251"},
    Label{"windows-1253", "windows-1253"},
    Label{"windows-1254", "windows-1254"},
    Label{"windows-1255", "windows-1255"},
    Label{"windows-1256", "windows-1256"},
    Label{"windows-1257", "windows-1257"},
    Label{"windows-1258", "windows-1258"},
    Label{"koi8-r", "KOI8-R"},
    Label{"koi8-u", "KOI8-U"},
    Label{"macintosh", "macintosh"},
    Label{"ibm866", "IBM866"},
    Label{"cp866", "IBM866"},
    Label{"gb2312", "GB18030"},
    Label{"gbk", "GB18030"},
    Label{"gb18030", "GB18030"},
    Label{"big5", "Big5-HKSCS"},
    Label{"shift_jis", "windows-31j"},
    Label{"shift-jis", "windows-31j"},
    Label{"sjis", "windows-31j"},
    Label{"windows-31j", "windows-31j"},
    Label{"euc-jp", "EUC-JP"},
    Label{"iso-2022-jp", "ISO-2022-JP"},
    Label{"euc-kr", "windows-949"},
    Label{"ks_c_5601-1987", "windows-949"},
};

char const* converter_for(std::string_view label) {
  auto const wanted = ascii_lower(trim(label));
  for (auto const& known : labels)
    if (known.label == wanted) return known.converter;
  return "";
}

std::string with_converter(std::string_view bytes, char const* name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(name, &status);
  if (converter == nullptr) return repair_utf8(bytes);
  icu::UnicodeString const text(bytes.data(), int32_t(bytes.size()), converter, status);
  ucnv_close(converter);
  std::string out;
  if (U_SUCCESS(status)) text.toUTF8String(out);
  return repair_utf8(out);
}

// How many bytes a lead byte announces; 0 for what can lead nothing.
size_t announced(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if ((lead & 0xF0) == 0xE0) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

std::string as_windows_1252(std::string_view bytes) {
  std::u32string out;
  out.reserve(bytes.size());
  for (unsigned char c : bytes) out += c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : char32_t{c};
  return to_utf8(out);
}

bool cut_by_the_end(std::string_view rest) {
  size_t const need = announced(static_cast<unsigned char>(rest.front()));
  if (need == 0 || rest.size() >= need) return false;
  for (char c : rest.substr(1))
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) return false;
  return true;
}

std::string as_utf8(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (size_t at = 0; at < bytes.size();) {
    auto const lead = static_cast<unsigned char>(bytes[at]);
    size_t const need = lead < 0x80 ? 1 : announced(lead);
    if (need > 0 && at + need <= bytes.size() && (lead < 0x80 || is_utf8(bytes.substr(at, need)))) {
      out += bytes.substr(at, need);
      at += need;
      continue;
    }
    if (cut_by_the_end(bytes.substr(at))) break;
    out += as_windows_1252(bytes.substr(at, 1));
    ++at;
  }
  return out;
}

std::string as_utf16(std::string_view bytes, bool big_endian) {
  std::u32string out;
  out.reserve(bytes.size() / 2);
  auto unit = [&](size_t at) {
    auto const a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? char32_t(a << 8 | b) : char32_t(b << 8 | a);
  };
  for (size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t const first = unit(at);
    bool const high = first >= 0xD800 && first < 0xDC00;
    char32_t const second = high && at + 3 < bytes.size() ? unit(at + 2) : 0;
    if (high && second >= 0xDC00 && second < 0xE000) {
      out += char32_t(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
      at += 2;
    } else {
      out += first >= 0xD800 && first < 0xE000 ? char32_t{0xFFFD} : first;
    }
  }
  return to_utf8(out);
}

// What the first bytes prove: a byte order mark, or UTF-16 by the zero beside the first '<' or '{'.
struct Proof {
  enum Form { none, utf8, utf16_big, utf16_little } form = none;
  size_t skip = 0;
};
Proof proven_form(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {Proof::utf8, 3};
  if (bytes.starts_with("\xFE\xFF")) return {Proof::utf16_big, 2};
  if (bytes.starts_with("\xFF\xFE")) return {Proof::utf16_little, 2};
  if (bytes.size() >= 4 && bytes[0] == 0 && (bytes[1] == '<' || bytes[1] == '{') && bytes[2] == 0)
    return {Proof::utf16_big, 0};
  if (bytes.size() >= 4 && bytes[1] == 0 && (bytes[0] == '<' || bytes[0] == '{') && bytes[3] == 0)
    return {Proof::utf16_little, 0};
  return {};
}

bool has_multibyte_utf8(std::string_view bytes) {
  bool high = false;
  for (char c : bytes) high = high || static_cast<unsigned char>(c) >= 0x80;
  return high && is_utf8(bytes);
}

std::string raw_decode(std::string_view bytes, std::string_view label) {
  auto const proof = proven_form(bytes);
  bytes.remove_prefix(proof.skip);
  if (proof.form == Proof::utf8) return as_utf8(bytes);
  if (proof.form != Proof::none) return as_utf16(bytes, proof.form == Proof::utf16_big);
  std::string_view const converter = converter_for(label);
  if (converter.empty()) return as_utf8(bytes);
  // A text that is whole UTF-8 beyond ASCII is UTF-8 whatever a Western label says.
  if (converter == "w") return has_multibyte_utf8(bytes) ? std::string(bytes) : as_windows_1252(bytes);
  return with_converter(bytes, converter.data());
}

std::string_view quoted_or_word(std::string_view text) {
  text = trim(text);
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    size_t const end = text.find(text.front(), 1);
    return text.substr(1, end == std::string_view::npos ? end : end - 1);
  }
  return text.substr(0, text.find_first_of(" \t\r\n;>\"'/?"));
}

std::string after_equals(std::string_view text, std::string_view name) {
  size_t const at = text.find(name);
  if (at == std::string_view::npos) return {};
  auto rest = trim(text.substr(at + name.size()));
  if (rest.empty() || rest.front() != '=') return {};
  return std::string(quoted_or_word(rest.substr(1)));
}

}  // namespace

std::string charset_of(std::string_view content_type) { return after_equals(ascii_lower(content_type), "charset"); }

std::string decode(std::string_view bytes, std::string_view label) {
  auto text = raw_decode(bytes, label);
  for (char& c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F) c = ' ';
  }
  return text;
}

std::string xml_label(std::string_view bytes, std::string_view from_header) {
  auto const head = ascii_lower(bytes.substr(0, 512));
  size_t const from = head.find("<?xml");
  size_t const to = from == std::string::npos ? from : head.find("?>", from);
  if (to == std::string::npos) return std::string(from_header);
  auto declared = after_equals(std::string_view(head).substr(from, to - from), "encoding");
  // RFC 7303 lets the header win, but a header that says Latin-1 is most often a server's default, not a fact.
  if (from_header.empty() || (converter_for(from_header) == std::string_view("w") && !declared.empty()))
    return declared;
  return std::string(from_header);
}

std::string html_label(std::string_view bytes, std::string_view from_header) {
  if (!from_header.empty()) return std::string(from_header);
  auto const head = ascii_lower(bytes.substr(0, 1024));
  for (size_t at = 0; (at = head.find("<meta", at)) != std::string::npos; ++at) {
    size_t const end = head.find('>', at);
    auto const tag = std::string_view(head).substr(at, end == std::string::npos ? end : end - at);
    if (auto label = after_equals(tag, "charset"); !label.empty()) return label;
  }
  // XHTML served as text: its declaration is all it says.
  return xml_label(bytes, {});
}

}  // namespace essaim::html
