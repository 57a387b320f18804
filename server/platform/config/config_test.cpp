#include "platform/config/config.hpp"

#include <fmt/format.h>
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

TEST(Config, an_unknown_key_says_what_was_typed_and_where) {
  auto const said = [](std::string_view text) { return read_config(*read_config_lines(text, "essaim.conf")).error(); };
  EXPECT_EQ(said("# a\nESSAIM_Foo=1\n").detail,
            "ESSAIM_Foo in essaim.conf line 2 is no key of Essaim: `essaim config` lists them all");
  EXPECT_EQ(said("geoip=/x\n").detail, "geoip in essaim.conf line 1 is no key of Essaim; did you mean \"geoip_file\"?");
  EXPECT_EQ(said("lisen=x\n").detail, "lisen in essaim.conf line 1 is no key of Essaim; did you mean \"listen\"?");
  EXPECT_EQ(said("workers=many\n").detail, "workers in essaim.conf line 1: a number from 1 to 256");
  for (auto const* far : {"a=1", "dat=1", "wrk=1", "colour=red"})
    EXPECT_EQ(said(far).detail.find("did you mean") != std::string::npos, std::string_view(far) == "dat=1") << far;
  ::setenv("ESSAIM_FOO", "1", 1);
  auto const refused = load_config("", {});
  ::unsetenv("ESSAIM_FOO");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail,
            "ESSAIM_FOO in the environment is no key of Essaim: `essaim config` lists them all");
  auto const option = ConfigPair{"listen_to", "x", "--listen-to"};
  EXPECT_TRUE(read_config(std::span(&option, 1)).error().detail.starts_with("--listen-to is no key"));
}

TEST(Config, a_value_in_force_is_shown_as_it_would_be_written) {
  auto const config = read("hosts=b.example,a.example\ndemo=on\nworkers=3\ndata=/x");
  ASSERT_TRUE(config);
  EXPECT_EQ(config_value(*config, "hosts"), "b.example,a.example");
  EXPECT_EQ(config_value(*config, "demo"), "yes");
  EXPECT_EQ(config_value(*config, "workers"), "3");
  EXPECT_EQ(config_value(*config, "data"), "/x");
  EXPECT_EQ(config_value(Config{}, "metrics_listen"), "127.0.0.1:9464");
  for (auto const& key : config_keys()) {  // what is shown can be read again
    auto const pair = ConfigPair{std::string(key.name), config_value(*config, key.name), {}};
    EXPECT_TRUE(read_config(std::span(&pair, 1))) << key.name;
  }
}

// The operator's page is where one looks first; a key that is missing there is missing.
TEST(Config, every_key_stands_on_the_operators_page) {
  std::ifstream in(std::filesystem::path(ESSAIM_SOURCE_DIR) / "docs" / "operator.md");
  std::string const page{std::istreambuf_iterator<char>(in), {}};
  ASSERT_FALSE(page.empty());
  for (auto const& key : config_keys()) {
    EXPECT_NE(page.find(fmt::format("| `{}`{} | {} | {} |", key.name, key.secret ? " (or `_file`)" : "", key.meaning,
                                    config_value(Config{}, key.name))),
              std::string::npos)
        << key.name << ": the table of docs/operator.md is what `essaim config --markdown` prints";
  }
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
