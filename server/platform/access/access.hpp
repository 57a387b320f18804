#pragma once
// Who asks, and what they may do. Features declare their permissions as constants; app/roles.cpp holds the one matrix.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace essaim {

struct Permission {
  std::string_view name;
  constexpr bool operator==(Permission const&) const = default;
};
inline constexpr Permission open_to_all{"public"};  // no session needed
inline constexpr Permission signed_in{"person"};    // a session
inline constexpr Permission for_members{"member"};  // a session of somebody who accepted the charter

/// Whoever makes a request. `person` is 0 without a session.
struct Viewer {
  int64_t person = 0;
  int64_t session = 0;
  bool is_member = false;
  std::string language = "fr";
  std::vector<std::string_view> permissions;  // granted by roles, from the matrix

  bool may(Permission permission) const {
    if (permission == open_to_all) return true;
    if (permission == signed_in) return person != 0;
    if (permission == for_members) return is_member;
    return std::find(permissions.begin(), permissions.end(), permission.name) != permissions.end();
  }
};

}  // namespace essaim
