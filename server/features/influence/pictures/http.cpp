#include "features/influence/pictures/pictures.hpp"
#include "platform/http/router.hpp"

namespace essaim::influence {

using http::Call;

void add_picture_routes(http::Router& router, content::Content const& content, links::Links& links) {
  auto const desk_of = [&content, &links](Call& call) { return Desk{call.organisation, content, links, call.viewer}; };
  router.get<std::vector<PictureDto>>(
      "/influence/pictures", for_members, "Pictures of my figures that I show",
      [desk_of](Call& call) -> Result<std::vector<PictureDto>> {
        return call.db().read([&](db::Tx& tx) { return my_pictures(tx, desk_of(call)); });
      });
  router
      .get<PictureContentDto>(
          "/influence/pictures/preview", for_members, "What a picture of my figures would hold",
          [desk_of](Call& call) -> Result<PictureContentDto> {
            return call.db().read([&](db::Tx& tx) { return preview(tx, desk_of(call), call.query("period")); });
          })
      .text("period", "how far back; 3 months when left out", http::one_of({"30d", "3m", "1y"}));
  router
      .get<std::vector<ColleagueDto>>(
          "/influence/pictures/colleagues", for_members,
          "People of the directory whom I could show one to; never who takes part",
          [](Call& call) -> Result<std::vector<ColleagueDto>> {
            return call.db().read([&](db::Tx& tx) {
              std::vector<ColleagueDto> out;
              for (auto const& found :
                   people::find_colleagues(tx, {call.viewer.person}, call.query("query"), picture_rules.offers))
                out.push_back({call.show(found.id), found.name,
                               found.group_name.empty() ? std::nullopt : std::optional(found.group_name)});
              return out;
            });
          })
      .text("query", "how a word of the name begins");
  router.post<PictureInputDto, PictureDto>(
      "/influence/pictures", for_members, "Shows a picture of my figures, fixed as they are now, for thirty days",
      [desk_of](Call& call, PictureInputDto const& input) -> Result<PictureDto> {
        call.status = 201;
        return call.write_once<PictureDto>([&](db::Tx& tx) { return make_picture(tx, desk_of(call), input); });
      });
  router.del<Done>("/influence/pictures/{id}", for_members, "Takes a picture back, at once",
                   [desk_of](Call& call) -> Result<Done> {
                     auto const id = TRY(call.read_id(call.path("id")));
                     return call.db().write([&](db::Tx& tx) { return take_back(tx, desk_of(call), id); });
                   });
  router.get<ShownPictureDto>(
      "/influence/shown/{code}", for_members, "A picture of figures that somebody shows me",
      [desk_of](Call& call) -> Result<ShownPictureDto> {
        return call.db().read([&](db::Tx& tx) { return open_shown(tx, desk_of(call), call.path("code")); });
      });
}

}  // namespace essaim::influence
