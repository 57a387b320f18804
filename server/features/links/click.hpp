#pragma once
// A click on its way from the socket to the store. It carries no address.

#include "features/links/rules.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace essaim::links {

struct Click {
  std::array<char, 16> id{};       // random, made on arrival
  std::array<char, 16> visitor{};  // keyed hash under the day's salt
  int64_t link = 0;                // 0: a genuine code whose link is not known
  int64_t code = 0;                // of such a code
  int64_t at = 0;
  ClickClass reason = ClickClass::person;
  Device device = Device::unknown;
  bool proves = false;            // a person from the link's own network
  std::array<char, 2> country{};  // zeros: not known
  std::string_view network;       // of constant tables
  std::string host;
  int64_t holder = 0;

  bool is_orphan() const { return link == 0; }
  std::string_view country_text() const {
    return country[0] ? std::string_view(country.data(), 2) : std::string_view();
  }
};

}  // namespace essaim::links
