#include "features/influence/pictures/pictures.hpp"

#include "base/random.hpp"

#include <algorithm>

namespace essaim::influence {
namespace {

constexpr std::string_view told_as = "influence_shown";

// No name: the picture itself says whose it is, for as long as it is shown.
JsonObject told_values(std::string const& code) { return {{"address", "/shown/" + code}}; }

// Also the notice of it, seen or not: what is taken back is as if it had not been.
void forget(db::Tx& tx, store::PictureRow const& picture) {
  store::delete_picture(tx, picture.id);
  people::untell(tx, told_as, told_values(picture.code));
}

PictureContentDto read_content(std::string const& kept) {
  std::vector<http::FieldError> errors;
  return http::read_dto<PictureContentDto>(parse_json(kept).value_or(Json()), errors);
}

PictureDto show(db::Tx& tx, store::PictureRow const& picture, IdCipher const& ids) {
  PictureDto out{ids.show(picture.id), picture.code, to_rfc3339({picture.made_at}), to_rfc3339({picture.ends_at}),
                 picture.shown_to,     {},           read_content(picture.content)};
  for (auto const id : store::viewers_of(tx, picture.id))
    if (auto const colleague = people::find_colleague(tx, {id}))
      out.people.push_back({ids.show(colleague->id), colleague->name,
                            colleague->group_name.empty() ? std::nullopt : std::optional(colleague->group_name)});
  std::ranges::sort(out.people, {}, &ColleagueDto::name);
  return out;
}

// Whether somebody is a member decides nothing here (promises.md 4): the directory and roles do.
Result<std::vector<people::PersonId>> read_people(db::Tx& tx, Desk const& desk, PictureInputDto const& input) {
  std::vector<people::PersonId> out;
  if (input.shown_to == "members") {
    if (!input.person_ids.empty()) return fail_at("/person_ids", "influence.shown_to_all_members");
    return out;
  }
  if (input.person_ids.empty()) return fail_at("/person_ids", "input.required");
  for (size_t i = 0; i < input.person_ids.size(); ++i) {
    auto const id = desk.organisation.ids.read_as<struct people::PersonTag>(input.person_ids[i]);
    if (!id || id->value == desk.viewer.person || !people::find_colleague(tx, *id) ||
        people::stands_over_others(tx, *id))
      return fail_at("/person_ids/" + std::to_string(i), "influence.cannot_be_picked");
    if (std::ranges::find(out, *id) == out.end()) out.push_back(*id);
  }
  return out;
}

void leave_out(PictureContentDto& content, std::vector<std::string> const& parts) {
  auto const chosen = [&](std::string_view part) { return std::ranges::find(parts, part) != parts.end(); };
  if (!chosen("clicks")) content.clicks.reset();
  if (!chosen("shares")) content.shares.reset();
  if (!chosen("themes")) content.themes.reset();
  // How sure clicks are belongs to clicks.
  if (!chosen("clicks") && !chosen("themes")) content.incomplete_hours = 0;
}

}  // namespace

Result<PictureContentDto> preview(db::Tx& tx, Desk const& desk, std::string_view period) {
  auto const influence = TRY(gather(tx, desk, period));
  PictureContentDto out;
  out.period = influence.period.name;
  out.from = to_iso_date(influence.period.from_day);
  out.to = to_iso_date(influence.period.to_day);
  out.clicks = influence.clicks.value;
  out.shares = SharesDto{influence.shares.opened.value, influence.shares.declared.value, influence.shares.proved.value};
  out.themes.emplace();
  for (auto const& theme : influence.themes)
    out.themes->push_back({theme.name_fr, theme.name_en, theme.share_percent, theme.click_percent});
  out.incomplete_hours = influence.incomplete_hours;
  return out;
}

Result<PictureDto> make_picture(db::Tx& tx, Desk const& desk, PictureInputDto const& input) {
  auto const now = desk.organisation.now();
  auto const people = TRY(read_people(tx, desk, input));
  if (store::pictures_of(tx, desk.viewer.person, now).size() >= picture_rules.at_once)
    return fail(Fault::conflict, "influence.too_many_pictures");
  auto content = TRY(preview(tx, desk, input.period));
  leave_out(content, input.parts);
  store::PictureRow const picture{new_id_value(now),
                                  desk.viewer.person,
                                  random_token(),
                                  input.shown_to,
                                  now.ms,
                                  (now + picture_rules.life).ms,
                                  print_json(http::write_dto(content))};
  store::insert_picture(tx, picture);
  for (auto const& person : people) {
    bool const opens = people::is_member(tx, person);
    store::insert_viewer(tx, picture.id, person.value, opens);
    if (opens) people::tell(tx, person, told_as, told_values(picture.code), now);
  }
  return show(tx, picture, desk.organisation.ids);
}

std::vector<PictureDto> my_pictures(db::Tx& tx, Desk const& desk) {
  std::vector<PictureDto> out;
  for (auto const& picture : store::pictures_of(tx, desk.viewer.person, desk.organisation.now()))
    out.push_back(show(tx, picture, desk.organisation.ids));
  return out;
}

Result<Done> take_back(db::Tx& tx, Desk const& desk, int64_t picture) {
  auto const found = store::find_own(tx, picture, desk.viewer.person);
  if (!found) return fail(Fault::missing, "request.not_found");
  forget(tx, *found);
  return Done{};
}

Result<ShownPictureDto> open_shown(db::Tx& tx, Desk const& desk, std::string_view code) {
  auto const found = store::find_shown(tx, code, desk.viewer.person, desk.organisation.now());
  bool const own = found && found->person == desk.viewer.person;
  if (!found || (!own && people::stands_over_others(tx, {desk.viewer.person})))
    return fail(Fault::missing, "request.not_found");
  return ShownPictureDto{people::find_name(tx, {found->person}), to_rfc3339({found->made_at}),
                         to_rfc3339({found->ends_at}), read_content(found->content)};
}

void forget_ended(db::Tx& tx, Instant now) {
  for (auto const& picture : store::ended(tx, now)) forget(tx, picture);
}

void forget_person(db::Tx& tx, int64_t person, Instant until_ever) {
  for (auto const& picture : store::pictures_of(tx, person, until_ever)) forget(tx, picture);
  store::close_to(tx, person);
}

}  // namespace essaim::influence
