#pragma once
// The code of a link: 64 random bits and a 32-bit keyed check, as 17 letters and digits. Codes cannot be guessed, and a
// code we made is recognised even when its link is lost (promises.md 10 and 35).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace essaim::links {

struct Code {
  uint64_t value = 0;
  uint32_t check = 0;
  bool operator==(Code const&) const = default;
};

constexpr size_t code_length = 17;
std::string print_code(Code code);
/// One spelling a code: anything else is none.
std::optional<Code> read_code(std::string_view text);

class CodeCheck {
 public:
  /// `key`: 16 bytes.
  explicit CodeCheck(std::string_view key);
  uint32_t of(uint64_t value) const;
  bool is_genuine(Code code) const { return of(code.value) == code.check; }
  Code new_code() const;

 private:
  std::array<unsigned char, 16> key_{};
};

}  // namespace essaim::links
