#pragma once
// What stories are about.

#include "features/content/content.hpp"

namespace essaim::content {

struct ThemeInput {
  static constexpr std::string_view dto = "ThemeInput";
  std::string name_fr, name_en, colour = "sapin";
};
template <class V>
void describe(V& v, ThemeInput& t) {
  v("name_fr", t.name_fr, http::Limits{.min = 1, .max = 60});
  v("name_en", t.name_en, http::Limits{.min = 1, .max = 60});
  v("colour", t.colour, http::one_of({"sapin", "miel", "peche", "ardoise", "prune"}));
}
struct ThemeChange {
  static constexpr std::string_view dto = "ThemeChange";
  std::optional<std::string> name_fr, name_en, colour;
};
template <class V>
void describe(V& v, ThemeChange& t) {
  v("name_fr", t.name_fr, http::Limits{.min = 1, .max = 60});
  v("name_en", t.name_en, http::Limits{.min = 1, .max = 60});
  v("colour", t.colour, http::one_of({"sapin", "miel", "peche", "ardoise", "prune"}));
}

Result<Theme> make_theme(Content const& content, db::Tx& tx, Viewer const& viewer, ThemeInput const& input);
Result<Theme> change_theme(Content const& content, db::Tx& tx, Viewer const& viewer, ThemeId id,
                           ThemeChange const& change);
/// Refused while a story has it: what people follow does not vanish under them.
Result<Done> remove_theme(Content const& content, db::Tx& tx, Viewer const& viewer, ThemeId id);
void add_theme_routes(http::Router& router, Content const& content);

}  // namespace essaim::content
