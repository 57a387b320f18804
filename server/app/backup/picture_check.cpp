#include "app/backup/picture_check.hpp"

#include "base/text.hpp"
#include "platform/blobs/blobs.hpp"

#include <sodium.h>

namespace essaim {

struct PictureCheck::Digest {
  crypto_hash_sha256_state state{};
};

PictureCheck::PictureCheck(std::string_view path) {
  constexpr std::string_view folder = "media/";
  if (!path.starts_with(folder) || !is_sha256(path.substr(folder.size()))) return;
  name_ = path.substr(folder.size());
  digest_ = std::make_shared<Digest>();
  crypto_hash_sha256_init(&digest_->state);
}

void PictureCheck::add(std::string_view bytes) {
  if (digest_)
    crypto_hash_sha256_update(&digest_->state, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
}

bool PictureCheck::is_whole() {
  if (!digest_) return true;
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&digest_->state, reinterpret_cast<unsigned char*>(out.data()));
  return hex(out) == name_;
}

}  // namespace essaim
