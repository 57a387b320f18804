#pragma once
// Which connections listen to which topic, and what each has not been told yet. On the event loop only.

#include "platform/http/fast_lane.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace essaim::http {

constexpr size_t max_streams_per_person = 4;

class Streams {
 public:
  /// False when a person of these topics has four already.
  bool may_open(std::vector<std::string> const& topics) const;
  void open(uint32_t slot, std::vector<std::string> const& topics);
  void close(uint32_t slot);
  /// The streams of one person: what follows the slash of their topics, with its organisation ("ID\n42").
  std::vector<uint32_t> of(std::string_view person) const;

  /// Notes the version for all who listen, and answers their slots.
  std::vector<uint32_t> note(std::string_view topic, uint64_t version);
  /// The events that a stream has not been told: only the newest of a topic, however slow its reader is.
  std::string take_news(uint32_t slot);
  size_t size() const { return open_.size(); }

 private:
  struct Open {
    std::vector<std::string> topics;
    std::map<std::string, uint64_t> news;
  };
  std::unordered_map<uint32_t, Open> open_;
  std::unordered_map<std::string, std::vector<uint32_t>> listeners_;
};

}  // namespace essaim::http
