#pragma once
// Opens an organisation from a configuration: folder, keys, databases with their migrations, and what hangs on them.
// The server and every command use the same door.

#include "platform/access/organisation.hpp"
#include "platform/config/config.hpp"
#include "platform/crypto/key_ring.hpp"

#include <memory>
#include <optional>
#include <string>

namespace essaim {

/// The random id of the organisation that lives where this configuration says; nothing where none does yet, or where
/// its database does not answer. Makes nothing.
std::optional<std::string> identity_at(Config const& config);

class OpenOrganisation {
 public:
  /// Refuses with a code that says how to mend it ("app.data_folder", "app.database", "keys.readable_by_others", …).
  static Result<std::unique_ptr<OpenOrganisation>> open(Config config, Clock const& clock);
  ~OpenOrganisation();
  OpenOrganisation(OpenOrganisation const&) = delete;
  OpenOrganisation& operator=(OpenOrganisation const&) = delete;

  Organisation& operator*();
  Organisation* operator->() { return &**this; }
  Config const& config() const;
  jobs::Queue& jobs();

 private:
  struct Parts;
  explicit OpenOrganisation(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace essaim
