// From an address to what a story needs of it.
#include "base/text.hpp"
#include "features/content/content.hpp"
#include "features/content/rules.hpp"
#include "features/content/sources/rules.hpp"
#include "features/content/sources/sources.hpp"
#include "platform/html/charset.hpp"
#include "platform/html/page.hpp"
#include "platform/html/text.hpp"
#include "platform/http/address_rules.hpp"
#include "platform/http/fetch.hpp"
#include "platform/http/url.hpp"

#include <algorithm>

namespace essaim::content::sources {
namespace {

// The page's own word for its address, unless it names a place that no reader could reach.
std::string best_address(html::Page const& page, std::string const& final_address) {
  auto const canonical = http::parse_url(page.canonical_url.value_or(""));
  if (!canonical || canonical->has_credentials || canonical->text().size() > 2048) return final_address;
  auto const literal = http::read_address(canonical->host);
  auto const final = http::parse_url(final_address);
  bool const same_host = final && final->host == canonical->host;
  if (!same_host && (http::is_internal_name(canonical->host) || (literal && !http::is_global(*literal))))
    return final_address;
  return canonical->text();
}

// The words of a page are what an editor waits for; its picture is given a few seconds more, and may be late.
constexpr Duration picture_within = seconds(3);

std::optional<Picture> picture_of(Content const& content, http::Fetcher const& fetcher, std::string const& address) {
  auto const image = fetcher.fetch({address, http::Wanted::image, {}, {}, picture_within});
  if (!image || !image->ok()) return std::nullopt;
  auto picture = content.add_picture(0, image->body, "", "");
  return picture ? std::optional(std::move(*picture)) : std::nullopt;
}

std::string kind_of(std::string const& page_type) {
  for (std::string_view known : {"video", "job", "event"})
    if (page_type == known) return page_type;
  return "article";
}

}  // namespace

Result<Unfurled> Sources::unfurl(Viewer const& viewer, std::string_view address) {
  CHECK_OK(admit(viewer));
  auto const& fetcher = *organisation().fetcher;
  auto const fetched = fetcher.fetch({with_scheme(address), http::Wanted::page, {}, {}});
  if (!fetched) return tl::unexpected(at_address(fetched.error()));
  if (auto const why = failure_of(fetched->status); !why.empty()) return fail_at("/address", why);
  std::string const content_type(fetched->header("content-type"));
  auto const page =
      html::read_page(fetched->body, {fetched->url, content_type, std::string(fetched->header("content-language"))});

  Unfurled out;
  out.address = best_address(page, fetched->url);
  out.title = clip(page.title.value_or(""), 300);
  out.description = clip(page.description.value_or(""), 2000);
  out.site_name = page.site_name;
  out.language = page.language;
  out.kind = kind_of(page.type);
  if (page.published_at) out.published_at = to_rfc3339(*page.published_at);
  auto const text = html::decode(fetched->body, html::html_label(fetched->body, html::charset_of(content_type)));
  if (auto const count = reading_minutes(count_words(html::main_text(text)))) out.reading_minutes = *count;
  if (page.image) out.picture = picture_of(content_, fetcher, *page.image);
  out.picture_missing = page.image && !out.picture;
  organisation().db->read([&](db::Tx& tx) {
    auto const own = content_.faces().own_hosts(tx);
    auto const url = http::parse_url(out.address);
    if (url && is_own_host(url->host, own)) out.stance_hint = "company";
    if (auto const story = content_.find_by_address(tx, out.address))
      out.duplicate_of = organisation().ids.show(*story);
  });
  return out;
}

}  // namespace essaim::content::sources
