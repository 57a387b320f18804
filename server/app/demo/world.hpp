#pragma once
// The organisation while it is filled: its features, a clock that is set to past moments, and calls of its own routes
// in a person's name. What a person could not do by hand is not done here, but for the clicks of days gone by.

#include "app/compose.hpp"
#include "app/open_organisation.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/zone.hpp"
#include "platform/http/message.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::demo {

/// Draws that are the same for the same seed on every machine (SplitMix64, Steele et al. 2014).
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  uint64_t next();
  double fraction();  // 0 included, 1 excluded
  size_t below(size_t bound) { return size_t(next() % bound); }
  bool happens(double chance) { return fraction() < chance; }
  double exponential(double mean);

 private:
  uint64_t state_;
};

struct Person {
  std::string name;
  int64_t id = 0;
  Instant joined;
  double activity = 1;
  std::vector<std::string> networks;
};

/// What a share left behind: who reads it is decided at the end.
struct MadeShare {
  double quality = 1;
  int readers = -1;     // as many as said; below 0: as its story brings
  std::string outcome;  // what its author says: done, not_this_time, or nothing
  std::string network, link;
  Instant at;
};

struct World {
  World(Clock const& real, std::unique_ptr<OpenOrganisation> opened, std::shared_ptr<ManualClock> time);

  /// What a route answers to that person; anything but success stops the filling.
  Result<Json> call(int64_t who, std::vector<std::string> const& roles, http::Method method, std::string const& path,
                    Json const& body);
  Result<Json> as_member(int64_t who, http::Method method, std::string const& path, Json const& body) {
    return call(who, {}, method, path, body);
  }
  /// A moment of the local day so many days ago.
  Instant at(int64_t days_ago, int hour, int minute = 0) const;
  Organisation& organisation() { return **opened; }
  /// To be done at that moment; all of it happens in the order of its moments, as it would have.
  void plan(Instant when, std::function<Result<Done>()> what) { planned.push_back({when, std::move(what)}); }
  Result<Done> live_through();

  Instant const now;
  Zone const zone{"Europe/Paris"};
  std::shared_ptr<ManualClock> clock;  // outlives the organisation that reads it
  std::unique_ptr<OpenOrganisation> opened;
  App app;
  struct Event {
    Instant when;
    std::function<Result<Done>()> what;
  };
  std::vector<Event> planned;
  Dice dice{20'251'124};
  std::vector<Person> members;  // those who joined, Inès, Maël, Tom and Claire first
  std::vector<MadeShare> made;
  std::map<std::string, std::string> themes;                // key, word
  std::map<std::string, std::string, std::less<>> stories;  // key, word
};

void plan_company(World& world);
void plan_stories(World& world);
/// After the stories, whose themes they bear: what editors watch, and what it brought.
void plan_sources(World& world);
/// After company and stories: it reads who joined when, and what was out by then.
void plan_shares(World& world);
/// Those who joined first, met only in figures; and the directory's count of each night.
void plan_colleagues(World& world);
/// At the end: what readers did with every link that was made.
Result<Done> send_readers(World& world);

}  // namespace essaim::demo
