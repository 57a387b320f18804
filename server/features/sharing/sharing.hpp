#pragma once
// A person says something in their own words on their own network: drafts, the network's composer with the text and
// the person's link, what became of it. This is the one header that other features see.

#include "base/clock.hpp"
#include "base/id.hpp"
#include "features/content/content.hpp"
#include "features/links/links.hpp"
#include "platform/access/organisation.hpp"
#include "platform/access/personal_data.hpp"
#include "platform/db/db.hpp"
#include "platform/http/router.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::sharing {

using ShareId = Id<struct ShareTag>;

/// Told inside the transaction of the fact.
struct ShareOpened {
  int64_t share, person, story;
  Instant at;
};
struct ShareDeclared {
  int64_t share, person, story;
  Instant at;
};
/// How many people said they shared each story, in the classes of the last close; a story below 5 is not in it.
std::map<int64_t, int64_t> story_classes(db::Tx& tx);
/// The last local day on which that person shared each story.
std::map<int64_t, int64_t> shared_days(db::Tx& tx, int64_t person);
std::map<int64_t, int64_t> shared_days_among(db::Tx& tx, int64_t person, std::span<int64_t const> stories);

/// A person's own share, as that person's figures need it.
struct OwnShare {
  int64_t id = 0, story = 0;
  std::string network, text, server;
  bool is_private = false;  // a network whose readers send no referrer
  bool own_words = false;
  std::string_view said;  // opened, declared, not_this_time: before any proof
  std::optional<int64_t> link;
  Instant opened_at;
};
std::vector<OwnShare> own_shares(db::Tx& tx, int64_t person, Instant from, Instant to);

/// Anybody's share, for the closing of figures alone (bin/check-rooms): who, where and what was said of it, no words.
struct ShareToClose {
  int64_t person = 0, story = 0, group = 0;
  std::string network, server;
  std::optional<int64_t> link;
  std::string_view said;  // opened, declared, not_this_time: before any proof
};
/// Opened from `from` until before `to`; those that their authors deleted are in no figure.
std::vector<ShareToClose> shares_to_close(db::Tx& tx, Instant from, Instant to);
/// Those behind these links, by link.
std::vector<ShareToClose> shares_to_close(db::Tx& tx, std::span<int64_t const> links);

/// "linkedin" and all the others that can be shared to.
std::vector<std::string_view> network_ids();
/// "LinkedIn" for "linkedin"; the id itself when unknown.
std::string_view network_name(std::string_view id);

/// Browsers of that person that listen to "shares/<person>" fetch again: after a share changed, and after a click.
void tell_shares_changed(Organisation& organisation, int64_t person);

/// Composer, drafts, originality, shares, live updates. `content` and `links` outlive the router.
void add_routes(http::Router& router, content::Content const& content, links::Links& links,
                http::Authenticate authenticate);
/// The night's close: classes, and the originality meter's index.
void add_jobs(Organisation& organisation, content::Content const& content);
PersonalData personal_data();

}  // namespace essaim::sharing
