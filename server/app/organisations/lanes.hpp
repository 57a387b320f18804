#pragma once
// The redirect's lanes of several organisations behind one door: each link is looked for among those of its host alone.

#include "platform/http/fast_lane.hpp"

#include <string>
#include <utility>
#include <vector>

namespace essaim {

class LanesByHost final : public http::FastLane {
 public:
  struct Lane {
    std::vector<std::string> hosts;  // lower case
    http::FastLane* lane;
  };
  explicit LanesByHost(std::vector<Lane> lanes) : lanes_(std::move(lanes)) {}

  void attach(http::FastReplies* server) override;
  /// Asked for hosts of one of them only (ServerOptions::lane_hosts).
  std::optional<std::string_view> take(http::FastRequest const& request, http::FastToken reader) override;
  void turn_ended() override;
  void woken() override;
  int patience() const override;
  int rest() const override;

 private:
  http::FastLane& of(std::string_view host);

  std::vector<Lane> lanes_;
};

}  // namespace essaim
