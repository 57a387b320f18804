#include "platform/i18n/catalogue.hpp"

#include "base/json.hpp"
#include "platform/config/embedded.hpp"

#include <fmt/format.h>
#include <unicode/datefmt.h>
#include <unicode/msgfmt.h>
#include <unicode/timezone.h>

#include <memory>
#include <stdexcept>

namespace essaim {
namespace {

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), int32_t(text.size())));
}

std::string narrow(icu::UnicodeString const& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::Locale locale_of(std::string_view language) {
  return icu::Locale::createFromName(std::string(language.substr(0, language.find('-'))).c_str());
}

std::unique_ptr<icu::TimeZone> zone_of(std::string_view name) {
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(wide(name)));
}

icu::Formattable to_formattable(MessageValue const& value) {
  if (auto const* number = std::get_if<int64_t>(&value)) return icu::Formattable(*number);
  if (auto const* at = std::get_if<Instant>(&value)) return icu::Formattable(double(at->ms), icu::Formattable::kIsDate);
  return icu::Formattable(wide(std::get<std::string_view>(value)));
}

void flatten(std::string const& prefix, Json const& value, std::map<std::string, std::string, std::less<>>& out) {
  if (auto const* text = value.string())
    out[prefix] = *text;
  else if (auto const* object = value.object())
    for (auto const& [name, child] : *object)
      flatten(prefix.empty() ? name : fmt::format("{}.{}", prefix, name), child, out);
}

}  // namespace

Catalogue Catalogue::embedded() {
  std::vector<std::pair<std::string, std::string>> files;
  for (auto const& file : embedded_below("locales/"))
    files.emplace_back(std::string(file.name.substr(std::string_view("locales/").size())), std::string(file.bytes));
  auto catalogue = read(files);
  if (!catalogue) throw std::runtime_error("locales: " + catalogue.error().detail);
  return *std::move(catalogue);
}

Result<Catalogue> Catalogue::read(std::vector<std::pair<std::string, std::string>> const& files) {
  Catalogue catalogue;
  for (auto const& [name, text] : files) {
    auto const slash = name.find('/');
    auto const language = name.substr(0, slash == std::string::npos ? name.find('.') : slash);
    auto const json = parse_json(text);
    if (!json) return fail(Fault::internal, "locales.malformed", name + ": " + json.error().detail);
    flatten("", *json, catalogue.messages_[language]);
  }
  return catalogue;
}

std::string const* Catalogue::find(std::string_view language, std::string_view key) const {
  auto const messages = messages_.find(language);
  if (messages == messages_.end()) return nullptr;
  auto const message = messages->second.find(key);
  return message == messages->second.end() ? nullptr : &message->second;
}

std::string Catalogue::text(std::string_view language, std::string_view key, MessageArguments const& arguments) const {
  auto const* message = find(language, key);
  if (!message) message = find(language.substr(0, language.find('-')), key);
  if (message) return format_message(language, *message, arguments);
  message = find("en", key);
  return message ? format_message("en", *message, arguments) : std::string(key);
}

bool Catalogue::has(std::string_view language, std::string_view key) const { return find(language, key) != nullptr; }

std::vector<std::string> Catalogue::languages() const {
  std::vector<std::string> out;
  for (auto const& [language, messages] : messages_) out.push_back(language);
  return out;
}

std::vector<std::string> Catalogue::keys(std::string_view language) const {
  std::vector<std::string> out;
  if (auto const messages = messages_.find(language); messages != messages_.end())
    for (auto const& [key, text] : messages->second) out.push_back(key);
  return out;
}

std::string format_message(std::string_view language, std::string_view message, MessageArguments const& arguments,
                           std::string_view time_zone) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  icu::MessageFormat format(wide(message), locale_of(language), where, status);
  if (U_FAILURE(status)) return std::string(message);
  if (!time_zone.empty()) {
    int32_t count = 0;
    auto const* formats = format.getFormats(count);
    for (int32_t i = 0; formats && i < count; ++i)
      if (auto* date = dynamic_cast<icu::DateFormat*>(const_cast<icu::Format*>(formats[i])))
        date->adoptTimeZone(zone_of(time_zone).release());
  }
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (auto const& [name, value] : arguments) {
    names.push_back(wide(name));
    values.push_back(to_formattable(value));
  }
  icu::UnicodeString out;
  format.format(names.data(), values.data(), int32_t(names.size()), out, status);
  return U_FAILURE(status) ? std::string(message) : narrow(out);
}

std::string long_date(std::string_view language, Instant at, std::string_view time_zone) {
  std::unique_ptr<icu::DateFormat> const format(
      icu::DateFormat::createDateInstance(icu::DateFormat::kFull, locale_of(language)));
  format->adoptTimeZone(zone_of(time_zone).release());
  icu::UnicodeString out;
  format->format(double(at.ms), out);
  return narrow(out);
}

bool is_time_zone(std::string_view name) {
  auto const zone = zone_of(name);
  return *zone != icu::TimeZone::getUnknown() && !name.empty();
}

}  // namespace essaim
