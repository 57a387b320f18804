// Files that nobody opened go, and are counted as what else is deleted; a request does not outlive its day.
#include "features/privacy/requests/requests.hpp"

#include "platform/access/test_organisation.hpp"
#include "platform/retention/retention.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace essaim::privacy {
namespace {

constexpr db::Sql count_files{"test.count_files", "select count(*) from prepared_file"};
constexpr db::Sql count_requests{"test.count_requests", "select count(*) from person_request"};

class PersonRequestsTest : public testing::TestWithParam<db::Engine> {
 protected:
  void keep(int person, Instant ends) {
    auto const id =
        people::add_person(world.organisation, {.name = "Somebody", .email = std::to_string(person) + "@b.fr"});
    world.db->write([&](db::Tx& tx) {
      store::insert_file(tx, id->value,
                         {.id = person, .sealed_key = {"k"}, .sealed = {"s"}, .made_at = now, .ends_at = ends});
    });
  }
  int64_t count(db::Sql const& sql) {
    return world.db->read([&](db::Tx& tx) { return tx.one<int64_t>(sql).value(); });
  }
  Instant const now = from_rfc3339("2026-11-24T10:00:00Z").value();
  TestOrganisation world{GetParam()};
};

}  // namespace

TEST_P(PersonRequestsTest, promise_16_files_that_nobody_opened_go_and_are_counted_in_fives) {
  for (int person = 1; person <= 6; ++person) keep(person, now);
  keep(7, now + hours(1));
  world.db->write([&](db::Tx& tx) { forget_what_nobody_opened(tx, now); });
  EXPECT_EQ(count(count_files), 1);
  auto const months =
      world.db->read([&](db::Tx& tx) { return retention::months(tx, from_rfc3339("2026-12-02T10:00:00Z").value()); });
  auto const line = std::ranges::find(months, retention::Kind::prepared_file, &retention::Month::kind);
  ASSERT_NE(line, months.end());
  EXPECT_EQ(line->deleted, 5) << "six, rounded down";
}

TEST_P(PersonRequestsTest, a_request_does_not_outlive_its_day) {
  world.db->write([&](db::Tx& tx) {
    EXPECT_TRUE(store::insert_request(tx, 1, "erase", "sealed", {}, now));
    EXPECT_FALSE(store::insert_request(tx, 1, "export", "sealed", {}, now)) << "a number is given once";
    forget_what_nobody_opened(tx, now + hours(23));
  });
  EXPECT_EQ(count(count_requests), 1);
  world.db->write([&](db::Tx& tx) { forget_what_nobody_opened(tx, now + hours(25)); });
  EXPECT_EQ(count(count_requests), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, PersonRequestsTest, testing::ValuesIn(TestOrganisation::engines()));

}  // namespace essaim::privacy
