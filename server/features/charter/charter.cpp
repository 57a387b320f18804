#include "features/charter/charter.hpp"

#include "features/charter/store.hpp"
#include "features/charter/texts.hpp"

#include <algorithm>

namespace essaim::charter {
namespace {

// Before anybody wrote one, version 1 is our own text.
std::vector<Text> texts_in_force(db::Tx& tx, int64_t version) {
  auto texts = store::texts_of(tx, version);
  if (texts.empty()) texts = {default_charter("en"), default_charter("fr")};
  return texts;
}

}  // namespace

int64_t current_version(db::Tx& tx) {
  auto const newest = store::newest(tx);
  return newest ? newest->version : 1;
}

Charter load(db::Tx& tx, std::string const& language, Shown shown) {
  auto const newest = store::newest(tx);
  Charter charter{newest ? newest->version : 1, {}, newest ? Instant{newest->at} : people::founded_at(tx)};
  auto const texts = texts_in_force(tx, charter.version);
  for (auto const& wanted : {language, people::load_settings(tx).default_language, texts.front().language}) {
    auto const found = std::ranges::find(texts, wanted, &Text::language);
    if (found == texts.end()) continue;
    charter.text = *found;
    break;
  }
  if (shown == Shown::in_own_words) {
    auto const say = people::own_words(tx, charter.text.language);
    charter.text.title = say(charter.text.title);
    charter.text.body = say(charter.text.body);
  }
  return charter;
}

Charter publish(db::Tx& tx, people::PersonId author, std::vector<Text> const& texts, std::string const& language,
                Instant now) {
  auto all = texts_in_force(tx, current_version(tx));
  for (auto const& text : texts) {
    std::erase_if(all, [&](Text const& old) { return old.language == text.language; });
    all.push_back(text);
  }
  int64_t const version = current_version(tx) + 1;
  store::insert_version(tx, version, author.value, now);
  for (auto const& text : all) store::insert_text(tx, version, text);
  people::record(tx, author, "charter.published", "charter " + std::to_string(version), "", now);
  return load(tx, language);
}

PersonalData personal_data() {
  // Authors of texts are named by people at reading; nothing of a member stands here.
  return {.feature = "charter",
          .columns = {{"charter_version.author_id", OnLeaving::kept, "who published what everybody accepts"},
                      {"guide_text.author_id", OnLeaving::kept, "who published what everybody is advised"},
                      {"guide_version.author_id", OnLeaving::kept, "who published what everybody is advised"}},
          .export_for = [](db::Tx&, int64_t) { return Json(JsonObject{}); },
          .erase = [](db::Tx&, int64_t, int64_t) {}};
}

}  // namespace essaim::charter
