#pragma once
// Adding and removing organisations: a file is put into the registry or out of it, and the server reads it when it
// starts again.

#include "app/organisations/registry.hpp"

namespace essaim {

struct NewOrganisation {
  std::string address;           // "https://swarm.example.org"
  std::vector<ConfigPair> said;  // what differs from the process's configuration
  bool sqlite = false;           // though the process has PostgreSQL
};
/// With PostgreSQL and no `postgres` among what is said: makes a role and a schema with the process's connection.
/// Refuses what `configure_added` and `check_hosts` refuse; `organisation.kept` where a removed one of that name keeps
/// its data; `organisation.not_its_own` for a database that is another's too.
Result<Config> add_organisation(Config const& process, NewOrganisation const& wanted);
/// Takes one up again that was removed.
Result<Config> add_kept_organisation(Config const& process, std::string const& name);

struct Removal {
  Config config;
  bool was_served = false;  // in the registry still
};
/// The one of that name; those removed before too where their data is to go.
Result<Removal> find_removable(Config const& process, std::string const& name, bool erase);
/// Its data stay.
Result<Done> remove_organisation(Config const& process, Removal const& which);
/// Nothing of it is left here but its backups; answers what could not be taken away (a role, a schema). Refuses with
/// `organisation.in_use` while a server has it.
Result<std::string> erase_organisation(Config const& process, Removal const& which);

}  // namespace essaim
