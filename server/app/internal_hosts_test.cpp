#include "app/internal_hosts.hpp"

#include "features/people/people.hpp"
#include "platform/access/test_organisation.hpp"
#include "platform/config/config.hpp"

#include <gtest/gtest.h>

namespace essaim {
namespace {

constexpr db::Sql recorded{"test.recorded_internal_hosts",
                           "select detail from audit where action = 'fetcher.internal_hosts' order by number"};

class InternalHosts : public testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, InternalHosts, testing::ValuesIn(TestOrganisation::engines()),
                         [](auto const& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(InternalHosts, opening_and_closing_them_is_recorded_once_each) {
  TestOrganisation test(GetParam());
  Config config;
  test.organisation.config = &config;
  auto const rows = [&] {
    return test.db->read([](db::Tx& tx) {
      EXPECT_FALSE(people::find_broken_record(tx));
      return tx.many<std::string>(recorded);
    });
  };
  record_internal_hosts(test.organisation);
  EXPECT_TRUE(rows().empty()) << "what was never open leaves no row";
  config.allowed_internal_hosts = {"wiki.corp.example:8080", "10.1.0.0/16"};
  record_internal_hosts(test.organisation);
  record_internal_hosts(test.organisation);
  config.allowed_internal_hosts = {"10.1.0.0/16", "wiki.corp.example:8080"};
  record_internal_hosts(test.organisation);
  EXPECT_EQ(rows(), std::vector<std::string>{"10.1.0.0/16, wiki.corp.example:8080"}) << "an order is no change";
  config.allowed_internal_hosts.clear();
  record_internal_hosts(test.organisation);
  record_internal_hosts(test.organisation);
  EXPECT_EQ(rows(), (std::vector<std::string>{"10.1.0.0/16, wiki.corp.example:8080", ""}));
}

}  // namespace
}  // namespace essaim
