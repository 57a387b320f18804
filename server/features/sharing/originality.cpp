#include "features/sharing/originality.hpp"

#include "base/text.hpp"
#include "features/sharing/addresses.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <unordered_set>

namespace essaim::sharing {
namespace {

constexpr uint32_t empty_slot = 0xFFFFFFFFu;

// SplitMix64's finaliser (Steele, Lea, Flood 2014): a cheap bijection that spreads every bit.
uint64_t mix(uint64_t value) {
  value += 0x9E3779B97F4A7C15ull;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

uint64_t hash_word(std::u16string_view word) {
  uint64_t hash = 0xCBF29CE484222325ull;  // FNV-1a, then mixed
  for (char16_t unit : word) hash = (hash ^ unit) * 0x100000001B3ull;
  return mix(hash);
}

std::u32string without_addresses(std::string_view raw) {
  auto text = to_utf32(raw);
  auto const addresses = find_addresses(text, WithoutScheme::also);
  for (auto const& span : addresses)
    for (size_t i = span.from; i < span.to; ++i) text[i] = U' ';
  return text;
}

// NFKC case folding, then decomposed and stripped of marks: "ÉTÉ", "été" and "ete" are one word.
icu::UnicodeString fold(std::string_view raw) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  auto const* decompose = icu::Normalizer2::getNFDInstance(status);
  auto const text = without_addresses(raw);
  icu::UnicodeString units =
      icu::UnicodeString::fromUTF32(reinterpret_cast<UChar32 const*>(text.data()), int32_t(text.size()));
  if (U_FAILURE(status)) return units;
  auto const plain = decompose->normalize(casefold->normalize(units, status), status);
  icu::UnicodeString out;
  for (int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    UChar32 const c = plain.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    out.append(c == 0x2019 ? UChar32('\'') : c);
  }
  return out;
}

std::vector<uint64_t> words_of(std::string_view raw) {
  UErrorCode status = U_ZERO_ERROR;
  auto const text = fold(raw);
  std::unique_ptr<icu::BreakIterator> const breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  std::vector<uint64_t> words;
  if (U_FAILURE(status)) return words;
  breaks->setText(text);
  for (int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
       from = to, to = breaks->next()) {
    if (breaks->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;  // space, punctuation
    words.push_back(hash_word(std::u16string_view(text.getBuffer() + from, size_t(to - from))));
  }
  return words;
}

std::unordered_set<uint64_t> runs_of(std::vector<uint64_t> const& words) {
  std::unordered_set<uint64_t> runs;
  size_t const length = std::min(words.size(), size_t(originality_rules.words_in_a_run));
  for (size_t i = 0; length > 0 && i + length <= words.size(); ++i) {
    uint64_t run = length;
    for (size_t k = 0; k < length; ++k) run = mix(run ^ words[i + k]);
    runs.insert(run);
  }
  return runs;
}

void put(std::string& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += char((value >> (8 * i)) & 0xFF);
}

uint64_t take(std::string_view bytes, size_t at, int count) {
  uint64_t value = 0;
  for (int i = 0; i < count; ++i) value |= uint64_t(static_cast<unsigned char>(bytes[at + size_t(i)])) << (8 * i);
  return value;
}

Step step_for(int percent) {
  if (percent >= originality_rules.copied_percent) return Step::close;
  return percent >= originality_rules.borrowed_percent ? Step::leaning : Step::own;
}

}  // namespace

Signature sign(std::string_view text) {
  Signature out;
  out.least.fill(empty_slot);
  auto const runs = runs_of(words_of(text));
  out.runs = int64_t(runs.size());
  for (uint64_t const run : runs)
    for (size_t slot = 0; slot < Signature::slots; ++slot)
      out.least[slot] = std::min(out.least[slot], uint32_t(mix(run ^ mix(slot)) >> 32));
  return out;
}

int borrowed_percent(Signature const& text, Signature const& other) {
  if (text.runs == 0 || other.runs == 0) return 0;
  int equal = 0;
  for (size_t slot = 0; slot < Signature::slots; ++slot) equal += text.least[slot] == other.least[slot] ? 1 : 0;
  // MinHash estimates J = |A∩B| / |A∪B| (Broder 1997); what we ask is |A∩B| / |A|, and |A∪B| = (|A|+|B|) / (1+J).
  double const jaccard = double(equal) / double(Signature::slots);
  double const common = jaccard * double(text.runs + other.runs) / (1.0 + jaccard);
  return int(std::lround(100.0 * std::min(1.0, common / double(text.runs))));
}

std::string to_bytes(Signature const& signature) {
  std::string out;
  put(out, uint64_t(signature.runs), 8);
  for (uint32_t value : signature.least) put(out, value, 4);
  return out;
}

std::optional<Signature> signature_from_bytes(std::string_view bytes) {
  if (bytes.size() != 8 + 4 * Signature::slots) return std::nullopt;
  Signature out;
  out.runs = int64_t(take(bytes, 0, 8));
  for (size_t slot = 0; slot < Signature::slots; ++slot) out.least[slot] = uint32_t(take(bytes, 8 + 4 * slot, 4));
  return out;
}

Originality measure(Signature const& text, std::span<Signature const> variants, std::span<Published const> published) {
  Originality out;
  for (auto const& variant : variants) {
    auto const step = step_for(borrowed_percent(text, variant));
    if (step < out.step) out = {step, CloseTo::variant};
  }
  // Colleagues speak only as five or more: fewer close texts answer just as none would, at either step.
  for (auto const step : {Step::leaning, Step::close}) {
    std::set<int64_t> people;
    for (auto const& one : published)
      if (step_for(borrowed_percent(text, one.signature)) <= step) people.insert(one.author);
    if (int64_t(people.size()) >= originality_rules.people_needed && step < out.step) out = {step, CloseTo::colleagues};
  }
  return out;
}

}  // namespace essaim::sharing
