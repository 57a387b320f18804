#include "platform/i18n/languages.hpp"

#include <unicode/locid.h>

#include <algorithm>
#include <array>

namespace essaim {
namespace {

// ISO 639-2 keeps four codes for no language in particular: uncoded, several, undetermined, none.
constexpr std::array<std::string_view, 4> no_language{"mis", "mul", "und", "zxx"};

bool is_named(std::string_view code) {
  if (std::ranges::find(no_language, code) != no_language.end()) return false;
  char const* const* codes = icu::Locale::getISOLanguages();
  for (; *codes; ++codes)
    if (code == *codes) return true;
  return false;
}

}  // namespace

std::optional<std::string> find_language(std::string_view tag) {
  if (tag.size() < 2 || tag.size() > 35) return std::nullopt;  // RFC 5646 section 4.4.1: what everybody must take
  if (tag.size() <= 3 && is_named(tag)) return std::string(tag);
  UErrorCode status = U_ZERO_ERROR;
  auto locale = icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), int32_t(tag.size())), status);
  if (U_FAILURE(status) || locale.isBogus()) return std::nullopt;
  locale.canonicalize(status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string code = locale.getLanguage();
  return is_named(code) ? std::optional(std::move(code)) : std::nullopt;
}

}  // namespace essaim
