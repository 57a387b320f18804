#include "app/demo/demo.hpp"

#include "app/demo/mark.hpp"
#include "app/demo/world.hpp"
#include "platform/jobs/jobs.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace essaim::demo {
namespace {

constexpr std::string_view password = "les-eclaireurs";
constexpr int64_t days_of_history = 140;
constexpr int most_jobs = 200;

// All that happens once at night has happened: counts in classes, the originality meter's index, the close of the
// weeks gone by.
void let_the_night_pass(World& world) {
  for (int done = 0; done < most_jobs && world.opened->jobs().run_one(); ++done) {}
}

Result<Done> fill_world(World& world) {
  CHECK_OK(compose(world.app));
  plan_company(world);
  plan_stories(world);
  plan_sources(world);
  plan_shares(world);
  plan_colleagues(world);
  CHECK_OK(world.live_through());
  world.clock->set(world.now);
  CHECK_OK(send_readers(world));
  let_the_night_pass(world);
  for (auto const& end : world.app.farewells) end();
  return Done{};
}

Result<bool> begin(Organisation& organisation, Instant now) {
  return organisation.db->write([&](db::Tx& tx) -> Result<bool> {
    auto const mark = find_mark(tx);
    if (mark == Mark::filled) return false;
    if (mark == Mark::begun)
      return fail(Fault::conflict, "demo.broken_off",
                  "filling the demo was broken off: begin again with an empty --data folder");
    if (!is_empty(tx))
      return fail(Fault::conflict, "demo.not_empty",
                  "somebody is in this organisation: the demo fills an empty one, choose another --data folder");
    begin_mark(tx, now);
    return true;
  });
}

}  // namespace

std::vector<people::Upward::DemoLogin> logins() {
  return {{"member", "ines.kerjean@helianne.example", std::string(password)},
          {"lead", "mael.tanguy@helianne.example", std::string(password)},
          {"editor", "tom.lacaze@helianne.example", std::string(password)},
          {"recruiter", "fatou.diallo@helianne.example", std::string(password)},
          {"executive", "gaelle.nicolas@helianne.example", std::string(password)},
          {"data-protection", "samira.haddad@helianne.example", std::string(password)},
          {"administrator", "claire.legoff@helianne.example", std::string(password)}};
}

Result<Filling> fill(Config config, Clock const& clock) {
  config.demo = true;
  auto const start = clock.now() - days(days_of_history);
  auto const time = std::make_shared<ManualClock>(start);
  World world(clock, TRY(OpenOrganisation::open(std::move(config), *time)), time);
  if (!TRY(begin(world.organisation(), world.now))) return Filling::was_there;
  CHECK_OK(fill_world(world));
  world.organisation().db->write([&](db::Tx& tx) { finish_mark(tx, world.now); });
  return Filling::done;
}

void print_logins() {
  fmt::print("This is the demo: a fictional company. Sign in as\n");
  for (auto const& login : logins()) fmt::print("  {:<16} {:<34} {}\n", login.role, login.email, login.password);
  std::fflush(stdout);
}

}  // namespace essaim::demo
