#pragma once
// The first half of a restore: a backup's tables and files into a new folder and empty stores. What is in the backup
// may have been written by anybody who knows the public key, so each table must be one that our migrations make, and
// each file one of the few that a data folder has.

#include "app/backup/picture_check.hpp"
#include "base/clock.hpp"
#include "platform/backup/store_copy.hpp"
#include "platform/config/config.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace essaim {

class Unpacking final : public backup::ContentsReader {
 public:
  Unpacking(Config const& config, std::filesystem::path folder, Instant now)
      : config_(config), folder_(std::move(folder)), now_(now) {}
  ~Unpacking() override;

  Result<Done> head(Json const& what) override;
  Result<Done> begin_table(backup::Table const& table) override;
  Result<Done> row(std::span<backup::Cell const> cells) override { return filler_->row(cells); }
  Result<Done> end_table() override { return filler_->end_table(); }
  Result<Done> begin_file(std::string const& path) override;
  Result<Done> file_bytes(std::string_view bytes) override;
  Result<Done> end_file() override;
  /// Once all was read and its end is authentic.
  Result<Done> commit();

  Json const& what() const { return head_; }
  int64_t damaged_pictures() const { return damaged_; }
  bool has_key() const { return has_key_; }

 private:
  Result<Done> check_stores(JsonArray const& stores) const;
  Result<Done> open_store(Json const& store);

  Config const& config_;
  std::filesystem::path folder_;
  Instant now_;
  Json head_;
  std::map<std::string, std::unique_ptr<backup::StoreFiller>> fillers_;
  backup::StoreFiller* filler_ = nullptr;
  int file_ = -1;
  PictureCheck check_{""};
  int64_t damaged_ = 0;
  bool has_key_ = false;
};

}  // namespace essaim
