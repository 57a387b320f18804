#pragma once
// What a feature holds on a person. A test reads the schema and fails on a person_id column that no feature claims.

#include "base/json.hpp"
#include "platform/db/db.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace essaim {

struct PersonalData {
  std::string_view feature;
  std::vector<std::string_view> tables;  // those with a person column it answers for
  /// All it holds on that person, for the person's own eyes.
  std::function<Json(db::Tx&, int64_t person)> export_for;
  /// Erases, or replaces the person by `stand_in` (a random key) where closed figures must not move (promise 3).
  std::function<void(db::Tx&, int64_t person, int64_t stand_in)> erase;
};

}  // namespace essaim
