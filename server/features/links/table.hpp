#pragma once
// All links in memory, so that a dead database stops no redirect. The event loop alone reads them and needs no lock for
// it; others leave their news in a queue that the loop takes in when it meets a code it does not know, or a closing.

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace essaim::links {

/// Where links lead. Sharers of a story on a network share one.
struct Target {
  std::string destination;
  std::string answer;  // a whole response; its Date is written over once a second
  int64_t answer_second = 0;
};

struct Entry {
  uint32_t check = 0;
  bool pass_query = false;
  bool closed = false;
  uint16_t network = 0;  // into LinkTable::network_name
  Target* target = nullptr;
  int64_t link = 0;
  int64_t holder = 0;
  int64_t made_at = 0;
};

struct LinkNews {
  uint64_t code = 0;
  Entry entry;              // its target is found by destination
  std::string destination;  // empty: a link that is known already changes
  std::string network;
};

class LinkTable {
 public:
  // On the event loop, or before it runs.
  Entry const* find(uint64_t code);
  void add(LinkNews news);
  std::string_view network_name(uint16_t index) const { return networks_[index]; }
  size_t size() const { return entries_.size(); }
  void reserve(size_t links) { entries_.reserve(links + links / 8); }
  /// Takes in what others told. Cheap when there is nothing.
  void take_news();

  // From any thread.
  void tell(LinkNews news);
  void tell_closed(uint64_t code);
  void tell_holder(uint64_t code, int64_t holder);

 private:
  struct News {
    enum class What { made, closed, holder } what;
    LinkNews link;
  };
  uint16_t network_index(std::string const& name);

  std::unordered_map<uint64_t, Entry> entries_;
  std::deque<Target> targets_;  // never moves: entries point into it
  std::unordered_map<std::string_view, Target*> by_destination_;
  std::deque<std::string> networks_{""};
  std::mutex mutex_;
  std::vector<News> news_;
  std::atomic<bool> has_news_{false};
};

/// 302 with what every redirect of ours says.
std::string redirect_answer(std::string_view destination);
constexpr size_t date_offset = 26;  // of the date in an answer: behind "HTTP/1.1 302 Found\r\nDate: "

}  // namespace essaim::links
