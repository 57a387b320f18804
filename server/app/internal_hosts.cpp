#include "app/internal_hosts.hpp"

#include "features/people/people.hpp"
#include "platform/config/config.hpp"

#include <algorithm>

namespace essaim {
namespace {

constexpr std::string_view action = "fetcher.internal_hosts";
constexpr db::Sql last_detail{"app.last_internal_hosts",
                              "select detail from audit where action = $1 order by number desc limit 1"};

}  // namespace

std::string internal_hosts(Organisation const& organisation) {
  auto hosts = organisation.config->allowed_internal_hosts;
  std::sort(hosts.begin(), hosts.end());
  std::string line;
  for (auto const& host : hosts) line += (line.empty() ? "" : ", ") + host;
  return line;
}

void record_internal_hosts(Organisation& organisation) {
  auto const now_open = internal_hosts(organisation);
  organisation.db->write([&](db::Tx& tx) {
    if (tx.one<std::string>(last_detail, action).value_or("") == now_open) return;
    people::record(tx, {}, action, "configuration", now_open, organisation.now());
  });
}

}  // namespace essaim
