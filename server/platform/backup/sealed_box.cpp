#include "platform/backup/sealed_box.hpp"

#include "base/text.hpp"

#include <sodium.h>

#include <algorithm>
#include <bit>

namespace essaim::backup {
namespace {

constexpr size_t fingerprint_bytes = 8, length_bytes = 8, shortest = 1 << 20;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

std::string raw_fingerprint(PublicKey const& key) { return from_hex(fingerprint(key)).value_or(""); }

std::string padded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < length_bytes; ++i) out += char(uint64_t(text.size()) >> (8 * i) & 0xff);
  out += text;
  out.resize(std::max(shortest, std::bit_ceil(out.size())));
  return out;
}

Result<std::string> unpadded(std::string text) {
  uint64_t length = 0;
  for (size_t i = 0; i < length_bytes && i < text.size(); ++i) length |= uint64_t(uint8_t(text[i])) << (8 * i);
  if (text.size() < length_bytes || length > text.size() - length_bytes) return fail(Fault::invalid, "backup.damaged");
  return text.substr(length_bytes, length);
}

}  // namespace

std::string seal_to(PublicKey const& key, std::string_view text) {
  auto plain = padded(text);
  std::string box(plain.size() + crypto_box_SEALBYTES, '\0');
  crypto_box_seal(bytes_of(box), bytes_of(std::string_view(plain)), plain.size(), key.bytes.data());
  sodium_memzero(plain.data(), plain.size());
  return std::string(box_magic) + raw_fingerprint(key) + box;
}

Result<std::string> open_box(RecoveryKey const& key, std::string_view box) {
  constexpr size_t head = box_magic.size() + fingerprint_bytes;
  if (!box.starts_with(box_magic) || box.size() < head + crypto_box_SEALBYTES)
    return fail(Fault::invalid, "backup.not_one", "this is no file that was sealed for a person's request");
  if (box.substr(box_magic.size(), fingerprint_bytes) != raw_fingerprint(key.open))
    return fail(Fault::invalid, "backup.wrong_key",
                "it is sealed to the key " + hex(std::string(box.substr(box_magic.size(), fingerprint_bytes))));
  auto const inner = box.substr(head);
  std::string plain(inner.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(bytes_of(plain), bytes_of(inner), inner.size(), key.open.bytes.data(), key.secret.data()) !=
      0)
    return fail(Fault::invalid, "backup.damaged", "it was changed, or cut");
  return unpadded(std::move(plain));
}

}  // namespace essaim::backup
