// What the file `withdrawals` says is carried out again after a restore, and holds against nobody who came back since.
#include "base/text.hpp"
#include "features/people/door.hpp"
#include "features/people/membership.hpp"
#include "features/people/store.hpp"
#include "features/people/test_world.hpp"

#include <gtest/gtest.h>

namespace essaim::people {
namespace {

constexpr db::Sql count_refusals{"test.count_refusals", "select count(*) from refusal"};
constexpr db::Sql count_letters{"test.count_letters", "select count(*) from outbox where sealed is not null"};
constexpr db::Sql count_waves{"test.count_waves", "select count(*) from job where kind = 'people.send_wave'"};

class WithdrawalsTest : public testing::Test {
 protected:
  PersonId person(std::string const& email, bool member) {
    return add_person(world.organisation, {.name = "Awa Ndiaye", .email = email, .member = member}).value();
  }
  bool is_member_now(PersonId id) {
    return world.db->read([&](db::Tx& tx) { return is_member(tx, id); });
  }
  int64_t count(db::Sql const& sql) {
    return world.db->read([&](db::Tx& tx) { return tx.one<int64_t>(sql).value(); });
  }
  void write(PersonId id, std::string const& email, std::string const& what) {
    ASSERT_TRUE(world.door->write_withdrawal({id.value, email, what, world.clock.now()}));
  }
  TakenBack replay() {
    return replay_withdrawals(*world.door, (world.folder / "withdrawals").string()).value_or(TakenBack{-1, -1});
  }
  World world;
};

}  // namespace

TEST_F(WithdrawalsTest, promise_10_who_left_is_out_again_once) {
  auto const awa = person("awa@helianne.example", true), paul = person("paul@helianne.example", true);
  world.clock.advance(minutes(1));
  write(awa, "awa@helianne.example", "charter");
  EXPECT_EQ(replay().left, 1);
  EXPECT_FALSE(is_member_now(awa));
  EXPECT_TRUE(is_member_now(paul));
  EXPECT_EQ(count(count_refusals), 1) << "and is not asked again for a year";
  auto const again = replay();
  EXPECT_EQ(again.left, 0) << "what is taken back is not taken back twice";
  EXPECT_EQ(again.refused, 0);
}

TEST_F(WithdrawalsTest, promise_10_who_was_erased_is_erased_again_member_or_not) {
  auto const awa = person("awa@helianne.example", true), silent = person("silent@helianne.example", false);
  world.clock.advance(minutes(1));
  write(awa, "awa@helianne.example", "erased");
  write(silent, "silent@helianne.example", "erased");
  auto const taken = replay();
  EXPECT_EQ(taken.erased, 2);
  EXPECT_EQ(taken.left, 0);
  world.db->read([&](db::Tx& tx) {
    for (auto const id : {awa, silent}) EXPECT_FALSE(store::find_person(tx, id.value));
    EXPECT_FALSE(is_member(tx, awa));
    for (auto const* email : {"awa@helianne.example", "silent@helianne.example"})
      EXPECT_FALSE(store::find_by_email(tx, email)) << email;
  });
  EXPECT_EQ(count(count_refusals), 2) << "and is not asked for a year";
  EXPECT_EQ(replay().erased, 0);
}

TEST_F(WithdrawalsTest, promise_10_whom_a_list_brought_again_after_the_erasure_is_somebody_new) {
  write(PersonId{4711}, "awa@helianne.example", "erased");
  world.clock.advance(days(30));
  auto const awa = person("awa@helianne.example", false);
  auto const taken = replay();
  EXPECT_EQ(taken.erased, 0);
  EXPECT_EQ(taken.refused, 1) << "her no holds all the same";
  EXPECT_TRUE(world.db->read([&](db::Tx& tx) { return store::find_person(tx, awa.value).has_value(); }));
}

TEST_F(WithdrawalsTest, promise_10_a_changed_address_hides_nobody) {
  auto const awa = person("awa@helianne.example", true);
  world.clock.advance(minutes(1));
  write(awa, "awa.diallo@helianne.example", "charter");  // her address on the day she left
  EXPECT_EQ(replay().left, 1) << "found by her number";
  EXPECT_FALSE(is_member_now(awa));
  auto const paul = person("paul@helianne.example", true);
  world.clock.advance(minutes(1));
  write(PersonId{1234}, "paul@helianne.example", "charter");  // another row of the list then
  EXPECT_EQ(replay().left, 1) << "found by his address";
  EXPECT_FALSE(is_member_now(paul));
}

TEST_F(WithdrawalsTest, promise_10_who_joined_after_the_backup_and_left_again_is_not_asked) {
  auto const awa = person("awa@helianne.example", false);  // as the backup knows her
  write(awa, "awa@helianne.example", "charter");
  write(PersonId{77}, "unknown@helianne.example", "charter");
  auto const taken = replay();
  EXPECT_EQ(taken.left, 0);
  EXPECT_EQ(taken.refused, 2);
}

TEST_F(WithdrawalsTest, who_came_back_after_it_stays) {
  auto const awa = person("awa@helianne.example", false);
  write(awa, "awa@helianne.example", "charter");
  write(awa, "awa@helianne.example", "no");
  world.clock.advance(days(1));
  world.db->write([&](db::Tx& tx) {
    auto const row = store::find_person(tx, awa.value);
    accept_charter(*world.door, tx, *row, 1, "fr");
  });
  auto const taken = replay();
  EXPECT_EQ(taken.left, 0);
  EXPECT_EQ(taken.refused, 0) << "one's own yes is stronger than one's own earlier no";
  EXPECT_TRUE(is_member_now(awa));
}

TEST_F(WithdrawalsTest, promise_10_a_no_holds_for_its_year_also_of_somebody_who_is_not_on_the_list_any_more) {
  auto const awa = person("awa@helianne.example", false);
  write(awa, "awa@helianne.example", "no");
  write(PersonId{77}, "unknown@helianne.example", "no");
  EXPECT_EQ(replay().refused, 2);
  EXPECT_EQ(count(count_refusals), 2);
  EXPECT_EQ(replay().refused, 0);
  world.clock.advance(days(366));
  world.db->write([&](db::Tx& tx) { tx.script("delete from refusal"); });
  EXPECT_EQ(replay().refused, 0) << "the year is over";
}

TEST_F(WithdrawalsTest, lines_of_the_first_versions_and_lines_that_are_none) {
  auto const awa = person("awa@helianne.example", true);
  world.clock.advance(minutes(1));
  auto const at = std::to_string(world.clock.now().ms);
  {
    auto const file = db::AppendFile::open((world.folder / "withdrawals").string());
    ASSERT_TRUE(file);
    std::vector<std::string> const lines{"nonsense", "x charter later", "x charter " + at,
                                         world.door->withdrawal_name("awa@helianne.example") + " charter " + at};
    ASSERT_TRUE((*file)->append_all(lines));
  }
  EXPECT_EQ(replay().left, 1);
  EXPECT_FALSE(is_member_now(awa));
  EXPECT_EQ(replay_withdrawals(*world.door, (world.folder / "nowhere").string())->left, 0);
}

TEST_F(WithdrawalsTest, promise_10_nothing_that_waited_goes_out) {
  world.set_up_administrator();
  Browser ines(world);
  ASSERT_EQ(ines.post("/setup", setup_body(world.token)).status, 201);
  auto const made = ines.post("/people", R"({"name":"Awa","email":"awa@helianne.example","language":"fr"})");
  auto const id = ines.json(made).string_or("id");
  ASSERT_EQ(ines.post("/invitations", R"({"person_ids":[")" + id + R"("]})").status, 200);
  world.work();
  auto const token = world.last_token();
  auto const letters = world.postman.sent.size();
  ASSERT_EQ(ines.post("/invitations", R"({"person_ids":[")" + id + R"("]})").status, 200);
  ASSERT_EQ(count(count_waves), 1);
  ines.post("/sign-in-links", R"({"email":"ines@helianne.example"})");
  end_what_waited(*world.door);
  EXPECT_EQ(count(count_waves), 0);
  EXPECT_EQ(count(count_letters), 0);
  world.work();
  EXPECT_EQ(world.postman.sent.size(), letters);
  Browser awa(world);
  EXPECT_NE(awa.accept(token).status, 200) << "an open invitation has ended";
  ASSERT_EQ(ines.post("/invitations", R"({"person_ids":[")" + id + R"("]})").status, 200);
  world.work();
  EXPECT_EQ(world.postman.sent.size(), letters + 1) << "and may be sent anew at once";
}

}  // namespace essaim::people
