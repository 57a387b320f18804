#pragma once
// News that must go up: a lower feature declares an event and tells it; app/compose.cpp subscribes upper features.
// Delivered at once, inside the teller's transaction: a subscriber only writes rows or enqueues a job.

#include "platform/db/db.hpp"

#include <functional>
#include <map>
#include <typeindex>
#include <vector>

namespace essaim::events {

class Bus {
 public:
  /// Before the server starts; not thread-safe.
  template <class Event>
  void on(std::function<void(db::Tx&, Event const&)> hear) {
    listeners_[typeid(Event)].push_back(
        [hear = std::move(hear)](db::Tx& tx, void const* event) { hear(tx, *static_cast<Event const*>(event)); });
  }
  template <class Event>
  void tell(db::Tx& tx, Event const& event) const {
    auto const found = listeners_.find(typeid(Event));
    if (found == listeners_.end()) return;
    for (auto const& hear : found->second) hear(tx, &event);
  }

 private:
  std::map<std::type_index, std::vector<std::function<void(db::Tx&, void const*)>>> listeners_;
};

}  // namespace essaim::events
