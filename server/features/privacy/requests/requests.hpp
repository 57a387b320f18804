#pragma once
// What a person asked the organisation for, carried out by its operator without anything to read for the operator: a
// file that waits in the app for its person, or is sealed to data protection; an erasure (promises.md 17).

#include "features/privacy/privacy.hpp"
#include "features/privacy/requests/store.hpp"

namespace essaim::privacy {

inline constexpr std::string_view request_job = "privacy.person_request";

/// The file that waits for this person, if its time is not over.
std::optional<store::File> find_waiting(db::Tx& tx, int64_t person, Instant now);
/// Its text; the file and its key are gone when this answers.
Result<std::string> open_waiting(Organisation& organisation, int64_t person);
/// Files whose time is over, counted; requests of yesterday.
void forget_what_nobody_opened(db::Tx& tx, Instant now);

/// What an erasure does to a kind of data: "erased", "replaced" (it stays for the figures and names nobody), "kept" (as
/// proof, or for an office; without the name); empty for kinds that are about nobody.
std::string_view what_becomes_of(Organisation const& organisation, Kind const& kind);

}  // namespace essaim::privacy
