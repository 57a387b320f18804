#include "platform/jobs/jobs.hpp"

#include "features/content/content.hpp"
#include "features/content/suggestions/pages.hpp"

namespace essaim::content::suggestions {

store::Page page_of(IdCipher const& ids, sources::Unfurled const& read) {
  store::Page page;
  page.title = read.title;
  page.summary = read.description;
  page.kind = read.kind;
  page.site = read.site_name.value_or("");
  page.language = read.language.value_or("");
  page.minutes = read.reading_minutes;
  if (read.picture) page.picture = ids.read(read.picture->id);
  return page;
}

namespace {

// A page that cannot be read leaves the suggestion as it is: the editor sees its address. Only a hurry is tried again.
Result<Done> read_now(Content const& content, sources::Sources& sources, int64_t id) {
  auto& organisation = content.organisation();
  auto const row = organisation.db->read([&](db::Tx& tx) { return store::find(tx, id); });
  if (!row || !row->address || !row->page.title.empty() || row->story) return Done{};
  Viewer proposer;
  proposer.person = row->person.value_or(0);
  auto const read = sources.unfurl(proposer, *row->address);
  if (!read) return read.error().fault == Fault::too_many ? Result<Done>(tl::unexpected(read.error())) : Done{};
  auto page = page_of(organisation.ids, *read);
  if (page.language.empty()) page.language = row->language;
  organisation.db->write([&](db::Tx& tx) {
    if (store::find(tx, id)) store::set_page(tx, id, page);
  });
  return Done{};
}

}  // namespace

void add_jobs(jobs::Queue& queue, Content const& content, sources::Sources& sources) {
  queue.handle("suggestions.read", [&content, &sources](jobs::Job const& job) {
    auto const* id = job.payload.find("suggestion");
    return read_now(content, sources, id && id->integer() ? *id->integer() : 0);
  });
}

}  // namespace essaim::content::suggestions
