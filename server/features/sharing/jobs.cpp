#include "platform/jobs/jobs.hpp"

#include "base/random.hpp"
#include "features/sharing/networks.hpp"
#include "features/sharing/sharing.hpp"
#include "features/sharing/store.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace essaim::sharing {
namespace {

int64_t random_positive() { return int64_t(random_u64() >> 1); }

// ",linkedin,x,…,": the networks whose texts anybody may read.
std::string public_networks() {
  std::string out = ",";
  for (auto const& network : networks())
    if (network.channel == Channel::open_to_all) out += fmt::format("{},", network.id);
  return out;
}

struct Signed {
  int64_t author;
  Signature signature;
};
using SignedByStory = std::map<int64_t, std::vector<Signed>>;

SignedByStory sign_public_texts(db::Tx& tx, Instant before) {
  SignedByStory out;
  std::map<int64_t, int64_t> authors;  // drawn anew each night, so that no build can be joined with another
  for (auto const& text : store::public_texts(tx, public_networks(), before)) {
    auto const [author, is_new] = authors.try_emplace(text.person, 0);
    if (is_new) author->second = random_positive();
    out[text.story].push_back({author->second, sign(text.text)});
  }
  return out;
}

// How many people started from a variant, seen from what they published: the texts say it, no tap is noted.
void close_variants(db::Tx& tx, content::Content const& content, int64_t story, std::vector<Signed> const& texts) {
  auto const known = content.recall_story(tx, {story});
  for (size_t i = 0; known && i < known->variants.size(); ++i) {
    auto const wording = sign(known->story.variants[i].text);
    std::set<int64_t> people;
    for (auto const& text : texts)
      if (borrowed_percent(wording, text.signature) >= originality_rules.borrowed_percent) people.insert(text.author);
    if (auto const floor = people_class(int64_t(people.size())); floor > 0)
      store::keep_variant_class(tx, known->variants[i].value, floor);
  }
}

void close_stories(db::Tx& tx, content::Content const& content, Instant before) {
  auto fallen = story_classes(tx);
  store::forget_classes(tx);
  for (auto const& row : store::people_by_story(tx, before)) {
    auto const known = people_class(row.people);
    if (known == 0) continue;
    store::keep_story_class(tx, row.story, known);
    content.keep_shared_class(tx, {row.story}, int(known));
    fallen.erase(row.story);
  }
  for (auto const& [story, was] : fallen) content.keep_shared_class(tx, {story}, 0);
}

// Once a day, for what was so at midnight (UTC): a restart at noon moves no count (promise 12).
Result<Done> close_night_now(Organisation& organisation, content::Content const& content) {
  int64_t const today = utc_day(organisation.now());
  Instant const midnight{today * days(1).ms};
  organisation.db->write([&](db::Tx& tx) {
    if (!store::begin_close(tx, today)) return;
    close_stories(tx, content, midnight);
    store::forget_signatures(tx);
    for (auto const& [story, texts] : sign_public_texts(tx, midnight - hours(originality_rules.public_for_hours))) {
      close_variants(tx, content, story, texts);
      for (auto const& text : texts) store::keep_signature(tx, random_positive(), story, text.author, text.signature);
    }
  });
  return Done{};
}

}  // namespace

void add_jobs(Organisation& organisation, content::Content const& content) {
  organisation.jobs->every("sharing.close_night", hours(1), [&organisation, &content](jobs::Job const&) {
    return close_night_now(organisation, content);
  });
}

}  // namespace essaim::sharing
