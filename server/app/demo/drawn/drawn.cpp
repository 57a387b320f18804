#include "app/demo/drawn/drawn.hpp"

#include "app/demo/demo.hpp"
#include "app/demo/drawn/company.hpp"
#include "app/demo/mark.hpp"
#include "platform/jobs/jobs.hpp"

#include <fmt/format.h>

#include <array>

namespace essaim::demo {
namespace {

constexpr int most_jobs = 200;

struct Named {
  std::string_view email, name, role;
};
// The logins of the other demo too; Tom, the editor, first: stories are his.
constexpr std::array known{Named{"tom.lacaze@helianne.example", "Tom Lacaze", "editor"},
                           Named{"ines.kerjean@helianne.example", "Inès Kerjean", ""},
                           Named{"mael.tanguy@helianne.example", "Maël Tanguy", "lead"},
                           Named{"fatou.diallo@helianne.example", "Fatou Diallo", "recruiter"},
                           Named{"gaelle.nicolas@helianne.example", "Gaëlle Nicolas", "executive"},
                           Named{"samira.haddad@helianne.example", "Samira Haddad", "data-protection"}};

std::string password_of(std::string_view email) {
  for (auto const& login : logins())
    if (login.email == email) return login.password;
  return "";
}

people::NewPerson person_of(std::string_view name, std::string_view email) {
  people::NewPerson person{.name = std::string(name), .email = std::string(email), .password = password_of(email)};
  person.group_path = "Direction";
  person.country = "FR";
  person.member = true;
  return person;
}

Result<Done> found(Company& company) {
  auto& organisation = company.world.organisation();
  constexpr std::string_view first = "claire.legoff@helianne.example";
  auto const claire =
      TRY(people::set_up(organisation, "Hélianne", "Les Éclaireurs", person_of("Claire Le Goff", first)));
  company.drawn = {.people = 1, .members = 1};
  for (auto const& who : known) {
    auto person = person_of(who.name, who.email);
    if (!who.role.empty()) person.roles = {std::string(who.role)};
    auto const id = TRY(people::add_person(organisation, person));
    company.members.push_back({.id = id.value, .joined = company.founded, .activity = 3, .network = "linkedin"});
    ++company.drawn.people, ++company.drawn.members;
    Json chosen = TRY(company.world.as_member(id.value, http::Method::get, "/me", Json()));
    auto const* preferences = chosen.find("preferences");
    if (!preferences) return fail(Fault::internal, "demo.refused", "/me has no preferences");
    auto set = *preferences;
    set.set("networks", JsonArray{Json("linkedin")}).set("onboarded", true);
    (void)TRY(company.world.as_member(id.value, http::Method::put, "/me/preferences", set));
  }
  auto settings = TRY(company.world.call(claire.value, {"administrator"}, http::Method::get, "/settings", Json()));
  settings.set("mail_domains", JsonArray{Json("helianne.example")})
      .set("own_hosts", JsonArray{Json("helianne.example")});
  (void)TRY(company.world.call(claire.value, {"administrator"}, http::Method::put, "/settings", settings));
  return Done{};
}

Result<Done> begin(Organisation& organisation, Instant now) {
  return organisation.db->write([&](db::Tx& tx) -> Result<Done> {
    if (find_mark(tx) == Mark::begun)
      return fail(Fault::conflict, "demo.broken_off",
                  "filling the demo was broken off: begin again with an empty --data folder");
    if (find_mark(tx) != Mark::none || !is_empty(tx))
      return fail(Fault::conflict, "demo.not_empty",
                  "somebody is in this organisation: the demo fills an empty one, choose another --data folder");
    begin_mark(tx, now);
    return Done{};
  });
}

}  // namespace

Result<Drawn> draw(Config config, Clock const& clock, Size const& size,
                   std::function<void(std::string_view)> const& say) {
  config.demo = true;
  Instant const start{week_start(utc_day(clock.now()) - 365 * size.years) * days(1).ms + hours(8).ms};
  auto const time = std::make_shared<ManualClock>(start);
  World world(clock, TRY(OpenOrganisation::open(std::move(config), *time)), time);
  CHECK_OK(begin(world.organisation(), world.now));
  CHECK_OK(compose(world.app));
  Company company(world, size);
  CHECK_OK(found(company));
  say("people");
  CHECK_OK(draw_people(company));
  say("stories");
  draw_stories(company);
  say("shares and clicks");
  draw_sharing(company);
  // As PostgreSQL does by itself a minute after so many rows have come.
  if (company.db().engine() == db::Engine::postgres) company.db().write([](db::Tx& tx) { tx.script("analyze"); });
  say("closed periods");
  world.clock->set(world.now);
  for (int done = 0; done < most_jobs && world.opened->jobs().run_one(); ++done) {}
  for (auto const& end : world.app.farewells) end();
  world.organisation().db->write([&](db::Tx& tx) { finish_mark(tx, world.now); });
  return company.drawn;
}

}  // namespace essaim::demo
