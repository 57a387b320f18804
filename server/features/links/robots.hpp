#pragma once
// Robots by their user agents: our own short list, crawler-user-agents (MIT), and words that only machines use of
// themselves. In-app browsers of networks are people's.

#include "features/links/rules.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::links {

class Robots {
 public:
  /// `more`: patterns of the operator's own (RE2 syntax); one that does not compile is passed over.
  explicit Robots(std::vector<std::string> const& more = {});
  ~Robots();
  Agent judge(std::string_view user_agent) const;

 private:
  struct Sets;
  std::unique_ptr<Sets> sets_;
};

}  // namespace essaim::links
