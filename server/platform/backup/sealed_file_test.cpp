#include "platform/backup/sealed_file.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>

namespace essaim::backup {
namespace {

struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / ("essaim-sealed-" + random_token(9))).string();
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (auto const& entry : std::filesystem::directory_iterator(path)) out.push_back(entry.path().filename().string());
    return out;
  }
};

std::string bytes_of(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<std::string> unsealed(std::string const& bytes, RecoveryKey const& key) {
  size_t at = 0;
  auto const reader = TRY(SealedReader::open(
      [&](char* to, size_t size) -> int64_t {
        // As a disk gives them: in parts of any length.
        auto const n = std::min({size, bytes.size() - at, size_t(random_below(70'000) + 1)});
        bytes.copy(to, n, at);
        at += n;
        return int64_t(n);
      },
      key));
  std::string text;
  for (;;) {
    auto const piece = TRY(reader->next());
    if (piece.empty()) return text;
    text += piece;
  }
}

std::string sealed(std::string const& text, PublicKey const& to) {
  Folder const folder;
  auto const writer = SealedWriter::create(folder.path + "/one", to);
  EXPECT_TRUE(writer);
  EXPECT_TRUE((*writer)->write(text));
  EXPECT_TRUE((*writer)->finish());
  return bytes_of(folder.path + "/one");
}

std::string code_of(Result<std::string> const& result) { return result ? "fine" : result.error().code; }

std::string text_of(size_t size) {
  std::string text(size, '\0');
  for (size_t i = 0; i < size; ++i) text[i] = char(i * 2654435761u >> 24);
  return text;
}

}  // namespace

TEST(SealedFile, what_was_sealed_is_read_again_whatever_its_length) {
  auto const key = make_recovery_key();
  for (size_t size : {0, 1, 65'535, 65'536, 65'537, 131'072, 200'001}) {
    auto const text = text_of(size);
    auto const bytes = sealed(text, key.open);
    EXPECT_EQ(unsealed(bytes, key).value_or("no"), text) << size;
    EXPECT_EQ(bytes.size(), 128 + size + 17 * (size / 65'536 + 1)) << "as the header says";
  }
}

TEST(SealedFile, promise_17_nothing_of_it_shows_without_the_key) {
  auto const key = make_recovery_key();
  auto const canary = std::string("the canary sings ") + random_token(12);
  auto const bytes = sealed(text_of(70'000) + canary + text_of(70'000), key.open);
  EXPECT_EQ(bytes.find(canary), std::string::npos);
  EXPECT_EQ(bytes.find("canary"), std::string::npos);
  EXPECT_EQ(code_of(unsealed(bytes, make_recovery_key())), "backup.wrong_key");
  // The right fingerprint over another key does not open it either.
  auto other = make_recovery_key();
  other.open = key.open;
  EXPECT_EQ(code_of(unsealed(bytes, other)), "backup.damaged");
}

TEST(SealedFile, promise_9_a_file_that_was_cut_off_is_refused_wherever_it_was_cut) {
  auto const key = make_recovery_key();
  auto const bytes = sealed(text_of(140'000), key.open);
  for (size_t kept : {size_t(0), size_t(5), size_t(16), size_t(100), size_t(127), size_t(128), size_t(140),
                      128 + size_t(65'553), 128 + size_t(65'554), 128 + 2 * size_t(65'553), bytes.size() - 1}) {
    auto const code = code_of(unsealed(bytes.substr(0, kept), key));
    EXPECT_EQ(code, kept == 0 ? "backup.not_one" : "backup.truncated") << kept;
  }
  EXPECT_FALSE(unsealed(bytes + "x", key)) << "nothing stands behind the end";
  EXPECT_FALSE(unsealed(bytes + bytes, key));
}

TEST(SealedFile, promise_9_a_flipped_byte_is_refused_wherever_it_is) {
  auto const key = make_recovery_key();
  auto const bytes = sealed(text_of(70'000), key.open);
  for (size_t at = 0; at < bytes.size(); at += at < 200 ? 1 : 1'009) {
    auto changed = bytes;
    changed[at] = char(changed[at] ^ 0x20);
    EXPECT_FALSE(unsealed(changed, key)) << at;
  }
}

TEST(SealedFile, pieces_that_change_places_are_refused) {
  auto const key = make_recovery_key();
  auto const bytes = sealed(text_of(3 * 65'536), key.open);
  auto const piece = [&](size_t n) { return bytes.substr(128 + n * 65'553, 65'553); };
  EXPECT_EQ(code_of(unsealed(bytes.substr(0, 128) + piece(1) + piece(0) + bytes.substr(128 + 2 * 65'553), key)),
            "backup.damaged");
  auto const twin = sealed(text_of(3 * 65'536), key.open);
  EXPECT_EQ(code_of(unsealed(twin.substr(0, 128) + bytes.substr(128), key)), "backup.damaged")
      << "the content of another file";
}

TEST(SealedFile, promise_9_a_name_appears_only_with_the_whole_file_behind_it) {
  Folder const folder;
  auto const key = make_recovery_key();
  auto const path = folder.path + "/one";
  {
    auto const writer = SealedWriter::create(path, key.open);
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->write(text_of(100'000)));
    EXPECT_EQ(folder.names(), std::vector<std::string>{".one.part"});
    EXPECT_EQ(SealedWriter::create(path, key.open).error().code, "backup.in_progress");
  }
  EXPECT_TRUE(folder.names().empty()) << "one that was given up leaves nothing";
  std::ofstream(folder.path + "/.one.part") << "left by one that was killed";
  {
    auto const writer = SealedWriter::create(path, key.open);
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->finish());
  }
  EXPECT_EQ(folder.names(), std::vector<std::string>{"one"});
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_EQ(unsealed(bytes_of(path), key).value_or("no"), "");
  EXPECT_EQ(SealedWriter::create(path, key.open).error().code, "backup.exists");
  EXPECT_TRUE(looks_sealed(path));
}

TEST(SealedFile, a_full_disk_is_said_and_leaves_nothing) {
  Folder const folder;
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  rlimit const small{200'000, before.rlim_max};
  std::signal(SIGXFSZ, SIG_IGN);
  auto const writer = SealedWriter::create(folder.path + "/one", make_recovery_key().open);
  ASSERT_TRUE(writer);
  ::setrlimit(RLIMIT_FSIZE, &small);
  auto const done = (*writer)->write(text_of(400'000));
  ::setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "backup.full");
}

TEST(RecoveryKey, it_is_written_and_read_and_a_typing_mistake_is_found) {
  auto const key = make_recovery_key();
  auto const text = to_text(key.open);
  EXPECT_EQ(read_public_key(" " + text + "\n").value(), key.open);
  auto const again = read_recovery_key(to_file(key));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->open, key.open);
  EXPECT_EQ(again->secret, key.secret);
  for (size_t at = 0; at < text.size(); ++at) {
    auto wrong = text;
    wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_public_key(wrong)) << at << ": a backup sealed to nobody";
  }
  EXPECT_FALSE(read_public_key(text.substr(0, text.size() - 1)));
  auto const file = to_file(key);
  auto const secret = file.substr(file.rfind("essaim-backup-secret-"));
  EXPECT_EQ(read_public_key(secret).error().code, "backup.key_is_secret");
  EXPECT_EQ(read_recovery_key(text).error().code, "backup.key_is_public");
  EXPECT_EQ(read_recovery_key("").error().code, "backup.key_malformed");
}

}  // namespace essaim::backup
