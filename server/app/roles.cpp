#include "app/roles.hpp"

#include <algorithm>
#include <array>

namespace essaim {

std::span<Role const> roles() {
  static std::array<Role, 7> const matrix{
      Role{"member", {}},  // what members do needs their own act, not a grant: for_members
      Role{"editor", {"content.edit"}},
      Role{"lead",
           {"content.edit", "content.trust", "people.read", "people.invite", "charter.edit", "settings.read",
            "changes.read"}},
      // A role says who somebody is to the programme. Referrals and the executive's page are not there yet: until then
      // these two read what everybody reads.
      Role{"recruiter", {}},
      Role{"executive", {}},
      Role{"data-protection", {"changes.read", "privacy.verify"}},
      Role{"administrator",
           {"content.edit", "content.trust", "people.read", "people.invite", "people.edit", "people.roles",
            "people.invitation_link", "charter.edit", "settings.read", "settings.edit", "changes.read"}},
  };
  return matrix;
}

std::vector<std::string_view> permissions_of(std::span<std::string const> role_names) {
  std::vector<std::string_view> out;
  for (auto const& role : roles()) {
    if (std::find(role_names.begin(), role_names.end(), role.name) == role_names.end()) continue;
    for (auto permission : role.permissions)
      if (std::find(out.begin(), out.end(), permission) == out.end()) out.push_back(permission);
  }
  return out;
}

}  // namespace essaim
