#include "features/content/content.hpp"
#include "features/content/sources/sources.hpp"
#include "platform/http/router.hpp"

namespace essaim::content::sources {
namespace {

using http::Call;

// What is asked too often is told when to come again (RFC 6585 section 4).
template <class T>
Result<T> or_later(Call& call, Result<T> answer) {
  if (!answer && answer.error().fault == Fault::too_many) call.headers.emplace_back("retry-after", "60");
  return answer;
}

void add_source_routes(http::Router& router, Sources& sources) {
  router.get<std::vector<SourceView>>("/sources", edit_content, "What editors watch, and how each source is",
                                      [&](Call&) -> Result<std::vector<SourceView>> { return sources.list(); });
  router.post<AddressInput, Discovery>(
      "/sources/discovery", edit_content, "The feeds that an address leads to",
      [&](Call& call, AddressInput const& in) { return or_later(call, sources.discover(call.viewer, in.address)); });
  router.post<SourceInput, SourceView>("/sources", edit_content, "Watches a feed, found from its address or its site's",
                                       [&](Call& call, SourceInput const& in) {
                                         call.status = 201;
                                         return or_later(call, sources.add(call.viewer, in));
                                       });
  router.patch<SourceChange, SourceView>("/sources/{id}", edit_content, "Renames a source, or gives it other themes",
                                         [&](Call& call, SourceChange const& in) -> Result<SourceView> {
                                           return sources.change(TRY(call.path_id<SourceTag>("id")), in);
                                         });
  router.del<Done>("/sources/{id}", edit_content, "Stops watching a source; what was kept of it stays",
                   [&](Call& call) -> Result<Done> { return sources.remove(TRY(call.path_id<SourceTag>("id"))); });
  router.post<Done>("/sources/{id}/polling", edit_content, "Asks the source soon", [&](Call& call) -> Result<Done> {
    call.status = 202;
    return sources.poll_soon(TRY(call.path_id<SourceTag>("id")));
  });
}

void add_opml_routes(http::Router& router, Sources& sources) {
  router.get<http::Response>("/sources.opml", edit_content, "All sources as OPML 2.0",
                             [&](Call&) -> Result<http::Response> {
                               http::Response answer;
                               answer.body = sources.export_opml();
                               answer.with("content-type", "text/x-opml; charset=utf-8")
                                   .with("content-disposition", "attachment; filename=\"sources.opml\"");
                               return answer;
                             });
  router.post_raw<OpmlReport>("/sources/opml", edit_content, "text/x-opml", "Watches every feed of an OPML list",
                              [&](Call& call) { return sources.import_opml(call.viewer, call.request.body); });
}

void add_watch_routes(http::Router& router, Sources& sources) {
  router
      .get<WatchPage>("/watch", edit_content, "What the sources brought and nobody has decided, newest first",
                      [&](Call& call) -> Result<WatchPage> {
                        auto const page = TRY(call.page());
                        WatchFilter filter;
                        filter.cursor = page.cursor;
                        filter.limit = page.limit;
                        filter.decision = call.query("decision");
                        if (filter.decision == "waiting") filter.decision.clear();
                        if (auto const word = call.query("source_id"); !word.empty())
                          filter.source = TRY(call.read_id_at("?source_id", word));
                        if (auto const word = call.query("theme_id"); !word.empty())
                          filter.theme = TRY(call.read_id_at("?theme_id", word));
                        return sources.watch(filter);
                      })
      .text("decision", "what was decided; `waiting` when left out", http::one_of({"waiting", "kept", "dropped"}))
      .id("source_id", "of that source")
      .id("theme_id", "of sources with that theme")
      .pages();
  router.post<WatchDecisionInput, WatchDecision>(
      "/watch/decisions", edit_content, "Keeps (a draft story each) or drops items; the answer's id undoes it",
      [&](Call& call, WatchDecisionInput const& in) { return sources.decide(call.viewer, in); });
  router.del<Done>("/watch/decisions/{id}", edit_content, "Takes a decision back: its items wait again",
                   [&](Call& call) -> Result<Done> { return sources.undo(TRY(call.path_id<DecisionTag>("id"))); });
}

}  // namespace

void add_routes(http::Router& router, Sources& sources) {
  add_source_routes(router, sources);
  add_opml_routes(router, sources);
  add_watch_routes(router, sources);
  router.post<AddressInput, Unfurled>(
      "/unfurl", edit_content, "Reads a page: title, description, picture, site, language",
      [&](Call& call, AddressInput const& in) { return or_later(call, sources.unfurl(call.viewer, in.address)); });
}

}  // namespace essaim::content::sources
