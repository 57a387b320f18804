#include "app/backup/backup.hpp"
#include "app/backup/picture_check.hpp"
#include "platform/backup/sealed_file.hpp"

namespace essaim {
namespace {

class Counting final : public backup::ContentsReader {
 public:
  explicit Counting(BackupContents& into) : into_(into) {}

  Result<Done> head(Json const& what) override {
    into_.head = what;
    return Done{};
  }
  Result<Done> begin_table(backup::Table const& table) override {
    into_.rows.emplace_back(table.name, 0);
    return Done{};
  }
  Result<Done> row(std::span<backup::Cell const>) override {
    ++into_.rows.back().second;
    return Done{};
  }
  Result<Done> end_table() override { return Done{}; }
  Result<Done> begin_file(std::string const& path) override {
    check_ = PictureCheck(path);
    if (check_.is_picture()) ++into_.pictures;
    return Done{};
  }
  Result<Done> file_bytes(std::string_view bytes) override {
    check_.add(bytes);
    return Done{};
  }
  Result<Done> end_file() override {
    if (!check_.is_whole()) ++into_.damaged_pictures;
    return Done{};
  }

 private:
  BackupContents& into_;
  PictureCheck check_{""};
};

}  // namespace

Result<BackupContents> verify_backup(std::string const& file, backup::RecoveryKey const& key) {
  auto const reader = TRY(backup::SealedReader::open(file, key));
  BackupContents contents;
  Counting counting(contents);
  contents.totals = TRY(backup::read_contents([&] { return reader->next(); }, counting));
  return contents;
}

}  // namespace essaim
