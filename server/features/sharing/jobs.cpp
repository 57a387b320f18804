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
void close_variants(db::Tx& tx, content::Content const& content, SignedByStory const& signed_texts) {
  std::vector<content::StoryId> stories;
  for (auto const& [story, texts] : signed_texts) stories.push_back({story});
  for (auto const& variant : content.variant_texts(tx, stories)) {
    auto const wording = sign(variant.text);
    std::set<int64_t> people;
    for (auto const& text : signed_texts.at(variant.story.value))
      if (borrowed_percent(wording, text.signature) >= originality_rules.borrowed_percent) people.insert(text.author);
    if (auto const floor = people_class(int64_t(people.size())); floor > 0)
      store::keep_variant_class(tx, variant.id.value, floor);
  }
}

void close_stories(db::Tx& tx, content::Content const& content, Instant before) {
  auto shown = story_classes(tx);
  for (auto& [story, people] : shown) people = 0;  // what has fallen below the floor since
  store::forget_classes(tx);
  std::map<int64_t, int64_t> classes;
  for (auto const& row : store::people_by_story(tx, before))
    if (auto const known = people_class(row.people); known > 0) classes[row.story] = shown[row.story] = known;
  store::keep_story_classes(tx, classes);
  content.keep_shared_classes(tx, shown);
}

// Once a day, for what was so at midnight (UTC): a restart at noon moves no count (promise 12).
Result<Done> close_night_now(Organisation& organisation, content::Content const& content) {
  int64_t const today = utc_day(organisation.now());
  Instant const midnight{today * days(1).ms};
  organisation.db->write([&](db::Tx& tx) {
    if (!store::begin_close(tx, today)) return;
    close_stories(tx, content, midnight);
    store::forget_signatures(tx);
    auto const signed_texts = sign_public_texts(tx, midnight - hours(originality_rules.public_for_hours));
    close_variants(tx, content, signed_texts);
    std::vector<store::NewSignature> signatures;
    for (auto const& [story, texts] : signed_texts)
      for (auto const& text : texts) signatures.push_back({random_positive(), story, text.author, text.signature});
    store::keep_signatures(tx, signatures);
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
