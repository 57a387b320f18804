#include "app/demo/drawn/drawn.hpp"

#include "app/open_organisation.hpp"
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace essaim::demo {
namespace {

// Everything that follows from the seed: who joined, what was offered, shared and read, and what was published of it.
constexpr db::Sql facts{
    "test.drawn_facts",
    "select (select count(*) from consent_event) || ' ' || (select cast(sum(at) as bigint) from consent_event) || ' ' "
    "|| "
    "(select count(*) from story) || ' ' || (select max(title) from story) || ' ' || (select count(*) from share) || ' "
    "' "
    "|| (select cast(sum(opened_at) as bigint) from share) || ' ' || (select cast(sum(clicks * (day % 97)) as bigint) "
    "from click_day) || ' ' || (select cast(sum(coalesce(value, -1)) as bigint) from published_figure)"};
constexpr db::Sql hours_against_days{
    "test.drawn_hours",
    "select abs((select cast(sum(people + filtered) as bigint) from click_hour) - (select cast(sum(clicks) as bigint) "
    "from click_day)) + (select count(*) from share where link_id is not null and link_id not in (select id from "
    "link))"};
constexpr db::Sql before_joining{
    "test.drawn_before_joining",
    "select count(*) from share s join consent_event c on c.person_id = s.person_id where s.opened_at < c.at"};
constexpr db::Sql useful_percent{
    "test.drawn_useful",
    "select cast(sum(case when stance = 'useful' then 100 else 0 end) / count(*) as bigint) from story"};
constexpr db::Sql weeks_closed{"test.drawn_weeks", "select count(*) from closed_period where kind = 'week'"};

class DrawnCompany : public testing::Test {
 protected:
  ~DrawnCompany() override { std::filesystem::remove_all(root); }
  Config config(std::string const& name) const {
    Config out;
    out.data = (root / name).string();
    out.runtime_folder = (root / name / "runtime").string();
    return out;
  }
  Result<Drawn> draw(std::string const& name, uint64_t seed) const {
    return demo::draw(config(name), clock, {.people = 60, .years = 1, .seed = seed}, [](std::string_view) {});
  }
  std::string told(std::string const& name) const { return ask<std::string>(name, facts); }
  int64_t number(std::string const& name, db::Sql const& sql) const { return ask<int64_t>(name, sql); }

  std::filesystem::path const root = std::filesystem::temp_directory_path() / ("essaim-drawn-" + random_token(9));
  ManualClock const clock{*from_rfc3339("2026-11-20T12:00:00Z")};

 private:
  template <class T>
  T ask(std::string const& name, db::Sql const& sql) const {
    auto const opened = OpenOrganisation::open(config(name), clock);
    return (**opened)->db->read([&](db::Tx& tx) { return tx.one<T>(sql).value(); });
  }
};

TEST_F(DrawnCompany, is_the_same_for_the_same_seed_and_another_for_another) {
  auto const one = draw("one", 7), same = draw("same", 7), other = draw("other", 8);
  ASSERT_TRUE(one && same && other);
  EXPECT_EQ(one->people, 60);
  EXPECT_EQ(told("one"), told("same"));
  EXPECT_NE(told("one"), told("other"));
}

TEST_F(DrawnCompany, holds_together) {
  auto const drawn = draw("one", 3);
  ASSERT_TRUE(drawn);
  EXPECT_GT(drawn->shares, 50);
  EXPECT_EQ(number("one", hours_against_days), 0);
  EXPECT_EQ(number("one", before_joining), 0);
  EXPECT_NEAR(double(number("one", useful_percent)), 81, 9);
  EXPECT_GE(number("one", weeks_closed), 51);
}

TEST_F(DrawnCompany, is_refused_where_somebody_is) {
  ASSERT_TRUE(draw("one", 7));
  auto const again = draw("one", 7);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "demo.not_empty");
}

}  // namespace
}  // namespace essaim::demo
