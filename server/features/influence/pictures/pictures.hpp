#pragma once
// A picture of one's figures, dated and fixed, that one shows by one's own act (promises.md 13). It ends after thirty
// days and can be taken back at once. There is no way to ask for one and no list of who shows; people with a role over
// others cannot be picked and open none.

#include "features/influence/figures.hpp"
#include "features/influence/pictures/dto.hpp"
#include "features/influence/pictures/store.hpp"
#include "platform/access/personal_data.hpp"

namespace essaim::influence {

struct PictureRules {
  Duration life = days(30);
  size_t at_once = 10;  // pictures of one person
  size_t offers = 8;    // colleagues found by a name
};
inline constexpr PictureRules picture_rules;

/// What a picture of that period made now would hold, with all its parts.
Result<PictureContentDto> preview(db::Tx& tx, Desk const& desk, std::string_view period);
Result<PictureDto> make_picture(db::Tx& tx, Desk const& desk, PictureInputDto const& input);
std::vector<PictureDto> my_pictures(db::Tx& tx, Desk const& desk);
Result<Done> take_back(db::Tx& tx, Desk const& desk, int64_t picture);
Result<ShownPictureDto> open_shown(db::Tx& tx, Desk const& desk, std::string_view code);
/// The rows of those whose days are over.
void forget_ended(db::Tx& tx, Instant now);
/// What leaving does: one's own are gone, those of others open no more.
void forget_person(db::Tx& tx, int64_t person, Instant until_ever);

void add_picture_routes(http::Router& router, content::Content const& content, links::Links& links);

}  // namespace essaim::influence
