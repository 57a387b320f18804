#include "features/content/media/media.hpp"
#include "features/content/suggestions/desk.hpp"
#include "features/content/suggestions/pages.hpp"
#include "features/people/people.hpp"
#include "platform/access/throttle.hpp"

#include <memory>
#include <utility>

namespace essaim::content::suggestions {
namespace {

using http::Call;

constexpr int proposals_an_hour = 30;

// A contributor's page is read before the transaction: their story has to be whole at once.
Result<std::optional<store::Page>> read_page(sources::Sources& sources, Call& call, Input const& in) {
  if (!in.publish || !in.address) return std::optional<store::Page>();
  bool const may = call.db().read(
      [&](db::Tx& tx) { return may_publish_directly(tx, call.viewer.person) && !store::load_rules(tx).four_eyes; });
  if (!may) return std::optional<store::Page>();
  auto const read = sources.unfurl(call.viewer, *in.address);
  if (read) return std::optional(page_of(call.organisation.ids, *read));
  if (read.error().fault == Fault::too_many) return tl::unexpected(read.error());
  return std::optional(store::Page{});
}

void add_member_routes(http::Router& router, Content const& content, sources::Sources& sources) {
  auto const proposals = std::make_shared<Throttle>(proposals_an_hour, hours(1));
  router.post<Input, Mine>(
      "/suggestions", for_members,
      "Proposes a story: an address, a photo or words; `publish` is for trusted contributors. 409 "
      "suggestion.offered_already names the story that has this address",
      [&content, &sources, proposals](Call& call, Input const& in) -> Result<Mine> {
        if (!proposals->admit(call.viewer.person, call.now())) {
          call.headers.emplace_back("retry-after", "3600");
          return fail(Fault::too_many, "suggestion.too_many");
        }
        Proposal proposal{in, TRY(read_page(sources, call, in)), {}};
        auto mine = call.write_once<Mine>([&](db::Tx& tx) { return propose(content, tx, call.viewer, proposal); });
        if (proposal.offered) call.existing_id = call.show(*proposal.offered);
        call.status = 201;
        return mine;
      });
  router.post_raw<Picture>(
      "/suggestions/pictures", for_members, "image/*, application/octet-stream",
      "Takes the photo of a suggestion, drawn anew without its metadata; X-File-Name is percent-encoded",
      [&content](Call& call) -> Result<Picture> {
        call.status = 201;
        auto taken = take_photo(content, call.viewer, call.request.body, call.request.header("x-file-name"));
        if (!taken && taken.error().fault == Fault::too_many)
          call.headers.emplace_back("retry-after", std::exchange(taken.error().detail, ""));
        return taken;
      });
  router.del<Done>("/suggestions/{id}", for_members, "Takes back one's own, while nobody has decided",
                   [&content](Call& call) -> Result<Done> {
                     auto const id = TRY(call.read_id(call.path("id")));
                     return call.db().write([&](db::Tx& tx) { return take_back(content, tx, call.viewer, id); });
                   });
  router
      .get<MyPage>("/me/suggestions", for_members, "What I proposed and what became of it, newest first",
                   [&content](Call& call) -> Result<MyPage> {
                     auto const page = TRY(call.page());
                     return call.db().read([&](db::Tx& tx) { return list_mine(content, tx, call.viewer, page); });
                   })
      .pages();
  router.del<Done>("/me/suggestions/news", for_members, "Marks what became of them as seen",
                   [](Call& call) -> Result<Done> {
                     call.db().write([&](db::Tx& tx) { store::see_all(tx, call.viewer.person, call.now()); });
                     return Done{};
                   });
}

void add_editor_routes(http::Router& router, Content const& content) {
  router
      .get<ShownPage>(
          "/suggestions", edit_content, "What members propose, newest first",
          [&content](Call& call) -> Result<ShownPage> {
            auto const page = TRY(call.page());
            bool const decided = call.query("state") == "decided";
            return call.db().read([&](db::Tx& tx) { return list_shown(content, tx, call.viewer, decided, page); });
          })
      .text("state", "`waiting` when left out", http::one_of({"waiting", "decided"}))
      .pages();
  router.post<DecisionInput, Shown>(
      "/suggestions/{id}/decision", edit_content,
      "Keeps a suggestion as a draft, publishes it, or refuses it with a reason that its proposer reads",
      [&content](Call& call, DecisionInput const& in) -> Result<Shown> {
        auto const id = TRY(call.read_id(call.path("id")));
        Judgement judgement{
            read_decision(in.decision).value_or(Decision::kept), in.reason.value_or(""), in.again_confirmed, {}};
        auto shown = call.db().write([&](db::Tx& tx) { return decide(content, tx, call.viewer, id, judgement); });
        if (judgement.twin) call.existing_id = call.show(*judgement.twin);
        return shown;
      });
  router.del<Shown>("/suggestions/{id}/decision", edit_content,
                    "Takes a decision back: an untouched draft goes, a publication is withdrawn",
                    [&content](Call& call) -> Result<Shown> {
                      auto const id = TRY(call.read_id(call.path("id")));
                      return call.db().write([&](db::Tx& tx) { return undo(content, tx, call.viewer, id); });
                    });
}

void add_contributor_routes(http::Router& router, Content const& content) {
  router.get<std::vector<Contributor>>(
      "/contributors", trust_contributors, "Who publishes directly, or did until it was ended",
      [&content](Call& call) -> Result<std::vector<Contributor>> {
        return call.db().read([&](db::Tx& tx) { return list_contributors(content, tx, call.viewer); });
      });
  router.del<Done>("/contributors/{id}", trust_contributors, "Ends somebody's publishing directly",
                   [&content](Call& call) -> Result<Done> {
                     auto const id = TRY(call.read_id(call.path("id")));
                     return call.db().write([&](db::Tx& tx) { return end_trust(content, tx, call.viewer, id); });
                   });
  router.put<Done>("/contributors/{id}", trust_contributors, "Gives it back to somebody who had it",
                   [&content](Call& call) -> Result<Done> {
                     auto const id = TRY(call.read_id(call.path("id")));
                     return call.db().write([&](db::Tx& tx) { return give_trust_back(content, tx, call.viewer, id); });
                   });
}

void add_rules_routes(http::Router& router, Content const& content) {
  router.get<LibraryRules>("/library/rules", people::read_settings,
                           "How the library is run: four eyes, and from when somebody publishes directly",
                           [](Call& call) -> Result<LibraryRules> {
                             auto const rules = call.db().read([](db::Tx& tx) { return store::load_rules(tx); });
                             return LibraryRules{rules.four_eyes, rules.trusted_after};
                           });
  router.put<LibraryRules, LibraryRules>(
      "/library/rules", people::edit_settings, "Decides it anew; each change is a dated row",
      [&content](Call& call, LibraryRules const& in) -> Result<LibraryRules> {
        CHECK_OK(call.db().write([&](db::Tx& tx) {
          return change_rules(content, tx, call.viewer, {in.four_eyes, in.trusted_after});
        }));
        return in;
      });
}

}  // namespace

void add_routes(http::Router& router, Content const& content, sources::Sources& sources) {
  add_member_routes(router, content, sources);
  add_editor_routes(router, content);
  add_contributor_routes(router, content);
  add_rules_routes(router, content);
}

}  // namespace essaim::content::suggestions
