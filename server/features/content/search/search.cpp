#include "features/content/search/search.hpp"

#include "base/text.hpp"

#include <libstemmer.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

namespace essaim::content {
namespace {

constexpr size_t most_query_points = 200;
constexpr size_t most_query_words = 12;
constexpr size_t longest_word = 240;      // bytes, 60 letters at most; PostgreSQL refuses lexemes above 2 kB
constexpr size_t most_position = 16'383;  // PostgreSQL, "Limitations" of text search

icu::Normalizer2 const& normalizer(icu::Normalizer2 const* (*make)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* found = make(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalization data");
  return *found;
}

// Letters that Unicode does not decompose, but that people type without.
char const* undecomposed(UChar32 c) {
  switch (c) {
    case 0x0153: return "oe";
    case 0x00E6: return "ae";
    case 0x00F8: return "o";
    case 0x0111:
    case 0x00F0: return "d";
    case 0x0142: return "l";
    case 0x0131: return "i";
    case 0x00FE: return "th";
    case 0x0127: return "h";
    default: return nullptr;
  }
}

bool stands_alone(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return false;
  }
}

bool is_word_part(UChar32 c) { return u_isalnum(c) || u_charType(c) == U_OTHER_NUMBER; }

std::string to_bytes(icu::UnicodeString const& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::UnicodeString case_folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  auto const source = icu::UnicodeString::fromUTF8({text.data(), int32_t(text.size())});
  return normalizer(&icu::Normalizer2::getNFKCCasefoldInstance).normalize(source, status);
}

std::string without_accents(icu::UnicodeString const& word) {
  UErrorCode status = U_ZERO_ERROR;
  auto const parts = normalizer(&icu::Normalizer2::getNFDInstance).normalize(word, status);
  icu::UnicodeString out;
  for (int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    UChar32 const c = parts.char32At(at);
    if (auto const* plain = undecomposed(c))
      out.append(icu::UnicodeString(plain));
    else if (is_word_part(c))
      out.append(c);
  }
  return to_bytes(out);
}

struct Word {
  std::string accented, folded;
};

// Words as maximal runs of letters and digits; combining marks belong to the letter before them.
std::vector<Word> read_words(std::string_view text) {
  auto const folded = case_folded(text);
  std::vector<Word> words;
  icu::UnicodeString run;
  auto close = [&] {
    auto plain = without_accents(run);
    if (!plain.empty()) words.push_back({to_bytes(run), std::string(clip(plain, longest_word / 4))});
    run.remove();
  };
  for (int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    UChar32 const c = folded.char32At(at);
    bool const mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (stands_alone(c)) {
      close();
      run.append(c);
      close();
    } else if (is_word_part(c) || (mark && !run.isEmpty()))
      run.append(c);
    else
      close();
  }
  close();
  return words;
}

struct EndStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, EndStemmer>;

Stemmer make_stemmer(char const* language) {
  Stemmer made(sb_stemmer_new(language, "UTF_8"));
  if (!made) throw std::runtime_error("libstemmer lacks a language");
  return made;
}

// A stemmer keeps state while it works, so each call has its own; making one costs about a microsecond.
class Stemmers {
 public:
  std::string french(std::string const& word) { return stem(*french_, word); }
  std::string english(std::string const& word) { return stem(*english_, word); }

 private:
  static std::string stem(sb_stemmer& with, std::string const& word) {
    auto const* out = sb_stemmer_stem(&with, reinterpret_cast<sb_symbol const*>(word.data()), int(word.size()));
    if (out == nullptr) throw std::bad_alloc();
    return {reinterpret_cast<char const*>(out), size_t(sb_stemmer_length(&with))};
  }
  Stemmer french_ = make_stemmer("french"), english_ = make_stemmer("english");
};

void add(std::vector<std::string>& forms, std::string form) {
  if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
}

std::vector<std::string> forms(Stemmers& stemmers, Word const& word) {
  std::vector<std::string> out{word.folded};
  if (word.folded.size() < 3) return out;
  add(out, stemmers.french(word.folded));
  add(out, without_accents(icu::UnicodeString::fromUTF8(stemmers.french(word.accented))));
  add(out, stemmers.english(word.folded));
  std::erase_if(out, [&](std::string const& form) { return form.size() > longest_word; });
  return out;
}

// Articles, prepositions and the halves of elisions: they are in every text and say nothing of what is sought.
bool is_little(std::string const& word) {
  static constexpr std::array little{
      "a",    "au",  "aux",   "avec", "c",   "ce",   "ces",  "cette", "d",     "dans", "de",  "des", "du",   "en",
      "est",  "et",  "il",    "j",    "je",  "l",    "la",   "le",    "les",   "leur", "ma",  "m",   "mais", "n",
      "ne",   "nos", "notre", "nous", "on",  "ou",   "par",  "pas",   "pour",  "qu",   "que", "qui", "s",    "sa",
      "se",   "ses", "son",   "sur",  "t",   "un",   "une",  "vos",   "votre", "vous", "y",   "an",  "and",  "are",
      "as",   "at",  "be",    "by",   "for", "from", "how",  "in",    "is",    "it",   "its", "of",  "or",   "our",
      "that", "the", "this",  "to",   "we",  "what", "with", "you",   "your"};
  return std::find(little.begin(), little.end(), word) != little.end();
}

}  // namespace

std::vector<std::string> fold_words(std::string_view text) {
  std::vector<std::string> out;
  for (auto& word : read_words(text)) out.push_back(std::move(word.folded));
  return out;
}

std::vector<std::string> forms_of(std::string_view word) {
  Stemmers stemmers;
  std::vector<std::string> out;
  for (auto const& part : read_words(word))
    for (auto& form : forms(stemmers, part)) add(out, std::move(form));
  return out;
}

std::string search_terms(std::string_view text) {
  Stemmers stemmers;
  std::string out;
  for (auto const& word : read_words(text))
    for (auto const& form : forms(stemmers, word)) {
      if (!out.empty()) out += ' ';
      out += form;
    }
  return out;
}

SearchQuery search_query(std::string_view typed) {
  auto words = read_words(clip(typed, most_query_points));
  auto const telling =
      std::count_if(words.begin(), words.end(), [](Word const& word) { return !is_little(word.folded); });
  std::string const last = words.empty() ? std::string() : words.back().folded;
  if (telling > 0) std::erase_if(words, [](Word const& word) { return is_little(word.folded); });
  if (words.size() > most_query_words) words.resize(most_query_words);

  Stemmers stemmers;
  SearchQuery query;
  for (size_t i = 0; i < words.size(); ++i) {
    bool const open =
        i + 1 == words.size() && words[i].folded == last && !stands_alone(char32_t(to_utf32(last).front()));
    std::string sqlite, postgres, postgres_title;
    for (auto const& form : forms(stemmers, words[i])) {
      if (!sqlite.empty()) {
        sqlite += " OR ";
        postgres += " | ";
        postgres_title += " | ";
      }
      // The beginning of a word is sought by what was typed; a stem's beginning would find too much.
      bool const prefix = open && form == words[i].folded;
      sqlite += '"' + form + (prefix ? "\"*" : "\"");
      postgres += '\'' + form + (prefix ? "':*" : "'");
      postgres_title += '\'' + form + (prefix ? "':*A" : "':A");
    }
    if (!query.sqlite.empty()) {
      query.sqlite += " AND ";
      query.postgres += " & ";
      query.postgres_title += " & ";
    }
    query.sqlite += '(' + sqlite + ')';
    query.postgres += '(' + postgres + ')';
    query.postgres_title += '(' + postgres_title + ')';
  }
  if (!query.sqlite.empty()) query.sqlite_title = "title_terms : (" + query.sqlite + ")";
  return query;
}

std::string postgres_document(std::string_view title, std::string_view body) {
  Stemmers stemmers;
  std::map<std::string, std::set<std::pair<size_t, char>>> lexemes;
  size_t position = 0;
  for (auto const& [text, weight] : {std::pair{title, 'A'}, std::pair{body, 'B'}})
    for (auto const& word : read_words(text)) {
      position = std::min(position + 1, most_position);
      for (auto const& form : forms(stemmers, word)) {
        auto& places = lexemes[form];
        if (places.size() < 200) places.emplace(position, weight);  // PostgreSQL keeps 255 of a word
      }
    }
  std::string out;
  for (auto const& [form, places] : lexemes) {
    if (!out.empty()) out += ' ';
    out += '\'' + form + "':";
    for (auto const& [at, weight] : places) {
      if (out.back() != ':') out += ',';
      out += std::to_string(at) + weight;
    }
  }
  return out;
}

}  // namespace essaim::content
