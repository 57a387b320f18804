#pragma once
// What a feature holds on a person. A test reads the schema, fails on a column of a person that no feature answers
// for, and tries what leaving does to each.

#include "base/json.hpp"
#include "platform/db/db.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace essaim {

enum class OnLeaving {
  erased,    // nothing of the person is left there
  replaced,  // by a random key, where closed figures must not move (promise 3)
  kept,      // and `why`
};

struct PersonColumn {
  std::string_view name;  // "session.person_id"
  OnLeaving then;
  std::string_view why{};
};

struct PersonalData {
  std::string_view feature;
  std::vector<PersonColumn> columns;  // those it answers for
  /// All it holds on that person, for the person's own eyes.
  std::function<Json(db::Tx&, int64_t person)> export_for;
  /// Does what the columns say; `stand_in` is the random key.
  std::function<void(db::Tx&, int64_t person, int64_t stand_in)> erase;
};

}  // namespace essaim
