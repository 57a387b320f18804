#include "features/people/brand/brand.hpp"

#include "base/text.hpp"
#include "features/people/store.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/pictures/pictures.hpp"

#include <algorithm>
#include <cmath>

namespace essaim::people {
namespace {

constexpr std::string_view colour_key = "brand.colour", mark_key = "brand.mark";

// Letters show it 32 high on screens that draw two dots for one, and never wider than four times that.
constexpr int letterhead_height = 64, letterhead_width = 256;

std::string word_of(std::vector<store::SettingRow> const& rows, std::string_view key) {
  for (auto const& row : rows)
    if (row.key == key)
      if (auto const value = parse_json(row.value); value && value->string()) return *value->string();
  return "";
}

struct Icon {
  std::string store::MarkRow::*place;
  pictures::Tile tile;
};

std::vector<Icon> icons_of(int width, int height, std::string_view ground) {
  int const letter =
      std::clamp(int(std::lround(double(letterhead_height) * width / height)), letterhead_height, letterhead_width);
  auto const square = [&](int side, int percent) { return pictures::Tile{side, side, percent, ground}; };
  // A maskable icon may be cut to a circle of 80 % (W3C Web App Manifest): what it shows stays within.
  return {{&store::MarkRow::icon_48, square(48, 92)},
          {&store::MarkRow::icon_180, square(180, 80)},
          {&store::MarkRow::icon_192, square(192, 84)},
          {&store::MarkRow::icon_512, square(512, 84)},
          {&store::MarkRow::maskable_512, square(512, 58)},
          {&store::MarkRow::letterhead, {letter, letterhead_height, 90, ground}}};
}

}  // namespace

Brand load_brand(db::Tx& tx) {
  auto const rows = store::settings(tx);
  return {word_of(rows, colour_key), word_of(rows, mark_key)};
}

void save_brand(db::Tx& tx, Brand const& brand, PersonId author, Instant now) {
  auto const before = load_brand(tx);
  if (brand.colour != before.colour)
    store::insert_setting(tx, colour_key, print_json(Json(brand.colour)), author.value, now);
  if (brand.mark != before.mark) store::insert_setting(tx, mark_key, print_json(Json(brand.mark)), author.value, now);
}

Result<Done> check_brand(db::Tx& tx, Brand& brand) {
  brand.colour = ascii_lower(trim(brand.colour));
  if (!brand.colour.empty() && !read_colour(brand.colour))
    return fail_at("/brand/colour", "brand.colour_malformed", "# and six letters of 0 to 9 and a to f");
  if (!brand.mark.empty() && !store::find_mark(tx, brand.mark))
    return fail_at("/brand/mark", "brand.unknown_mark", "POST /marks answers the ids that can be here");
  return Done{};
}

std::string version_of(Brand const& brand) { return "b" + sha256_hex(brand.colour + "\n" + brand.mark).substr(0, 12); }

Result<store::MarkRow> take_mark(Organisation& organisation, std::string_view bytes) {
  if (!organisation.pictures || !organisation.blobs) return fail(Fault::unavailable, "picture.unavailable");
  auto const mark = TRY(organisation.pictures->redraw(bytes, pictures::Shape::mark));
  store::MarkRow row;
  row.width = mark.width;
  row.height = mark.height;
  row.seen_on_light = mark.seen_on_light;
  row.seen_on_dark = mark.seen_on_dark;
  auto const ground = needs_tile(ink_of(row), Scheme::light) ? dark_tile : light_tile;
  for (auto const& [place, tile] : icons_of(mark.width, mark.height, ground)) {
    auto const icon = TRY(organisation.pictures->lay_on(tile, mark.bytes));
    row.*place = organisation.blobs->put(icon.bytes);
  }
  row.sha256 = organisation.blobs->put(mark.bytes);
  organisation.db->write([&](db::Tx& tx) { store::insert_mark(tx, row, organisation.now()); });
  return row;
}

std::string mark_url(std::string_view sha256) { return "/brand/" + std::string(sha256) + ".png"; }

Ink ink_of(store::MarkRow const& mark) { return {mark.seen_on_light, mark.seen_on_dark}; }

mail::Look look_of(db::Tx& tx) {
  mail::Look look;
  auto const brand = load_brand(tx);
  if (auto const colour = read_colour(brand.colour)) {
    auto const palette = palette_of(*colour);
    look.primary = print_colour(palette.light[Tone::primary]);
    look.name = print_colour(palette.light[Tone::primary_text]);
    look.dark_primary = print_colour(palette.dark[Tone::primary]);
    look.dark_on_primary = print_colour(palette.dark[Tone::on_primary]);
    look.dark_name = print_colour(palette.dark[Tone::primary_text]);
  }
  if (auto const mark = store::find_mark(tx, brand.mark)) {
    look.mark = mark->letterhead;
    look.mark_width = std::clamp<int64_t>(std::lround(32.0 * double(mark->width) / double(mark->height)), 32, 128);
  }
  return look;
}

}  // namespace essaim::people
