#pragma once
// The letters people receive, in their words; each says why it came.

#include "features/people/door.hpp"
#include "features/people/words/words.hpp"
#include "platform/mail/letter.hpp"

namespace essaim::people {

struct Recipient {
  std::string language, name, address;  // an empty address: a letter to nobody, so that counts tell nothing
};

mail::Letter sign_in_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                            std::string const& address);
mail::Letter join_letter(Catalogue const& words, Voice const& voice, Recipient const& to, std::string const& address);
mail::Letter invitation_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                               std::string const& inviter, std::string const& message, std::string const& address);
mail::Letter reminder_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                             std::string const& address);
mail::Letter new_browser_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                                std::string const& browser, Instant at, std::string const& address);
mail::Letter password_changed_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant at,
                                     std::string const& address);
/// `what`: its kind, "second_factor_set", "second_factor_removed", "passkey_added" or "passkey_removed".
mail::Letter second_factor_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                                  std::string_view what, Instant at, std::string const& address);

/// Goes to the old address.
mail::Letter email_changed_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant at);

/// `by` opened the proof of a consent, and says why.
mail::Letter proof_opened_letter(Catalogue const& words, Voice const& voice, Recipient const& to, std::string const& by,
                                 std::string const& claim, Instant at, std::string const& address);

/// A file of what is held on somebody waits for them in the app, once, until then.
mail::Letter file_prepared_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant ends,
                                  std::string const& address);
/// Such a file went to data protection, sealed.
mail::Letter file_sealed_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant at,
                                std::string const& address);
/// The last one: `lines` say what there was.
mail::Letter erased_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                           std::vector<std::string> lines, Instant at);

/// Puts it in the outbox and wakes the postman after the commit.
void post(Door& door, db::Tx& tx, mail::Letter const& letter, int64_t person, Duration useful);

}  // namespace essaim::people
