#include "features/sharing/askings.hpp"
#include "features/sharing/composer.hpp"
#include "features/sharing/dto.hpp"
#include "features/sharing/operations.hpp"
#include "features/sharing/sharing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace essaim::sharing {
namespace {

using http::Call;

ShareDto show(Desk const& desk, Seen const& seen) {
  auto const& ids = desk.organisation.ids;
  ShareDto out;
  out.id = ids.show(seen.share.id);
  out.story_id = ids.show(seen.share.story);
  out.story_title = seen.story.title;
  out.picture_url = seen.story.picture_url;
  out.network = seen.share.network;
  out.text = seen.share.text;
  out.state = to_text(seen.state);
  out.opened_at = to_rfc3339(seen.share.opened_at);
  if (seen.share.said && seen.share.said != Outcome::not_this_time) out.declared_at = to_rfc3339(*seen.share.said_at);
  out.tracked = seen.link.has_value();
  if (seen.link) {
    out.link = links::address_of(desk.links, seen.link->code);
    out.clicks = seen.clicks.value;
    out.filtered = seen.filtered.value;
  }
  out.incomplete = seen.incomplete;
  for (auto theme : seen.story.themes) out.theme_ids.push_back(ids.show(theme));
  return out;
}

Result<Wish> read_wish(Call& call, ShareInput const& in) {
  Wish wish;
  wish.story = TRY(call.read_id_at("/story_id", in.story_id));
  wish.network = find_network(in.network);
  if (!wish.network) return fail_at("/network", "sharing.unknown_network");
  wish.text = in.text;
  wish.plain_link = in.plain_link;
  wish.over_cap_confirmed = in.over_cap_confirmed;
  wish.again_confirmed = in.again_confirmed;
  if (wish.network->id == "mastodon" && in.mastodon_server) {
    wish.server = mastodon_host(*in.mastodon_server);
    if (!wish.server) return fail_at("/mastodon_server", "sharing.server_unreadable");
  }
  return wish;
}

Result<ShareOpenedDto> open_one(Call& call, Desk const& desk, ShareInput const& in) {
  auto const wish = TRY(read_wish(call, in));
  auto const open_once = [&](db::Tx& tx) -> Result<ShareOpenedDto> {
    auto const opened = TRY(open_share(tx, desk, wish));
    ShareOpenedDto dto;
    auto const seen = TRY(see_share(tx, desk, opened.share.id));
    dto.share = show(desk, seen);
    if (!dto.share.link && !opened.link.empty()) dto.share.link = opened.link;
    if (!opened.open_url.empty()) dto.open_url = opened.open_url;
    dto.copy_text = opened.copy_text;
    if (opened.qr) dto.qr_path = opened.qr->path, dto.qr_size = opened.qr->size;
    return dto;
  };
  auto out = TRY(call.write_once<ShareOpenedDto>(open_once));
  // With every answer, also a repeated one: the first may have been lost on its way with the mark.
  if (out.share.tracked && out.share.link)
    if (auto const mark = links::author_mark(desk.links, out.share.link->substr(out.share.link->rfind('/') + 1)))
      call.headers.emplace_back("set-cookie", *mark);
  call.status = 201;
  return out;
}

Result<ShareList> list_shares(Call& call, Desk const& desk) {
  auto const page = TRY(call.page());
  auto const last = call.organisation.ids.read(page.cursor);
  if (!page.cursor.empty() && !last)
    return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  int64_t const before = last.value_or(0);
  return call.db().read([&](db::Tx& tx) {
    ShareList out;
    auto seen = see_shares(tx, desk, before, page.limit + 1);
    bool const more = int64_t(seen.size()) > page.limit;
    if (more) seen.pop_back();
    for (auto const& one : seen) out.items.push_back(show(desk, one));
    if (more) out.next = desk.organisation.ids.show(seen.back().share.id);
    return out;
  });
}

void add_drafts(http::Router& router, content::Content const& content, links::Links& links) {
  router.put<DraftInput, DraftSaved>("/stories/{id}/drafts/{network}", for_members, "Keeps what I write for a network",
                                     [&content, &links](Call& call, DraftInput const& in) -> Result<DraftSaved> {
                                       Desk const desk{call.organisation, content, links, call.viewer};
                                       auto const story = TRY(call.read_id(call.path("id")));
                                       CHECK_OK(call.db().write([&](db::Tx& tx) {
                                         return save_draft(tx, desk, story, call.path("network"), in.text);
                                       }));
                                       return DraftSaved{to_rfc3339(desk.now())};
                                     });
  router.del<Done>(
      "/stories/{id}/drafts/{network}", for_members, "Forgets a draft", [&content, &links](Call& call) -> Result<Done> {
        Desk const desk{call.organisation, content, links, call.viewer};
        auto const story = TRY(call.read_id(call.path("id")));
        return call.db().write([&](db::Tx& tx) { return delete_draft(tx, desk, story, call.path("network")); });
      });
}

void add_composing(http::Router& router, content::Content const& content, links::Links& links) {
  auto const askings = std::make_shared<Askings>();
  router.get<Composer>("/stories/{id}/composer", for_members, "All that the composer shows",
                       [&content, &links, askings](Call& call) -> Result<Composer> {
                         Desk const desk{call.organisation, content, links, call.viewer};
                         auto const story = TRY(call.read_id(call.path("id")));
                         auto composer = TRY(call.db().read([&](db::Tx& tx) { return compose(tx, desk, story); }));
                         composer.originality_left = askings->left(call.viewer.person, desk.now());
                         return composer;
                       });
  router.post<OriginalityInput, OriginalityAnswer>(
      "/originality", for_members, "How much of a text is one's own, in three steps",
      [&content, &links, askings](Call& call, OriginalityInput const& in) -> Result<OriginalityAnswer> {
        Desk const desk{call.organisation, content, links, call.viewer};
        auto const story = TRY(call.read_id_at("/story_id", in.story_id));
        auto const left = askings->ask(call.viewer.person, desk.now());
        if (!left) {
          auto const seconds = (askings->wait(call.viewer.person, desk.now()).ms + 999) / 1000;
          call.headers.emplace_back("retry-after", std::to_string(seconds));
          return fail(Fault::too_many, "sharing.originality_later");
        }
        auto const measured =
            TRY(call.db().read([&](db::Tx& tx) { return measure_originality(tx, desk, story, in.text); }));
        OriginalityAnswer out{int64_t(measured.step), std::nullopt, *left};
        if (measured.close_to != CloseTo::nothing)
          out.close_to = measured.close_to == CloseTo::variant ? "variant" : "colleagues";
        return out;
      });
}

void add_shares(http::Router& router, content::Content const& content, links::Links& links) {
  router.post<ShareInput, ShareOpenedDto>(
      "/shares", for_members, "Opens a share: its link, and the address of the network's own composer",
      [&content, &links](Call& call, ShareInput const& in) {
        return open_one(call, Desk{call.organisation, content, links, call.viewer}, in);
      });
  router
      .get<ShareList>("/shares", for_members, "My shares, the newest first",
                      [&content, &links](Call& call) {
                        return list_shares(call, Desk{call.organisation, content, links, call.viewer});
                      })
      .pages();
  router.get<ShareDto>("/shares/{id}", for_members, "One of my shares",
                       [&content, &links](Call& call) -> Result<ShareDto> {
                         Desk const desk{call.organisation, content, links, call.viewer};
                         auto const id = TRY(call.read_id(call.path("id")));
                         return show(desk, TRY(call.db().read([&](db::Tx& tx) { return see_share(tx, desk, id); })));
                       });
  router.put<OutcomeInput, ShareDto>("/shares/{id}/outcome", for_members,
                                     "What became of it: done, changed, not this time",
                                     [&content, &links](Call& call, OutcomeInput const& in) -> Result<ShareDto> {
                                       Desk const desk{call.organisation, content, links, call.viewer};
                                       auto const id = TRY(call.read_id(call.path("id")));
                                       auto const outcome = read_outcome(in.outcome);
                                       if (!outcome) return fail_at("/outcome", "input.not_a_choice");
                                       auto const say = [&](db::Tx& tx) -> Result<Seen> {
                                         CHECK_OK(say_outcome(tx, desk, id, *outcome, in.text));
                                         return see_share(tx, desk, id);
                                       };
                                       return show(desk, TRY(call.db().write(say)));
                                     });
  router.del<Done>("/shares/{id}", for_members, "Forgets one of my shares; its link goes on redirecting",
                   [&content, &links](Call& call) -> Result<Done> {
                     Desk const desk{call.organisation, content, links, call.viewer};
                     auto const id = TRY(call.read_id(call.path("id")));
                     return call.db().write([&](db::Tx& tx) { return delete_share(tx, desk, id); });
                   });
}

// News of one's own only: the topic is the person's, and a session that has ended hears nothing more (security.md 8).
void add_events(http::Router& router, http::Authenticate authenticate) {
  router.get<http::Response>("/events", signed_in, "Live updates: tells which of my lists changed",
                             [authenticate](Call& call) -> Result<http::Response> {
                               http::Response out;
                               out.stream = std::make_shared<http::EventStream>();
                               out.stream->topics = {fmt::format("shares/{}", call.viewer.person)};
                               out.stream->still_allowed = [&organisation = call.organisation, request = call.request,
                                                            authenticate, person = call.viewer.person] {
                                 return authenticate(organisation, request).person == person;
                               };
                               return out;
                             });
}

}  // namespace

void add_routes(http::Router& router, content::Content const& content, links::Links& links,
                http::Authenticate authenticate) {
  add_drafts(router, content, links);
  add_composing(router, content, links);
  add_shares(router, content, links);
  add_events(router, std::move(authenticate));
}

}  // namespace essaim::sharing
