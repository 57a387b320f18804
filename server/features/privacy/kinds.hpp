#pragma once
// What is stored about persons, in kinds that a reader understands: every column that a feature answers for stands in
// exactly one of them (a test holds it), and each has its words: what it is, what it is for, how long it stays.

#include "platform/access/organisation.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace essaim::privacy {

struct Kind {
  std::string_view name;   // its words: trust.kind.<name> and trust.kind.<name>.for
  std::string_view keeps;  // how long: trust.keeps.<keeps>
  int64_t days = 0;        // where that is a number of days
  std::vector<std::string_view> columns{};
  /// Where the lists of it stand in what a person can download ("sharing", "shares"): what is counted there is mine.
  struct Listed {
    std::string_view feature, list;
  };
  std::vector<Listed> lists{};
};
std::span<Kind const> kinds();

/// How many things of that kind somebody can download as their own; nothing where they are no list.
std::vector<std::optional<int64_t>> count_own(Organisation& organisation, db::Tx& tx, int64_t person);

}  // namespace essaim::privacy
