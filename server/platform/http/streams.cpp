#include "platform/http/streams.hpp"

#include "base/json.hpp"

#include <algorithm>

namespace essaim::http {

bool Streams::may_open(std::vector<std::string> const& topics) const {
  return std::none_of(topics.begin(), topics.end(), [&](std::string const& topic) {
    auto const found = listeners_.find(topic);
    return topic.find('/') != std::string::npos && found != listeners_.end() &&
           found->second.size() >= max_streams_per_person;
  });
}

void Streams::open(uint32_t slot, std::vector<std::string> const& topics) {
  for (auto const& topic : topics) listeners_[topic].push_back(slot);
  open_[slot] = {topics, {}};
}

namespace {

// "ID\nshares/42": the organisation's part with its line end, and what follows it.
std::string_view realm_of(std::string_view topic) { return topic.substr(0, topic.find('\n') + 1); }
std::string_view name_of(std::string_view topic) {
  topic.remove_prefix(realm_of(topic).size());
  return topic.substr(0, topic.find('/'));
}

}  // namespace

void Streams::close(uint32_t slot) {
  auto const found = open_.find(slot);
  if (found == open_.end()) return;
  for (auto const& topic : found->second.topics) {
    auto& slots = listeners_[topic];
    std::erase(slots, slot);
    if (slots.empty()) listeners_.erase(topic);
  }
  open_.erase(found);
}

std::vector<uint32_t> Streams::of(std::string_view person) const {
  std::vector<uint32_t> slots;
  auto const realm = realm_of(person);
  auto const whom = person.substr(realm.size());
  for (auto const& [topic, listening] : listeners_)
    if (auto const slash = topic.find('/');
        slash != std::string::npos && topic.substr(slash + 1) == whom && realm_of(topic) == realm)
      slots.insert(slots.end(), listening.begin(), listening.end());
  return slots;
}

std::vector<uint32_t> Streams::note(std::string_view topic, uint64_t version) {
  auto const found = listeners_.find(std::string(topic));
  if (found == listeners_.end()) return {};
  for (auto const slot : found->second) open_[slot].news[std::string(topic)] = version;
  return found->second;
}

std::string Streams::take_news(uint32_t slot) {
  std::string text;
  auto const found = open_.find(slot);
  if (found == open_.end()) return text;
  for (auto const& [topic, version] : found->second.news) {
    JsonObject news{{"topic", name_of(topic)}, {"version", int64_t(version)}};
    text += "event: changed\ndata: " + print_json(Json(std::move(news))) + "\n\n";
  }
  found->second.news.clear();
  return text;
}

}  // namespace essaim::http
