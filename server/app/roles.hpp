#pragma once
// The one matrix of who may do what. No role holds a permission to see one member's figures.

#include "platform/access/access.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace essaim {

struct Role {
  std::string_view name;
  std::vector<std::string_view> permissions;
};

/// member, then what an organisation grants (people::granted_roles), in that order.
std::span<Role const> roles();
/// Everything these roles may do, each name once.
std::vector<std::string_view> permissions_of(std::span<std::string const> role_names);

}  // namespace essaim
