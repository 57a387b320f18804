#pragma once
// The parts of a drawn company, in the order in which they are drawn.

#include "app/demo/drawn/drawn.hpp"
#include "app/demo/drawn/rows.hpp"
#include "app/demo/drawn/shapes.hpp"
#include "app/demo/world.hpp"

#include <string>
#include <vector>

namespace essaim::demo {

/// Ids that follow from the moment and from how many were made before, so that the same seed gives the same ones.
class Ids {
 public:
  int64_t at(Instant when);

 private:
  int64_t made_ = 0;
};

struct Member {
  int64_t id = 0, group = 0, site = 0;
  Instant joined;
  double activity = 1;
  bool plain = false;  // shares addresses as they are
  std::string_view network;
};
struct Offer {
  int64_t id = 0;
  double quality = 1;
  Instant published;
  std::string address, title;
};

struct Company {
  Company(World& made, Size const& wanted)
      : world(made), size(wanted), founded(made.clock->now() + seconds(1)), dice(wanted.seed) {}

  World& world;
  Size const size;
  Instant const founded;  // behind those with logins, whose ids are random
  Dice dice;
  Ids ids;
  std::vector<int64_t> divisions, sites;
  std::vector<Member> members;
  std::vector<Offer> offers;  // the oldest first
  Drawn drawn;

  db::Db& db() { return *world.organisation().db; }
  int64_t first_day() const { return utc_day(founded); }
  int64_t today() const { return utc_day(world.now); }
  /// Of that local day.
  Instant at_minute(int64_t day, int minute) const { return world.zone.start_of(day) + minutes(minute); }
};

Result<Done> draw_people(Company& company);
void draw_stories(Company& company);
void draw_sharing(Company& company);

}  // namespace essaim::demo
