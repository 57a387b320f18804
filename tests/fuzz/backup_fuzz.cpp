// A backup may have been written by anybody who knows the public key: whatever stands in it, the reader answers, counts
// what it heard, and hands on no row of another width than its table. The same bytes as a sealed file never open.
#include "platform/backup/contents.hpp"
#include "platform/backup/sealed_file.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace essaim;

class Heard final : public backup::ContentsReader {
 public:
  Result<Done> head(Json const&) override { return once(begun_); }
  Result<Done> begin_table(backup::Table const& table) override {
    width_ = table.columns.size();
    ++totals.tables;
    return open();
  }
  Result<Done> row(std::span<backup::Cell const> cells) override {
    if (cells.size() != width_ || !open_) std::abort();
    for (auto const& cell : cells) sum_ += cell.bytes.size() + size_t(cell.number);
    ++totals.rows;
    return Done{};
  }
  Result<Done> end_table() override { return close(); }
  Result<Done> begin_file(std::string const&) override {
    ++totals.files;
    return open();
  }
  Result<Done> file_bytes(std::string_view bytes) override {
    if (!open_) std::abort();
    totals.bytes += int64_t(bytes.size());
    return Done{};
  }
  Result<Done> end_file() override { return close(); }
  backup::Totals totals;

 private:
  Result<Done> once(bool& flag) {
    if (flag) std::abort();
    flag = true;
    return Done{};
  }
  Result<Done> open() {
    if (open_ || !begun_) std::abort();
    open_ = true;
    return Done{};
  }
  Result<Done> close() {
    if (!open_) std::abort();
    open_ = false;
    return Done{};
  }
  bool begun_ = false, open_ = false;
  size_t width_ = 0, sum_ = 0;
};

backup::ReadBytes reader_of(std::string_view bytes) {
  return [bytes, at = size_t(0)](char* to, size_t size) mutable -> int64_t {
    auto const n = std::min(size, bytes.size() - at);
    bytes.copy(to, n, at);
    at += n;
    return int64_t(n);
  };
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(uint8_t const* data, size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  Heard heard;
  bool given = false;
  auto const totals = backup::read_contents(
      [&]() -> Result<std::string_view> { return std::exchange(given, true) ? std::string_view() : bytes; }, heard);
  if (totals && !(*totals == heard.totals)) std::abort();
  static auto const key =
      backup::read_recovery_key("essaim-backup-secret-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  static auto const some = backup::make_recovery_key();
  if (key) std::abort();  // its check is wrong
  if (auto const file = backup::SealedReader::open(reader_of(bytes), some))
    while (true) {
      auto const piece = (*file)->next();
      if (!piece || piece->empty()) break;
    }
  (void)backup::read_recovery_key(bytes);
  (void)backup::read_public_key(bytes);
  return 0;
}
