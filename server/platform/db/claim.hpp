#pragma once
// One server an organisation: what a data folder has by its file of links, a PostgreSQL schema has by a lock of a
// session.

#include "base/result.hpp"

#include <memory>
#include <string>

namespace essaim::db {

/// Held while it lives. A process that dies gives it back; a machine that vanishes does within a minute.
class Claim {
 public:
  Claim() = default;
  virtual ~Claim() = default;
  Claim(Claim const&) = delete;
  Claim& operator=(Claim const&) = delete;
};

/// "db.in_use" while another holds it. Null for an empty `url`. Throws Broken where the database does not answer.
Result<std::unique_ptr<Claim>> claim_postgres(std::string const& url);

}  // namespace essaim::db
