#pragma once
// The register of consents (promises.md 16): closed month by month, read by everybody.

#include "features/privacy/rules.hpp"
#include "platform/access/organisation.hpp"
#include "platform/i18n/catalogue.hpp"

namespace essaim::privacy {

/// What one can agree to here. Each is a line of the register from the first month on, also while it is hidden.
inline constexpr std::string_view purposes[]{"charter"};

/// Closes the months that are due, the oldest first, each in a transaction of its own.
void close_months(Organisation& organisation);

struct RegisterMonth {
  int64_t month = 0;
  std::vector<RegisterLine> lines;
  Stand total;
};
/// The newest first.
std::vector<RegisterMonth> read_register(db::Tx& tx);
/// Which month is written next, and when.
int64_t open_month(db::Tx& tx, Instant now);

/// A row a month and purpose. There is no column of persons.
std::string write_register(std::vector<RegisterMonth> const& months, std::string_view language,
                           Catalogue const& catalogue);

}  // namespace essaim::privacy
