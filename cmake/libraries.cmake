# Debian 12 packages; third-party I/O headers are included only in server/platform (see docs/developer.md).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS url)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(LibXml2 REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(XLSX REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(MAXMIND REQUIRED IMPORTED_TARGET libmaxminddb)
find_library(STEMMER stemmer REQUIRED)
find_library(MD4C_HTML md4c-html REQUIRED)

set(ESSAIM_LIBRARIES
  Threads::Threads Boost::url fmt::fmt spdlog::spdlog SQLite::SQLite3 PostgreSQL::PostgreSQL CURL::libcurl
  OpenSSL::SSL OpenSSL::Crypto ICU::uc ICU::i18n LibXml2::LibXml2 PkgConfig::SODIUM PkgConfig::RE2
  PkgConfig::QRENCODE PkgConfig::XLSX PkgConfig::MAXMIND ${STEMMER} ${MD4C_HTML})
pkg_check_modules(GD REQUIRED IMPORTED_TARGET gdlib)
set(PICTURES_LIBRARIES PkgConfig::GD)
