#pragma once
// Which organisations one process serves. The first is the configuration itself, in its data folder, as if there were
// no other. `essaim organisation add` puts further ones below it: DATA/organisations/ID.conf says what differs for that
// one, DATA/organisations/ID holds all of it. ID is random and never used again.

#include "platform/config/config.hpp"

#include <filesystem>
#include <vector>

namespace essaim {

/// What the operator calls it: the host of its address, "swarm.example.org".
std::string name_of(Config const& config);
std::string host_of(std::string_view url);
/// What may stand in the Host header, exactly: the names of its addresses and those of `hosts`. The second list has the
/// names of loopback that need no configuration, and give way to another organisation's.
std::vector<std::string> hosts_of(Config const& config);
std::vector<std::string> loopback_hosts_of(Config const& config);

std::filesystem::path organisations_folder(Config const& process);
std::filesystem::path organisation_file(Config const& process, std::string const& id);
/// Where the file of one lies that was removed, its data kept.
std::filesystem::path removed_file(Config const& process, std::string const& id);

/// The process's configuration as it is for that one: mail server, limits and hours stand as they are unless said
/// otherwise; what makes an organisation (addresses, database, keys, sender, intranet) is its own. Refuses keys of the
/// process (`organisation.key_of_the_process`) and one without an address.
Result<Config> configure_added(Config const& process, std::string const& id, std::vector<ConfigPair> const& pairs);

/// The added ones, by id; of those removed where `removed`.
Result<std::vector<Config>> added_organisations(Config const& process, bool removed = false);
/// Whether the data folder itself holds an organisation.
bool first_is_here(Config const& process);
/// All that this process serves, the first one first. Without any added one it is the first, there or not. Refuses
/// where two claim one host (`organisation.host_taken`).
Result<std::vector<Config>> served_organisations(Config const& process);

/// Refuses hosts that another one answers for already.
Result<Done> check_hosts(std::vector<Config> const& organisations);

}  // namespace essaim
