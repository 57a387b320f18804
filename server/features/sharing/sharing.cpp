#include "features/sharing/sharing.hpp"

#include "base/zone.hpp"
#include "features/people/people.hpp"
#include "features/sharing/operations.hpp"
#include "platform/http/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace essaim::sharing {
namespace {

struct Destination {
  std::string address;  // what the text carries; empty when the story leads nowhere
  std::optional<links::Link> link;
};

// What the person did not say for this one share is as they prefer.
Result<Wish> complete(Wish wish, people::Preferences const& preferences) {
  if (!wish.plain_link) wish.plain_link = preferences.plain_links;
  if (wish.network->id != "mastodon") {
    wish.server.reset();
    return wish;
  }
  if (!wish.server) wish.server = mastodon_host(preferences.mastodon_server);
  if (!wish.server) return fail_at("/mastodon_server", "sharing.server_needed");
  return wish;
}

// Asked before anything is written: text that cannot go out would only come back from the network.
Result<Done> check_wish(db::Tx& tx, Desk const& desk, Wish const& wish, people::Preferences const& preferences,
                        int64_t local_day) {
  auto const cap = daily_cap(people::load_settings(tx).daily_share_cap, preferences.daily_cap);
  CHECK_OK(check_cap(store::opened_on(tx, desk.viewer.person, local_day), cap, wish.over_cap_confirmed));
  std::vector<ShareState> earlier;
  for (auto const& share : store::shares_of_story(tx, desk.viewer.person, wish.story, wish.network->id))
    earlier.push_back(state_of(share.said, false));
  return check_again(earlier, wish.again_confirmed);
}

// A document or a picture of ours is a page too; a text alone leads nowhere.
std::string address_of_story(Desk const& desk, content::KnownStory const& known) {
  if (known.address) return *known.address;
  if (known.story.document) return desk.organisation.base_url + known.story.document->url;
  return {};
}

Result<Destination> destination_of(db::Tx& tx, Desk const& desk, Wish const& wish, content::KnownStory const& known) {
  auto const address = address_of_story(desk, known);
  if (address.empty() || *wish.plain_link) return Destination{address, std::nullopt};
  auto const settings = people::load_settings(tx);
  links::NewLink wanted;
  wanted.destination = address;
  wanted.network = wish.network->id;
  wanted.story = known.story.title;
  wanted.language = known.story.language;
  wanted.holder = desk.viewer.person;
  wanted.pass_query = settings.pass_query;
  wanted.utm = links::Utm{settings.utm_source_template, settings.utm_medium, settings.utm_campaign_template};
  auto const link = TRY(links::make_link(desk.links, tx, wanted));
  return Destination{links::address_of(desk.links, link.code), link};
}

Originality originality_of(db::Tx& tx, content::KnownStory const& known, std::string_view text) {
  std::vector<Signature> suggested;
  for (auto const& variant : known.story.variants) suggested.push_back(sign(variant.text));
  return measure(sign(text), suggested, store::signatures_of(tx, known.id.value));
}

StoryCard card_of(db::Tx& tx, Desk const& desk, int64_t story) {
  auto const known = desk.content.recall_story(tx, {story}, desk.viewer.person);
  if (!known) return {};
  return {known->story.title, known->story.picture ? std::optional(known->story.picture->small_url) : std::nullopt,
          known->themes};
}

bool is_current(content::Story const& story, Instant now) {
  if (story.state != "published") return false;
  auto const after = [](std::optional<std::string> const& time, Instant than, bool otherwise) {
    auto const at = time ? from_rfc3339(*time) : Result<Instant>(fail(Fault::missing, ""));
    return at ? *at > than : otherwise;
  };
  return !after(story.embargo_until, now, false) && after(story.expires_at, now, true);
}

// Everything a page of shares needs to know from the links, asked once.
struct Visits {
  std::map<int64_t, links::LinkCount> counts;
  std::set<std::pair<int64_t, std::string>> hosts;  // link and host of people's visits
  std::set<int64_t> incomplete;
};

Visits visits_of(db::Tx& tx, Desk const& desk, std::vector<store::ShareRow> const& shares) {
  Visits out;
  auto first = desk.now();
  bool asks_hosts = false;
  for (auto const& share : shares) {
    first = std::min(first, share.opened_at);
    asks_hosts = asks_hosts || share.server.has_value();
  }
  for (auto const& count : links::count_by_link(tx, desk.viewer.person)) out.counts[count.link.value] = count;
  out.incomplete = links::incomplete_hours(tx, utc_hour(first), utc_hour(desk.now()) + 1);
  if (!asks_hosts) return out;
  for (auto const& row : links::count_by_referrer(tx, desk.viewer.person, utc_day(first), utc_day(desk.now()) + 1))
    if (row.clicks.people.value > 0) out.hosts.emplace(row.link.value, row.host);
  return out;
}

Seen seen_now(db::Tx& tx, Desk const& desk, store::ShareRow const& share, Visits const& visits, StoryCard const& card) {
  Seen out;
  out.share = share;
  bool there = false;
  if (share.link) {
    out.link = links::find_link(desk.links, tx, {*share.link});
    auto const found = visits.counts.find(*share.link);
    if (found != visits.counts.end()) {
      out.clicks = found->second.clicks.people;
      out.filtered = found->second.clicks.filtered;
      // Mastodon has no central host: what proves it is the server that the person chose.
      there = share.server ? visits.hosts.contains({*share.link, *share.server}) : found->second.proved;
    }
    out.incomplete = visits.incomplete.lower_bound(utc_hour(share.opened_at)) != visits.incomplete.end();
  }
  out.state = state_of(share.said, there);
  out.story = card;
  return out;
}

std::vector<Seen> see_all(db::Tx& tx, Desk const& desk, std::vector<store::ShareRow> const& shares) {
  std::vector<Seen> out;
  if (shares.empty()) return out;
  auto const visits = visits_of(tx, desk, shares);
  std::map<int64_t, StoryCard> cards;
  for (auto const& share : shares) {
    if (!cards.contains(share.story)) cards[share.story] = card_of(tx, desk, share.story);
    out.push_back(seen_now(tx, desk, share, visits, cards[share.story]));
  }
  return out;
}

void tell_after(db::Tx& tx, Desk const& desk) {
  tx.after_commit(
      [&organisation = desk.organisation, person = desk.viewer.person] { tell_shares_changed(organisation, person); });
}

}  // namespace

Result<content::KnownStory> load_shareable(db::Tx& tx, Desk const& desk, int64_t story) {
  auto known = desk.content.find_story(tx, desk.viewer, {story}, content::Wording::offered);
  if (!known || !is_current(known->story, desk.now())) return fail(Fault::missing, "content.story_missing");
  return std::move(*known);
}

Result<Opened> open_share(db::Tx& tx, Desk const& desk, Wish const& asked) {
  auto const author = TRY(people::load_person(tx, {desk.viewer.person}));
  auto const preferences = people::load_preferences(tx, author.id);
  auto const wish = TRY(complete(asked, preferences));
  auto const known = TRY(load_shareable(tx, desk, wish.story));
  auto const now = desk.now();
  int64_t const local_day = Zone(author.time_zone).at(now).day;
  CHECK_OK(check_wish(tx, desk, wish, preferences, local_day));
  auto const destination = TRY(destination_of(tx, desk, wish, known));
  auto const text = clean_text(wish.text);
  if (!fits(*wish.network, text, destination.address)) return fail_at("/text", "sharing.too_long");

  Opened out;
  auto& share = out.share;
  share.id = new_id_value(now);
  share.person = desk.viewer.person;
  share.story = wish.story;
  share.story_version = known.version;
  share.network = wish.network->id;
  share.turn = store::last_turn(tx, share.person, share.story, share.network) + 1;
  share.text = text;
  if (destination.link) share.link = destination.link->id.value;
  share.server = wish.server;
  share.originality = int64_t(originality_of(tx, known, text).step);
  if (author.group) share.group = author.group->value;
  if (author.site) share.site = author.site->value;
  share.local_day = local_day;
  share.opened_at = now;
  while (!store::insert_share(tx, out.share)) {
    if (store::last_turn(tx, share.person, share.story, share.network) >= share.turn)
      return fail(Fault::conflict, "sharing.already_open");
    share.id = new_id_value(now);  // the id was taken: one chance in four million a millisecond
  }
  store::remove_draft(tx, share.person, share.story, share.network);
  out.link = destination.address;
  out.open_url = open_address(*wish.network,
                              {text, out.link, known.story.title, wish.server ? std::string_view(*wish.server) : ""});
  out.copy_text = text_with_link(*wish.network, text, out.link);
  if (wish.network->opens == Opens::qr && !out.link.empty()) out.qr = TRY(qr_code(out.link));
  desk.organisation.news.tell(tx, ShareOpened{share.id, share.person, share.story, now});
  tell_after(tx, desk);
  return out;
}

Result<Seen> see_share(db::Tx& tx, Desk const& desk, int64_t id) {
  auto const share = store::find_share(tx, desk.viewer.person, id);
  if (!share) return fail(Fault::missing, "sharing.share_missing");
  return see_all(tx, desk, {*share}).front();
}

std::vector<Seen> see_shares(db::Tx& tx, Desk const& desk, int64_t before, int64_t limit) {
  return see_all(tx, desk, store::shares_before(tx, desk.viewer.person, before, limit));
}

Result<Done> say_outcome(db::Tx& tx, Desk const& desk, int64_t id, Outcome outcome,
                         std::optional<std::string> const& text) {
  auto const share = store::find_share(tx, desk.viewer.person, id);
  if (!share) return fail(Fault::missing, "sharing.share_missing");
  store::say_outcome(tx, id, outcome, desk.now());
  if (outcome == Outcome::changed && text) store::rewrite_text(tx, desk.viewer.person, id, clean_text(*text));
  if (outcome != Outcome::not_this_time)
    desk.organisation.news.tell(tx, ShareDeclared{id, desk.viewer.person, share->story, desk.now()});
  tell_after(tx, desk);
  return Done{};
}

Result<Done> delete_share(db::Tx& tx, Desk const& desk, int64_t id) {
  if (!store::remove_share(tx, desk.viewer.person, id, desk.now()))
    return fail(Fault::missing, "sharing.share_missing");
  tell_after(tx, desk);
  return Done{};
}

Result<Done> save_draft(db::Tx& tx, Desk const& desk, int64_t story, std::string_view network, std::string_view text) {
  if (!find_network(network)) return fail(Fault::missing, "sharing.unknown_network");
  (void)TRY(load_shareable(tx, desk, story));
  store::save_draft(tx, desk.viewer.person, story, network, text, desk.now());
  return Done{};
}

Result<Done> delete_draft(db::Tx& tx, Desk const& desk, int64_t story, std::string_view network) {
  store::remove_draft(tx, desk.viewer.person, story, network);
  return Done{};
}

Result<Originality> measure_originality(db::Tx& tx, Desk const& desk, int64_t story_id, std::string_view text) {
  return originality_of(tx, TRY(load_shareable(tx, desk, story_id)), text);
}

std::vector<std::string_view> network_ids() {
  std::vector<std::string_view> ids;
  for (auto const& network : networks()) ids.push_back(network.id);
  return ids;
}

std::string_view network_name(std::string_view id) {
  auto const* network = find_network(id);
  return network ? network->name : id;
}

void tell_shares_changed(Organisation& organisation, int64_t person) {
  if (organisation.live) organisation.live->publish(fmt::format("shares/{}", person), uint64_t(organisation.now().ms));
}

std::map<int64_t, int64_t> story_classes(db::Tx& tx) {
  std::map<int64_t, int64_t> out;
  for (auto const& row : store::story_classes(tx)) out[row.story] = row.people;
  return out;
}

std::map<int64_t, int64_t> shared_days(db::Tx& tx, int64_t person) {
  std::map<int64_t, int64_t> out;
  for (auto const& row : store::shared_days(tx, person)) out[row.story] = row.day;
  return out;
}

std::map<int64_t, int64_t> shared_days_among(db::Tx& tx, int64_t person, std::span<int64_t const> stories) {
  std::map<int64_t, int64_t> out;
  if (stories.empty()) return out;
  for (auto const& row : store::shared_days_among(tx, person, stories)) out[row.story] = row.day;
  return out;
}

std::vector<OwnShare> own_shares(db::Tx& tx, int64_t person, Instant from, Instant to) {
  std::vector<OwnShare> out;
  for (auto const& share : store::shares_between(tx, person, from, to)) {
    auto const* network = find_network(share.network);
    out.push_back({share.id, share.story, share.network, share.text, share.server.value_or(""),
                   !network || network->channel == Channel::closed, share.originality == int64_t(Step::own),
                   to_text(state_of(share.said, false)), share.link, share.opened_at});
  }
  return out;
}

}  // namespace essaim::sharing
