#include "app/organisations/lanes.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <stdexcept>

namespace essaim {

http::FastLane& LanesByHost::of(std::string_view host) {
  for (auto const& each : lanes_)
    for (auto const& name : each.hosts)
      if (ascii_iequals(name, host)) return *each.lane;
  throw std::logic_error("a host without a lane");  // never another organisation's
}

void LanesByHost::attach(http::FastReplies* server) {
  for (auto const& each : lanes_) each.lane->attach(server);
}

std::optional<std::string_view> LanesByHost::take(http::FastRequest const& request, http::FastToken reader) {
  return of(request.host).take(request, reader);
}

void LanesByHost::turn_ended() {
  for (auto const& each : lanes_) each.lane->turn_ended();
}

void LanesByHost::woken() {
  for (auto const& each : lanes_) each.lane->woken();
}

int LanesByHost::patience() const {
  int least = -1;
  for (auto const& each : lanes_)
    if (int const one = each.lane->patience(); one >= 0) least = least < 0 ? one : std::min(least, one);
  return least;
}

int LanesByHost::rest() const {
  int most = 0;
  for (auto const& each : lanes_) most = std::max(most, each.lane->rest());
  return most;
}

}  // namespace essaim
