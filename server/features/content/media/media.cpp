#include "features/content/media/media.hpp"

#include "base/text.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/http/reply.hpp"
#include "platform/pictures/pictures.hpp"

#include <algorithm>
#include <utility>

namespace essaim::content {
namespace {

struct Drawn {
  pictures::Picture whole, cover, wide;
};

Result<Drawn> draw(Organisation& organisation, std::string_view bytes) {
  if (!organisation.pictures) return fail(Fault::unavailable, "picture.unavailable");
  Drawn drawn;
  drawn.whole = TRY(organisation.pictures->redraw(bytes, pictures::Shape::whole));
  drawn.cover = TRY(organisation.pictures->redraw(bytes, pictures::Shape::cover));
  drawn.wide = TRY(organisation.pictures->redraw(bytes, pictures::Shape::wide));
  return drawn;
}

// Blobs first, rows after: a row never names a file that is not there, and no writer waits for the disk's files.
struct Kept {
  std::string name;
  std::string_view type;
  size_t bytes;
};
Kept keep(Organisation& organisation, pictures::Picture const& picture) {
  return {organisation.blobs->put(picture.bytes), picture.type, picture.bytes.size()};
}

Result<Done> check_quota(db::Tx& tx, int64_t person, Instant now) {
  if (store::uploads_since(tx, person, now - hours(1)) < uploads_an_hour) return Done{};
  auto const wait = store::first_upload_since(tx, person, now - hours(1)) + hours(1) - now;
  return fail(Fault::too_many, "media.too_many_uploads", std::to_string((wait.ms + 999) / 1000));
}

Result<store::MediaRow> keep_picture(Organisation& organisation, int64_t person, std::string_view bytes,
                                     std::string_view name, std::string_view alt) {
  auto const drawn = TRY(draw(organisation, bytes));
  Kept const whole = keep(organisation, drawn.whole), cover = keep(organisation, drawn.cover),
             wide = keep(organisation, drawn.wide);
  store::MediaRow media;
  media.id = new_id_value(organisation.now());
  media.kind = "picture";
  media.name = safe_name(name, "picture");
  media.alt = clip(one_line(alt), 300);
  media.sha256 = whole.name;
  media.cover = cover.name;
  media.wide = wide.name;
  media.width = drawn.whole.width;
  media.height = drawn.whole.height;
  media.bytes = int64_t(whole.bytes);
  organisation.db->write([&](db::Tx& tx) {
    for (auto const* file : {&whole, &cover, &wide})
      store::keep_file(tx, file->name, file->type, file->bytes, std::nullopt);
    store::insert_media(tx, media, organisation.now(), person);
  });
  return media;
}

// A PDF is kept as it is: it is never shown by us, only handed out to be saved.
Result<store::MediaRow> keep_document(Organisation& organisation, int64_t person, std::string_view bytes,
                                      std::string_view name) {
  if (bytes.size() > most_document_bytes) return fail(Fault::too_large, "media.too_large");
  if (bytes.substr(bytes.size() - std::min<size_t>(bytes.size(), 2048)).find("%%EOF") == std::string_view::npos)
    return fail(Fault::invalid, "media.broken_document");
  auto file_name = safe_name(name, "document.pdf");
  if (!ascii_lower(file_name).ends_with(".pdf")) file_name += ".pdf";
  auto const sha256 = organisation.blobs->put(bytes);
  store::MediaRow media{
      new_id_value(organisation.now()), "document", file_name, "", sha256, {}, {}, {}, {}, int64_t(bytes.size())};
  organisation.db->write([&](db::Tx& tx) {
    store::keep_file(tx, sha256, "application/pdf", bytes.size(), file_name);
    store::insert_media(tx, media, organisation.now(), person);
  });
  return media;
}

// RFC 6266 and RFC 8187: the name in UTF-8, percent-encoded, so that no quote or line end of it is read.
std::string attachment(std::string_view name) { return "attachment; filename*=UTF-8''" + percent_encode(name); }

}  // namespace

std::string media_url(std::string_view sha256) { return "/media/" + std::string(sha256); }

Picture show_picture(IdCipher const& ids, store::MediaRow const& m) {
  return {ids.show(m.id),
          media_url(m.cover.value_or(m.sha256)),
          media_url(m.wide.value_or(m.sha256)),
          media_url(m.sha256),
          m.width.value_or(0),
          m.height.value_or(0),
          m.alt};
}
Document show_document(IdCipher const& ids, store::MediaRow const& m) {
  return {ids.show(m.id), media_url(m.sha256), m.name, m.bytes};
}

std::string safe_name(std::string_view name, std::string_view otherwise) {
  auto const cut = name.find_last_of("/\\");
  if (cut != std::string_view::npos) name = name.substr(cut + 1);
  auto clean = one_line(repair_utf8(name));
  while (clean.starts_with('.')) clean.erase(0, 1);
  return clean.empty() ? std::string(otherwise) : std::string(clip(clean, 120));
}

Result<Media> take_upload(Content const& content, Viewer const& viewer, std::string_view bytes, std::string_view name,
                          std::string_view alt) {
  if (!viewer.may(edit_content)) return fail(Fault::forbidden, "content.edit_forbidden");
  auto& organisation = content.organisation();
  CHECK_OK(organisation.db->read([&](db::Tx& tx) { return check_quota(tx, viewer.person, organisation.now()); }));
  auto const& ids = organisation.ids;
  if (pictures::kind_of(bytes) == pictures::Kind::pdf) {
    auto const row = TRY(keep_document(organisation, viewer.person, bytes, name));
    auto document = show_document(ids, row);
    return Media{document.id, row.kind, document.url, row.name, row.bytes, std::nullopt, document};
  }
  auto const row = TRY(keep_picture(organisation, viewer.person, bytes, name, alt));
  auto picture = show_picture(ids, row);
  return Media{picture.id, row.kind, picture.url, row.name, row.bytes, picture, std::nullopt};
}

Result<Picture> take_photo(Content const& content, Viewer const& viewer, std::string_view bytes,
                           std::string_view encoded_name) {
  if (!viewer.is_member) return fail(Fault::forbidden, "suggestion.members_only");
  auto& organisation = content.organisation();
  CHECK_OK(organisation.db->read([&](db::Tx& tx) { return check_quota(tx, viewer.person, organisation.now()); }));
  auto const name = percent_decode(encoded_name).value_or("");
  return show_picture(organisation.ids, TRY(keep_picture(organisation, viewer.person, bytes, name, "")));
}

Result<Picture> Content::add_picture(int64_t person, std::string_view bytes, std::string_view name,
                                     std::string_view alt) const {
  auto const row = TRY(keep_picture(organisation_, person, bytes, name, alt));
  return show_picture(organisation_.ids, row);
}

std::optional<http::Response> serve_media(Organisation& organisation, http::Request const& request) {
  if (!request.path.starts_with("/media/")) return std::nullopt;
  http::Response missing{.status = 404, .headers = {}, .body = {}, .stream = {}};
  if (request.method != http::Method::get && request.method != http::Method::head)
    return http::refusal_of(405, "request.method", "a file is read with GET", std::to_string(request.serial))
        .with("allow", "GET, HEAD");
  auto const sha256 = std::string_view(request.path).substr(7);
  if (!is_sha256(sha256)) return missing;
  auto const file = organisation.db->read([&](db::Tx& tx) { return store::find_file(tx, sha256); });
  if (!file) return missing;
  auto bytes = organisation.blobs->find(sha256);
  if (!bytes) return missing;
  http::Response response{.status = 200, .headers = {}, .body = std::move(*bytes), .stream = {}};
  // The name is the content: it can be kept for ever. Whatever the bytes are, they run nothing here.
  response.with("content-type", file->type)
      .with("cache-control", "private, max-age=31536000, immutable")
      .with("content-security-policy", "default-src 'none'; sandbox")
      .with("x-content-type-options", "nosniff")
      .with("cross-origin-resource-policy", "same-origin");
  if (file->attachment_name) response.with("content-disposition", attachment(*file->attachment_name));
  return response;
}

void add_media_routes(http::Router& router, Content const& content) {
  router.post_raw<Media>(
      "/media", edit_content, "image/*, application/pdf, application/octet-stream",
      "Takes a picture (drawn anew without its metadata) or a PDF; X-File-Name and X-Alt are percent-encoded",
      [&content](http::Call& call) -> Result<Media> {
        auto const name = percent_decode(call.request.header("x-file-name")).value_or("");
        auto const alt = percent_decode(call.request.header("x-alt")).value_or("");
        call.status = 201;
        auto taken = take_upload(content, call.viewer, call.request.body, name, repair_utf8(alt));
        if (!taken && taken.error().fault == Fault::too_many)
          call.headers.emplace_back("retry-after", std::exchange(taken.error().detail, ""));
        return taken;
      });
}

}  // namespace essaim::content
