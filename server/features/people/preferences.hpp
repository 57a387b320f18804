#pragma once
// What a person chose, and what a lead decided, as JSON in their rows.

#include "features/people/people.hpp"

namespace essaim::people {

Json write_preferences(Preferences const& preferences);
Preferences read_preferences(Json const& json, std::string_view language);
/// Refuses with a pointer what no one can mean: unknown wants, hours that are none, too many themes.
Result<Done> check_preferences(Preferences const& preferences);
void save_preferences(db::Tx& tx, PersonId id, Preferences const& preferences, Instant now);

/// One row for each value that differs from the one in force.
void save_settings(db::Tx& tx, Settings const& settings, PersonId author, Instant now);
Result<Done> check_settings(Settings const& settings);

}  // namespace essaim::people
