#pragma once
// A file that only the recovery key opens: a key of its own, sealed to the public half (crypto_box_seal: X25519,
// XSalsa20-Poly1305), then the content as a stream of pieces (crypto_secretstream: XChaCha20-Poly1305), whose end is
// authenticated, so that a file that was cut off is told from a whole one (docs/decisions/0017-backups.md).
//
//   16  "essaim-backup-1\n"
//    8  the recovery key's fingerprint, so that a wrong key is called one
//   80  the file's key, sealed
//   24  the stream's header
//       pieces of 65,536 bytes and 17 of theirs; the last one is shorter and says that it is the last

#include "platform/backup/recovery_key.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace essaim::backup {

inline constexpr std::string_view file_magic = "essaim-backup-1\n";

/// Writes beside `path`, in ".NAME.part"; the name appears when the file is whole and on disk. Killed, it leaves a part
/// that the next one of that name writes over.
class SealedWriter {
 public:
  /// `backup.exists` where something bears the name, `backup.in_progress` while another writes it.
  static Result<std::unique_ptr<SealedWriter>> create(std::string const& path, PublicKey const& to);
  ~SealedWriter();
  SealedWriter(SealedWriter const&) = delete;
  SealedWriter& operator=(SealedWriter const&) = delete;

  /// `backup.full` when the disk is.
  Result<Done> write(std::string_view bytes);
  /// Seals the end, syncs, and gives the file its name. Answers its size.
  Result<int64_t> finish();

 private:
  struct Parts;
  explicit SealedWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Reads up to `size` bytes; 0 at the end, negative when that cannot be done.
using ReadBytes = std::function<int64_t(char* to, size_t size)>;

class SealedReader {
 public:
  /// `backup.not_one` (no backup at all), `backup.wrong_key`, `backup.damaged`, `backup.truncated`.
  static Result<std::unique_ptr<SealedReader>> open(std::string const& path, RecoveryKey const& key);
  static Result<std::unique_ptr<SealedReader>> open(ReadBytes source, RecoveryKey const& key);
  ~SealedReader();
  SealedReader(SealedReader const&) = delete;
  SealedReader& operator=(SealedReader const&) = delete;

  /// The next piece, valid until the next call; empty after the authenticated end, never before it.
  Result<std::string_view> next();

 private:
  struct Parts;
  explicit SealedReader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Whether the file begins as ours do: for rotation, which deletes nothing else.
bool looks_sealed(std::string const& path);

}  // namespace essaim::backup
