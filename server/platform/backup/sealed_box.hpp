#pragma once
// A text that only the holder of a secret key reads (crypto_box_seal: X25519, XSalsa20-Poly1305). Its length says
// nothing of what is in it: short ones are all as long as each other, longer ones grow by doubling.
//
//   16  "essaim-person-1\n"
//    8  the key's fingerprint, so that a wrong key is called one
//       the box: the text's length in eight bytes, the text, zeros

#include "platform/backup/recovery_key.hpp"

#include <string>
#include <string_view>

namespace essaim::backup {

inline constexpr std::string_view box_magic = "essaim-person-1\n";

std::string seal_to(PublicKey const& key, std::string_view text);
/// `backup.not_one` (no such box), `backup.wrong_key`, `backup.damaged`.
Result<std::string> open_box(RecoveryKey const& key, std::string_view box);

}  // namespace essaim::backup
