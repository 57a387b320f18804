#include "platform/http/address_rules.hpp"

#include <gtest/gtest.h>

namespace essaim::http {
namespace {

bool global(std::string_view text) {
  auto const address = read_address(text);
  EXPECT_TRUE(address) << text;
  return address && is_global(*address);
}

TEST(AddressRules, every_special_range_is_refused_at_both_ends) {
  for (std::string_view address :
       {"0.0.0.0",        "0.255.255.255",   "10.0.0.0",        "10.255.255.255",  "100.64.0.0",      "100.127.255.255",
        "127.0.0.1",      "127.255.255.255", "169.254.0.0",     "169.254.169.254", "169.254.255.255", "172.16.0.0",
        "172.31.255.255", "192.0.0.0",       "192.0.0.255",     "192.0.2.0",       "192.0.2.255",     "192.88.99.0",
        "192.88.99.255",  "192.168.0.0",     "192.168.255.255", "198.18.0.0",      "198.19.255.255",  "198.51.100.0",
        "198.51.100.255", "203.0.113.0",     "203.0.113.255",   "224.0.0.0",       "239.255.255.255", "240.0.0.0",
        "255.255.255.255"})
    EXPECT_FALSE(global(address)) << address;
  for (std::string_view address : {"::",
                                   "::1",
                                   "::7f00:1",
                                   "100::",
                                   "100::ffff:ffff:ffff:ffff",
                                   "2001::1",
                                   "2001:0:ffff::",
                                   "2001:db8::",
                                   "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                                   "fc00::",
                                   "fd00:ec2::254",
                                   "fdff::1",
                                   "fe80::1",
                                   "febf::1",
                                   "fec0::1",
                                   "feff::1",
                                   "ff00::",
                                   "ff02::1",
                                   "ffff::",
                                   "64:ff9b:1::1",
                                   "3fff::1",
                                   "4000::1",
                                   "1::1"})
    EXPECT_FALSE(global(address)) << address;
}

TEST(AddressRules, the_public_internet_is_global) {
  for (std::string_view address :
       {"1.1.1.1",         "9.255.255.255",   "11.0.0.0",        "100.63.255.255",       "100.128.0.0",
        "126.255.255.255", "128.0.0.1",       "169.253.255.255", "169.255.0.0",          "172.15.255.255",
        "172.32.0.0",      "192.0.1.0",       "192.167.255.255", "192.169.0.0",          "198.17.255.255",
        "198.20.0.0",      "223.255.255.255", "2606:4700::1111", "2a00:1450:4007::200e", "2001:4860::8888"})
    EXPECT_TRUE(global(address)) << address;
}

TEST(AddressRules, an_address_inside_an_address_is_judged) {
  for (std::string_view address : {"::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
                                   "64:ff9b::192.168.1.1", "2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe::"})
    EXPECT_FALSE(global(address)) << address;
  for (std::string_view address : {"::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::"})
    EXPECT_TRUE(global(address)) << address;
}

TEST(AddressRules, only_canonical_spellings_are_addresses) {
  for (std::string_view text : {"127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "1.2.3.4.5", "1.2.3", "",
                                "fe80::1%eth0", "[::1]", "1.2.3.4 ", "a.b.c.d"})
    EXPECT_FALSE(read_address(text)) << text;
}

TEST(AddressRules, internal_names) {
  for (std::string_view name : {"localhost", "intranet", "LOCALHOST", "a.localhost", "printer.local", "db.internal",
                                "metadata.google.internal", "nas.home.arpa", "localhost.", "x.localhost.", "box.lan"})
    EXPECT_TRUE(is_internal_name(name)) << name;
  for (std::string_view name : {"example.com", "local.example.com", "internal.org", "localhost.com", "1.2.3.4", "::1"})
    EXPECT_FALSE(is_internal_name(name)) << name;
}

TEST(AddressRules, the_list_of_allowed_hosts) {
  AllowedHosts const allowed(
      {"intranet", "wiki.corp.example:8080", "10.1.0.0/16", "127.0.0.1:9000", "[::1]:9000", "fd00::/8"});
  EXPECT_TRUE(allowed.names("intranet", 80));
  EXPECT_TRUE(allowed.names("intranet", 8443));
  EXPECT_TRUE(allowed.names("wiki.corp.example", 8080));
  EXPECT_FALSE(allowed.names("wiki.corp.example", 80));
  EXPECT_FALSE(allowed.names("intranet.evil.example", 80));
  EXPECT_TRUE(allowed.names("127.0.0.1", 9000));
  EXPECT_FALSE(allowed.names("127.0.0.1", 9001));
  EXPECT_TRUE(allowed.names("::1", 9000));
  EXPECT_TRUE(allowed.holds(*read_address("10.1.255.255"), 80));
  EXPECT_FALSE(allowed.holds(*read_address("10.2.0.0"), 80));
  EXPECT_TRUE(allowed.holds(*read_address("fd12::1"), 80));
  EXPECT_EQ(AllowedHosts::first_bad_entry({"a.example", "10.0.0.0/33"}), "10.0.0.0/33");
  for (std::string bad : {"", "a/b", "http://a", "a:0", "a:b", "user@a", "10.0.0.0/", "10.0.0.0/-1", "a b"})
    EXPECT_EQ(AllowedHosts::first_bad_entry({"ok.example", bad}), bad) << bad;
  EXPECT_EQ(AllowedHosts::first_bad_entry({"intranet", "10.0.0.0/8"}), "");
}

}  // namespace
}  // namespace essaim::http
