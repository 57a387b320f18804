#pragma once
// What a person chose, and what a lead decided, as JSON in their rows.

#include "features/people/people.hpp"

#include <span>
#include <string_view>

namespace essaim::people {

Json write_preferences(Preferences const& preferences);
Preferences read_preferences(Json const& json, std::string_view language);
/// Refuses with a pointer what no one can mean: unknown wants, languages and networks, hours that are none, too many
/// themes. Languages of stories become their primary codes, each once.
Result<Done> check_preferences(Preferences& preferences, std::span<std::string_view const> networks);
/// For showing what was kept when other networks were known: the app sends all it was shown back.
void leave_out_unknown_networks(Preferences& preferences, std::span<std::string_view const> networks);
void save_preferences(db::Tx& tx, PersonId id, Preferences const& preferences, Instant now);

/// One row for each value that differs from the one in force.
void save_settings(db::Tx& tx, Settings const& settings, PersonId author, Instant now);
Result<Done> check_settings(Settings const& settings);

/// The directory's language where the app speaks it, else the organisation's: nothing that the person chose is in it.
std::string listed_language(db::Tx& tx, std::string const& listed);

}  // namespace essaim::people
