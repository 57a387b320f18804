#include "features/privacy/accesses.hpp"

#include "features/privacy/privacy.hpp"

#include <algorithm>
#include <array>

namespace essaim::privacy {
namespace {

Access show(db::Tx& tx, Viewer const& reader, store::AccessLine const& line) {
  Access out{.id = line.id, .day = line.day, .role = line.role, .door = line.door, .cut = line.cut};
  out.about_me = line.subject != 0 && line.subject == reader.person;
  bool const verifies = reader.may(verify);
  if ((verifies || out.about_me) && line.viewer != 0) out.viewer = people::find_name(tx, people::PersonId{line.viewer});
  if ((verifies || out.about_me) && line.subject != 0)
    out.subject = people::find_name(tx, people::PersonId{line.subject});
  return out;
}

}  // namespace

Accesses list_accesses(db::Tx& tx, Viewer const& reader, int64_t before, int64_t limit) {
  auto rows = store::lines_before(tx, before, limit + 1);
  Accesses out;
  if (int64_t(rows.size()) > limit) {
    rows.pop_back();
    out.next = rows.back().id;
  }
  for (auto const& row : rows) out.items.push_back(show(tx, reader, row));
  return out;
}

std::string_view role_of_passage(std::span<std::string const> roles) {
  static constexpr std::array<std::string_view, 6> by_width{"administrator",   "lead",      "editor",
                                                            "data-protection", "executive", "recruiter"};
  for (auto const role : by_width)
    if (std::ranges::find(roles, role) != roles.end()) return role;
  return "";
}

int64_t note(db::Tx& tx, people::PersonId viewer, std::string_view door, std::string_view cut, people::PersonId subject,
             Instant now) {
  return store::append(tx, {.id = 0,
                            .day = utc_day(now),
                            .viewer = viewer.value,
                            .role = std::string(role_of_passage(people::roles_of(tx, viewer))),
                            .door = std::string(door),
                            .cut = std::string(cut),
                            .subject = subject.value});
}

void note_operator(db::Tx& tx, std::string_view door, people::PersonId subject, Instant now) {
  store::append(tx, {.id = 0,
                     .day = utc_day(now),
                     .viewer = 0,
                     .role = "operator",
                     .door = std::string(door),
                     .cut = {},
                     .subject = subject.value});
}

Proof open_proof(people::Door& door, db::Tx& tx, Viewer const& viewer, std::string_view email, std::string const& claim,
                 Instant now) {
  auto const person = people::find_by_email(tx, email);
  Proof out{note(tx, {viewer.person}, "proof", "", person.value_or(people::PersonId{}), now), {}};
  if (!person) return out;
  people::tell_of_opened_proof(door, tx, *person, {viewer.person}, claim);
  out.lines = people::consents_of(tx, *person, "charter");
  return out;
}

void note_access(Organisation& organisation, http::Request const& request, Viewer const& viewer,
                 http::Response const& response) {
  if (viewer.person == 0 || response.status < 200 || response.status >= 300) return;
  constexpr std::string_view prefix = "/api/v1";
  if (!request.path.starts_with(prefix)) return;
  auto const passage = find_passage(request.method, std::string_view(request.path).substr(prefix.size()));
  if (!passage) return;
  auto const subject = passage->person.empty() ? std::nullopt : organisation.ids.read(passage->person);
  auto const cut = cut_of(passage->door->cut, request, response, organisation.now());
  if (subject == viewer.person) return;  // one's own entry
  store::AccessLine const same{.id = 0,
                               .day = utc_day(organisation.now()),
                               .viewer = viewer.person,
                               .role = {},
                               .door = std::string(passage->door->name),
                               .cut = cut,
                               .subject = subject.value_or(0)};
  if (organisation.db->read([&](db::Tx& tx) { return store::find_line(tx, same).has_value(); })) return;
  organisation.db->write([&](db::Tx& tx) {
    note(tx, {viewer.person}, passage->door->name, cut, {subject.value_or(0)}, organisation.now());
  });
}

}  // namespace essaim::privacy
