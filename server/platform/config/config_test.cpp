#include "platform/config/config.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace essaim {
namespace {

Result<Config> read(std::string_view text) { return read_config(*read_config_lines(text)); }

}  // namespace

TEST(Config, starts_without_a_word) {
  auto const config = read("");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->listen, "127.0.0.1:8080");
  EXPECT_EQ(config->public_url(), "http://127.0.0.1:8080");
  EXPECT_EQ(config->key_file(), "data/keys/token.key");
}

TEST(Config, an_unknown_key_refuses_to_start_and_names_the_nearest) {
  auto const config = read("base_ur=https://swarm.example.org");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, "config.unknown_key");
  EXPECT_NE(config.error().detail.find("did you mean \"base_url\""), std::string::npos) << config.error().detail;
  EXPECT_EQ(read("data_file=/etc/hostname").error().code, "config.unknown_key");  // only secrets have a file
}

TEST(Config, reads_lists_flags_quotes_and_comments) {
  auto const config = read(
      "# the swarm\nESSAIM_BASE_URL = \"https://swarm.example.org/\"\nhosts=A.example.org, b.example.org\n"
      "demo=yes\nworkers=3\n");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->base_url, "https://swarm.example.org");
  EXPECT_EQ(config->hosts, (std::vector<std::string>{"a.example.org", "b.example.org"}));
  EXPECT_TRUE(config->demo);
  EXPECT_EQ(config->workers, 3);
}

TEST(Config, a_bad_value_is_refused_with_its_key) {
  for (auto bad : {"workers=many", "workers=0", "demo=perhaps", "base_url=swarm.example.org", "smtp_url=mail:25",
                   "log_level=loud", "smtp_security=hope", "source_min_interval_s=0", "source_min_interval_s=3601",
                   "source_min_interval_s=1m", "fetches_per_minute=9", "fetches_per_minute=6001"}) {
    auto const config = read(bad);
    ASSERT_FALSE(config) << bad;
    EXPECT_EQ(config.error().code, "config.bad_value") << bad;
  }
  EXPECT_EQ(read_config_lines("no equals sign").error().code, "config.bad_line");
}

TEST(Config, a_secret_may_stand_in_a_file) {
  auto const path = (std::filesystem::temp_directory_path() / "essaim-config-secret").string();
  std::ofstream(path) << "s3cret \n";
  auto const config = read("smtp_password_file=" + path);
  ASSERT_TRUE(config);
  EXPECT_EQ(config->smtp_password, "s3cret");
  std::filesystem::remove(path);
  EXPECT_EQ(read("smtp_password_file=" + path).error().code, "config.file_unreadable");
}

TEST(Config, every_key_is_documented_once) {
  for (auto const& key : config_keys()) EXPECT_FALSE(key.meaning.empty()) << key.name;
  EXPECT_GE(config_keys().size(), 20u);
}

}  // namespace essaim
