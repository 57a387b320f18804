#pragma once
// What travels about the second factor of a sign-in.

#include "platform/http/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace essaim::people::dto {

struct SecondFactor {
  static constexpr std::string_view dto = "SecondFactor";
  bool is_set = false, required = false, app = false;
  int64_t passkeys = 0, recovery_codes_left = 0;
};
template <class V>
void describe(V& v, SecondFactor& s) {
  v("is_set", s.is_set);
  v("required", s.required);
  v("app", s.app);
  v("passkeys", s.passkeys);
  v("recovery_codes_left", s.recovery_codes_left);
}

struct FactorWish {
  static constexpr std::string_view dto = "FactorWish";
  std::optional<std::string> password;
};
template <class V>
void describe(V& v, FactorWish& f) {
  v("password", f.password, http::Limits{.min = 0, .max = 1024});
}
struct FactorProposal {
  static constexpr std::string_view dto = "FactorProposal";
  std::string secret, address, qr_path;
  int64_t qr_size = 0;
};
template <class V>
void describe(V& v, FactorProposal& f) {
  v("secret", f.secret);
  v("address", f.address);
  v("qr_path", f.qr_path);
  v("qr_size", f.qr_size);
}

struct FactorCode {
  static constexpr std::string_view dto = "FactorCode";
  std::string code;
};
template <class V>
void describe(V& v, FactorCode& f) {
  v("code", f.code, http::Limits{.min = 1, .max = 40});
}
struct RecoveryCodes {
  static constexpr std::string_view dto = "RecoveryCodes";
  std::vector<std::string> codes;
};
template <class V>
void describe(V& v, RecoveryCodes& r) {
  v("codes", r.codes);
}

}  // namespace essaim::people::dto
