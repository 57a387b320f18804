// Pictures that members show of their own figures (promises.md 13), over the API.
#include "app/sharing_world.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace essaim {
namespace {

class Showing {
 public:
  Showing() {
    world.click(world
                    .share(ines, world.add_story("Malmö", "https://revue-territoires.example/malmo"), "whatsapp",
                           "Un mot pour ma sœur")
                    .link,
                1, "");
  }
  int64_t add(std::string const& name, bool member, std::vector<std::string> roles = {}) {
    people::NewPerson person{.name = name,
                             .email = fmt::format("p{}@example.org", ++count_),
                             .time_zone = "Europe/Paris",
                             .roles = std::move(roles),
                             .member = member};
    return people::add_person(**world.open, person)->value;
  }
  std::string word(int64_t person) { return (*world.open)->ids.show(person); }
  SharingWorld::Answer make(int64_t who, std::vector<int64_t> const& people, std::string const& parts = R"(["clicks"])",
                            std::string const& to = "people") {
    std::string words;
    for (auto const person : people) words += (words.empty() ? "\"" : ",\"") + word(person) + "\"";
    return world.post(
        who, "/influence/pictures",
        fmt::format(R"({{"period":"30d","parts":{},"shown_to":"{}","person_ids":[{}]}})", parts, to, words));
  }
  SharingWorld::Answer open(int64_t who, SharingWorld::Answer const& made) {
    return world.get(who, "/influence/shown/" + made.body.string_or("code"));
  }
  std::vector<std::string> found(int64_t who, std::string const& query) {
    std::vector<std::string> out;
    auto const answer = world.get(who, "/influence/pictures/colleagues?query=" + query);
    for (auto const& one : *answer.body.array()) out.push_back(one.string_or("name"));
    return out;
  }
  size_t told(int64_t who) {
    constexpr db::Sql count_told{"test.count_told", "select count(*) from notice where person_id = $1"};
    return size_t((*world.open)->db->read([&](db::Tx& tx) { return tx.one<int64_t>(count_told, who).value(); }));
  }
  void end_role(int64_t who, std::string const& role) {
    constexpr db::Sql end{"test.end_role",
                          "update role_grant set until_at = from_at where person_id = $1 and role = $2"};
    (*world.open)->db->write([&](db::Tx& tx) { tx.run(end, who, role); });
  }

  SharingWorld world;

 private:
  int count_ = 0;

 public:
  int64_t const ines = add("Inès Kerjean", true), paul = add("Paul Martin", true), noor = add("Noor Haddad", true);
};

}  // namespace

TEST(Pictures, promise_3_a_picture_is_fixed_at_its_date_and_holds_what_was_chosen) {
  Showing it;
  auto const made = it.make(it.ines, {it.paul}, R"(["clicks","shares"])");
  ASSERT_EQ(made.status, 201) << made.text;
  auto const seen = it.open(it.paul, made);
  ASSERT_EQ(seen.status, 200) << seen.text;
  EXPECT_EQ(seen.body.string_or("name"), "Inès Kerjean");
  auto const* content = seen.body.find("content");
  EXPECT_EQ(*content->find("clicks")->integer(), 1);
  EXPECT_TRUE(content->find("themes")->is_null());
  // Whatever was written, wherever: none of it is in a picture, nor where it was said.
  for (auto const* word : {"sœur", "Malmö", "whatsapp"}) EXPECT_EQ(seen.text.find(word), std::string::npos) << word;
  // Another reader comes: the picture stays what it was.
  it.world.click(
      it.world.share(it.ines, it.world.add_story("Lyon", "https://revue-territoires.example/lyon"), "x", "Mots").link,
      2, "");
  EXPECT_EQ(it.open(it.paul, made).text, seen.text);
  EXPECT_EQ(it.world.get(it.ines, "/influence/pictures").body.array()->size(), 1u);
}

TEST(Pictures, promise_3_only_those_it_is_shown_to_open_it_and_all_others_find_nothing) {
  Showing it;
  auto const for_paul = it.make(it.ines, {it.paul});
  EXPECT_EQ(it.open(it.noor, for_paul).status, 404);
  auto nothing = it.world.get(it.noor, "/influence/shown/none");
  EXPECT_EQ(it.open(it.noor, for_paul).body.string_or("code"), nothing.body.string_or("code"));
  auto const for_all = it.make(it.ines, {}, R"(["themes"])", "members");
  ASSERT_EQ(for_all.status, 201) << for_all.text;
  EXPECT_EQ(it.open(it.noor, for_all).status, 200);
  EXPECT_EQ(it.open(it.ines, for_paul).status, 200);
  // There is no list of who shows: everybody's own only.
  EXPECT_EQ(it.world.get(it.paul, "/influence/pictures").text, "[]");
}

TEST(Pictures, promise_3_it_is_taken_back_at_once_with_the_word_of_it) {
  Showing it;
  auto const made = it.make(it.ines, {it.paul, it.paul});
  EXPECT_EQ(it.told(it.paul), 1u);
  auto const path = "/influence/pictures/" + made.body.string_or("id");
  EXPECT_EQ(it.world.del(it.paul, path).status, 404);
  EXPECT_EQ(it.world.del(it.ines, path).status, 204);
  EXPECT_EQ(it.open(it.paul, made).status, 404);
  EXPECT_EQ(it.open(it.ines, made).status, 404);
  EXPECT_EQ(it.told(it.paul), 0u);
  EXPECT_EQ(it.world.del(it.ines, path).status, 404);
}

TEST(Pictures, promise_3_it_ends_after_thirty_days_and_the_row_is_gone) {
  Showing it;
  auto const made = it.make(it.ines, {it.paul});
  auto const day_of_it = it.world.clock.now();
  it.world.clock.set(day_of_it + days(30) - seconds(1));
  EXPECT_EQ(it.open(it.paul, made).status, 200);
  it.world.clock.set(day_of_it + days(30));
  EXPECT_EQ(it.open(it.paul, made).status, 404);
  EXPECT_EQ(it.world.get(it.ines, "/influence/pictures").text, "[]");
  constexpr db::Sql count_pictures{
      "test.count_pictures",
      "select (select count(*) from influence_picture) + (select count(*) from influence_viewer)"};
  auto const rows = [&] {
    return (*it.world.open)->db->read([&](db::Tx& tx) { return tx.one<int64_t>(count_pictures).value(); });
  };
  EXPECT_EQ(rows(), 2);
  while ((*it.world.open)->jobs->run_one()) {}
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(it.told(it.paul), 0u);
}

TEST(Pictures, promise_13_who_stands_over_others_is_not_found_not_picked_and_opens_none) {
  Showing it;
  for (std::string const role : {"lead", "recruiter", "executive", "administrator"}) {
    auto const chief = it.add(role + " Camille", true, {role});
    EXPECT_TRUE(it.found(it.ines, role).empty()) << role;
    auto const refused = it.make(it.ines, {it.paul, chief});
    EXPECT_EQ(refused.status, 422) << role;
    EXPECT_NE(refused.text.find("/person_ids/1"), std::string::npos) << refused.text;
    EXPECT_EQ(it.open(chief, it.make(it.ines, {}, R"(["clicks"])", "members")).status, 404) << role;
    it.end_role(chief, role);
    EXPECT_EQ(it.found(it.ines, role).size(), 1u) << role;
    EXPECT_EQ(it.make(it.ines, {chief}).status, 201) << role;
    auto const pictures = it.world.get(it.ines, "/influence/pictures").body;
    for (auto const& one : *pictures.array()) it.world.del(it.ines, "/influence/pictures/" + one.string_or("id"));
  }
  EXPECT_EQ(it.make(it.ines, {it.ines}).status, 422);
}

TEST(Pictures, promise_4_a_pick_of_somebody_who_is_no_member_looks_the_same_and_is_dropped) {
  Showing it;
  auto const member = it.add("Lou Renard", true), other = it.add("Lou Berger", false);
  EXPECT_EQ(it.found(it.ines, "lou"), (std::vector<std::string>{"Lou Berger", "Lou Renard"}));
  auto const made = it.make(it.ines, {member, other});
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.body.find("people")->array()->size(), 2u);
  EXPECT_EQ(it.told(member), 1u);
  EXPECT_EQ(it.told(other), 0u);
  // Dropped for good: joining later opens nothing of before.
  EXPECT_EQ(it.open(member, made).status, 200);
  EXPECT_EQ(it.open(other, made).status, 404);
  // A member who leaves is seen no otherwise by the one who showed it.
  auto const before = it.world.get(it.ines, "/influence/pictures").text;
  (*it.world.open)->db->write([&](db::Tx& tx) { influence::personal_data().erase(tx, member, 1); });
  EXPECT_EQ(it.world.get(it.ines, "/influence/pictures").text, before);
  EXPECT_EQ(it.open(member, made).status, 404);
}

TEST(Pictures, promise_3_leaving_takes_ones_pictures_along) {
  Showing it;
  auto const made = it.make(it.ines, {it.paul});
  auto const held =
      (*it.world.open)->db->read([&](db::Tx& tx) { return influence::personal_data().export_for(tx, it.ines); });
  EXPECT_NE(print_json(held).find("Paul Martin"), std::string::npos);
  (*it.world.open)->db->write([&](db::Tx& tx) { influence::personal_data().erase(tx, it.ines, 1); });
  EXPECT_EQ(it.open(it.paul, made).status, 404);
  EXPECT_EQ(it.told(it.paul), 0u);
}

TEST(Pictures, an_address_is_not_guessed_letter_by_letter_and_one_letter_finds_nobody) {
  Showing it;
  EXPECT_EQ(it.found(it.ines, "pa"), std::vector<std::string>{"Paul Martin"});
  EXPECT_EQ(it.found(it.ines, "mar"), std::vector<std::string>{"Paul Martin"});
  EXPECT_TRUE(it.found(it.ines, "p").empty());
  EXPECT_TRUE(it.found(it.ines, "p2@example").empty());
  EXPECT_TRUE(it.found(it.ines, "Ker").empty()) << "not oneself";
}

TEST(Pictures, ten_at_once_and_no_more) {
  Showing it;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(it.make(it.ines, {it.paul}).status, 201);
  EXPECT_EQ(it.make(it.ines, {it.paul}).code(), "influence.too_many_pictures");
  EXPECT_EQ(it.make(it.ines, {}, "[]", "members").status, 422);
  EXPECT_EQ(it.make(it.ines, {it.paul}, R"(["texts"])").status, 422);
  EXPECT_EQ(it.make(it.ines, {}).status, 422);
}

}  // namespace essaim
