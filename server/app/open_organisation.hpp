#pragma once
// Opens an organisation from a configuration: folder, keys, databases with their migrations, and what hangs on them.
// The server and every command use the same door.

#include "platform/access/organisation.hpp"
#include "platform/config/config.hpp"
#include "platform/crypto/key_ring.hpp"

#include <memory>

namespace essaim {

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
