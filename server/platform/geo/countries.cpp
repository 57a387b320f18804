#include "platform/geo/countries.hpp"

#include <maxminddb.h>

namespace essaim::geo {

struct Countries::File {
  MMDB_s database{};
  ~File() { MMDB_close(&database); }
};

Countries::Countries(std::unique_ptr<File> file) : file_(std::move(file)) {}
Countries::~Countries() = default;

Result<std::unique_ptr<Countries>> Countries::open(std::string const& path) {
  MMDB_s database{};
  int const code = MMDB_open(path.c_str(), MMDB_MODE_MMAP, &database);
  if (code != MMDB_SUCCESS) return fail(Fault::unavailable, "geo.file_unreadable", path + ": " + MMDB_strerror(code));
  auto file = std::make_unique<File>();
  file->database = database;
  return std::unique_ptr<Countries>(new Countries(std::move(file)));
}

std::string_view Countries::find(std::string_view address) const {
  int resolved = 0, code = 0;
  auto const found = MMDB_lookup_string(&file_->database, std::string(address).c_str(), &resolved, &code);
  if (resolved != 0 || code != MMDB_SUCCESS || !found.found_entry) return {};
  auto entry = found.entry;
  MMDB_entry_data_s data{};
  if (MMDB_get_value(&entry, &data, "country", "iso_code", nullptr) != MMDB_SUCCESS) return {};
  if (!data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING || data.data_size != 2) return {};
  return {data.utf8_string, data.data_size};
}

}  // namespace essaim::geo
