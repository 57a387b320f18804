#pragma once
// All that one process serves: each organisation opened, composed and running by itself, and what stands before them
// all: the door that finds whose host is asked.

#include "app/backup/daily.hpp"
#include "app/compose.hpp"
#include "app/front.hpp"
#include "app/open_organisation.hpp"
#include "app/organisations/lanes.hpp"
#include "app/organisations/live.hpp"
#include "platform/db/claim.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace essaim {

class ServedOrganisations {
 public:
  /// Opens and composes each, in order. Where one does not open, none is served, and the refusal says which.
  static Result<std::unique_ptr<ServedOrganisations>> open(std::vector<Config> configs, Clock const& clock);
  ~ServedOrganisations();

  Front const& front() const { return *front_; }
  http::FastLane* lane();
  std::vector<std::string> hosts() const;
  size_t size() const { return all_.size(); }
  std::string address_of(size_t place) const;

  /// Their jobs, live updates and daily backups, once the server is there.
  Result<Done> start(http::EventHub& events, Clock const& clock);
  void greet(uint16_t port);
  /// After the last request.
  void stop();

 private:
  struct Served {
    std::unique_ptr<db::Claim> claim;
    std::unique_ptr<OpenOrganisation> organisation;
    std::unique_ptr<LiveUpdates> live;
    std::unique_ptr<App> app;
    std::unique_ptr<DailyBackup> daily;
  };
  ServedOrganisations() = default;
  static Result<Served> open_one(Config config, Clock const& clock);
  Result<Done> tell_apart();

  std::vector<Served> all_;
  std::optional<Front> front_;
  std::optional<LanesByHost> lanes_;
};

}  // namespace essaim
