#include "features/people/brand/brand.hpp"
#include "features/people/http/dto/brand.hpp"
#include "features/people/http/routes.hpp"

#include <algorithm>
#include <cmath>

namespace essaim::people {
namespace {

using http::Call;

dto::Tones show(Tones const& tones, Scheme scheme) {
  auto const shared = [&](std::string_view token) {
    auto const fixed = fixed_tokens();
    return std::string(std::ranges::find(fixed, token, &Fixed::token)->schemes[size_t(scheme)]);
  };
  auto const tone = [&](Tone which) { return print_colour(tones[which]); };
  return {shared("surface"),       shared("text"),           tone(Tone::primary),        tone(Tone::primary_hover),
          tone(Tone::on_primary),  tone(Tone::primary_soft), tone(Tone::primary_soft_2), tone(Tone::on_primary_soft),
          tone(Tone::primary_text)};
}

dto::Palette show(Palette const& palette) {
  dto::Palette out;
  out.colour = print_colour(palette.chosen);
  for (auto const& step : palette.steps) out.steps.push_back(print_colour(step));
  out.light = show(palette.light, Scheme::light);
  out.dark = show(palette.dark, Scheme::dark);
  out.deep = print_colour(palette.deep);
  out.on_deep = print_colour(palette.steps[0]);
  auto const why = [](Move const& move) {
    return move.too_dark ? "too_dark" : luminance(move.to) < luminance(move.from) ? "darker" : "lighter";
  };
  auto const hundredths = [](double ratio) { return int64_t(std::floor(ratio * 100)); };
  for (auto const& move : palette.moves)
    out.moves.push_back({move.scheme == Scheme::light ? "light" : "dark", std::string(name_of(move.tone)),
                         print_colour(move.from), print_colour(move.to), why(move), hundredths(move.before),
                         hundredths(move.after)});
  for (auto const& meaning : palette.near) out.near.emplace_back(meaning);
  return out;
}

dto::Mark show(store::MarkRow const& mark) {
  auto const ink = ink_of(mark);
  return {mark.sha256, mark_url(mark.sha256),          mark.width,
          mark.height, needs_tile(ink, Scheme::light), needs_tile(ink, Scheme::dark)};
}

}  // namespace

void add_brand_routes(http::Router& router, DoorPointer const& door) {
  router
      .get<dto::Palette>("/brand/palette", read_settings,
                         "What a colour would become: its ten steps, both schemes, and what had to move to be read",
                         [](Call& call) -> Result<dto::Palette> {
                           auto const colour = read_colour(call.query("colour"));
                           if (!colour)
                             return fail_at("?colour", "brand.colour_malformed",
                                            "# and six letters of 0 to 9 and a to f");
                           return show(palette_of(*colour));
                         })
      .text("colour", "# and six letters of 0 to 9 and a to f", {.max = 7});
  router.post_raw<dto::Mark>(
      "/marks", edit_settings, "image/*, application/octet-stream",
      "Takes the organisation's mark (PNG, JPEG, WebP or GIF), draws it anew and makes its icons; the settings put it "
      "in "
      "force",
      [door](Call& call) -> Result<dto::Mark> {
        auto const wait = door->marks.take(std::to_string(call.viewer.person), call.now());
        if (wait.ms > 0)
          return tl::unexpected(with_retry_after(
              call, Error{Fault::too_many, "media.too_many_uploads", std::to_string((wait.ms + 999) / 1000)}));
        auto const mark = TRY(take_mark(call.organisation, call.request.body));
        call.db().write([&](db::Tx& tx) {
          record(tx, PersonId{call.viewer.person}, "settings.mark_brought", "mark", mark.sha256.substr(0, 16),
                 call.now());
        });
        call.status = 201;
        return show(mark);
      });
  router.get<dto::Mark>("/marks/{id}", read_settings, "A mark that was brought", [](Call& call) -> Result<dto::Mark> {
    auto const mark = call.db().read([&](db::Tx& tx) { return store::find_mark(tx, call.path("id")); });
    if (!mark) return fail(Fault::missing, "brand.unknown_mark");
    return show(*mark);
  });
}

}  // namespace essaim::people
