#pragma once
// Pictures and documents: taken in by content, never by name; served from our own origin, and inert.

#include "features/content/content.hpp"
#include "features/content/media/store.hpp"

namespace essaim::content {

inline constexpr size_t most_document_bytes = 20u << 20;
inline constexpr int64_t uploads_an_hour = 30;

struct Media {
  static constexpr std::string_view dto = "Media";
  std::string id, kind, url, name;
  int64_t bytes = 0;
  std::optional<Picture> picture;
  std::optional<Document> document;
};
template <class V>
void describe(V& v, Media& m) {
  v("id", m.id);
  v("kind", m.kind, http::one_of({"picture", "document"}));
  v("url", m.url);
  v("name", m.name);
  v("bytes", m.bytes);
  v("picture", m.picture);
  v("document", m.document);
}

std::string media_url(std::string_view sha256);
Picture show_picture(IdCipher const& ids, store::MediaRow const& media);
Document show_document(IdCipher const& ids, store::MediaRow const& media);

/// What somebody uploads: a picture of the four kinds, or a PDF.
Result<Media> take_upload(Content const& content, Viewer const& viewer, std::string_view bytes, std::string_view name,
                          std::string_view alt);
/// The photo of a suggestion: of the four kinds, of any member, within the same hourly number.
Result<Picture> take_photo(Content const& content, Viewer const& viewer, std::string_view bytes,
                           std::string_view encoded_name);
/// The last part of a path, without control characters, at most 120 letters.
std::string safe_name(std::string_view name, std::string_view otherwise);
void add_media_routes(http::Router& router, Content const& content);

}  // namespace essaim::content
