// Whoever holds a link reads the same whatever its person did; only accepting the charter acts.

#include "features/people/store.hpp"
#include "features/people/test_world.hpp"

#include <gtest/gtest.h>

#include <map>

namespace essaim::people {
namespace {

constexpr db::Sql count_refusals{"test.count_refusals", "select count(*) from refusal"};
constexpr db::Sql acceptances{"test.acceptances", "select count(*) from audit where action = 'invitation.accepted'"};

std::string token_of(std::string const& url) { return url.substr(url.find('#') + 1); }

/// An organisation with one person on its list, whom its administrator has invited by mail.
struct Invited {
  explicit Invited(db::Engine engine) : world(engine) {
    world.set_up_administrator();
    EXPECT_EQ(ines.post("/setup", setup_body(world.token)).status, 201);
    auto const added = ines.post("/people", R"({"name":"Awa Ndiaye","email":"awa@helianne.example","language":"fr"})");
    id = ines.json(added).string_or("id");
    ines.post("/invitations", R"({"person_ids":[")" + id + R"("],"message":"Viens voir <b>ce qu’on fait</b>"})");
    world.work();
    mailed = world.last_token();
  }
  std::string link() { return token_of(ines.json(ines.post("/people/" + id + "/invitation-link")).string_or("url")); }
  http::Response say(Browser& browser, std::string const& token, std::string const& answer, std::string more = "") {
    return browser.post("/invitations/answer",
                        R"({"token":")" + token + R"(","answer":")" + answer + "\"" + more + "}");
  }
  bool member() {
    return world.db->read([&](db::Tx& tx) { return is_member(tx, *find_by_email(tx, "awa@helianne.example")); });
  }
  int64_t count(db::Sql const& sql) {
    return world.db->read([&](db::Tx& tx) { return *tx.one<int64_t>(sql); });
  }
  /// What this person does, through the letter that only they received.
  void live(std::string_view story) {
    if (story == "silent") return;
    if (story == "no") {
      EXPECT_EQ(say(awa, mailed, "no").status, 200);
      return;
    }
    EXPECT_EQ(awa.accept(mailed).status, 200);
    auto preferences = *awa.json(awa.get("/me")).find("preferences");
    preferences.set("language", "en");
    EXPECT_EQ(awa.call(http::Method::put, "/me/preferences", print_json(preferences)).status, 200);
    if (story == "gone") {
      EXPECT_EQ(awa.call(http::Method::del, "/me/membership", R"({"confirm":true})").status, 204);
    }
  }

  World world;
  Browser ines{world}, awa{world};
  std::string id, mailed;
};

/// An answer to the last byte.
std::string whole(http::Response const& response) {
  std::string all = std::to_string(response.status) + "\n";
  for (auto const& [name, value] : response.headers) all += name + ": " + value + "\n";
  return all + response.body + "\n";
}

class InvitationTest : public testing::TestWithParam<db::Engine> {};

}  // namespace

INSTANTIATE_TEST_SUITE_P(Engines, InvitationTest, testing::ValuesIn(TestOrganisation::engines()),
                         [](auto const& engine) { return engine.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(InvitationTest, promise_4_who_holds_a_link_reads_the_same_of_the_silent_the_refusing_the_member_and_the_gone) {
  std::map<std::string, std::string> seen;
  for (std::string const story : {"silent", "no", "member", "gone"}) {
    Invited invited(GetParam());
    invited.live(story);
    auto const link = invited.link();
    Browser holder(invited.world);
    auto& all = seen[story];
    auto const view = [&] {
      for (auto const& token : {link, invited.mailed})
        all += whole(holder.post("/invitations/view", R"({"token":")" + token + R"("})"));
    };
    view();
    all += whole(invited.say(holder, link, "yes")) + whole(holder.get("/me"));
    all += whole(holder.accept(link, 9));  // a wrong version asks nothing
    view();
    auto const tomorrow = to_iso_date(utc_day(invited.world.clock.now()) + 1);
    all += whole(invited.say(holder, link, "later", R"(,"remind_on":")" + tomorrow + "\""));
    view();
    all += whole(invited.say(holder, link, "no"));
    view();
    EXPECT_EQ(invited.member(), story == "member") << "nobody else ends a membership, or begins one";
    // The reminder that the holder asked for leaves no line that the inviter could read, wherever it goes.
    invited.world.clock.advance(hours(26));
    for (int i = 0; i < 3; ++i) invited.world.work();
    invited.ines.post("/session", credentials("ines@helianne.example", password));
    all += whole(invited.ines.get("/outbox")) + whole(invited.ines.get("/people?query=nothing"));
    view();
    invited.world.clock.advance(days(7));
    view();
  }
  EXPECT_NE(seen["silent"].find("\"state\":\"open\""), std::string::npos);
  EXPECT_NE(seen["silent"].find("\"state\":\"expired\""), std::string::npos);
  EXPECT_NE(seen["silent"].find("\"kind\":\"invitation\""), std::string::npos) << seen["silent"];
  EXPECT_EQ(seen["silent"].find("\"kind\":\"reminder\""), std::string::npos) << seen["silent"];
  for (auto const& [story, all] : seen) EXPECT_EQ(all, seen["silent"]) << story;
}

TEST_P(InvitationTest, promise_1_a_no_through_a_members_link_changes_nothing_and_writes_as_much) {
  Invited invited(GetParam());
  auto const link = invited.link();
  invited.live("member");
  Browser holder(invited.world);
  EXPECT_EQ(invited.say(holder, link, "no").body, R"({"next":"noted"})");
  EXPECT_TRUE(invited.member());
  EXPECT_EQ(invited.awa.get("/me").status, 200) << "the member's session goes on";
  EXPECT_EQ(invited.count(count_refusals), 1) << "about nobody, so that its time does not tell";
  EXPECT_EQ(invited.awa.call(http::Method::del, "/me/membership", R"({"confirm":true})").status, 204);
  EXPECT_EQ(invited.count(count_refusals), 2) << "the holder's no was not this person's, whose own came with leaving";
}

TEST_P(InvitationTest, promise_1_who_left_is_not_asked_again_within_a_year) {
  Invited invited(GetParam());
  invited.live("member");
  EXPECT_EQ(invited.awa.call(http::Method::del, "/me/membership", R"({"confirm":true})").status, 204);
  auto const letters_after = [&](Duration later) {
    invited.world.clock.advance(later);
    invited.ines.post("/session", credentials("ines@helianne.example", password));
    auto const before = invited.world.postman.sent.size();
    auto const answer = invited.ines.post("/invitations", R"({"person_ids":[")" + invited.id + R"("]})");
    EXPECT_LT(answer.status, 300) << "whoever invites learns nothing";
    invited.world.work();
    return invited.world.postman.sent.size() - before;
  };
  EXPECT_EQ(letters_after(days(1)), 0U);
  EXPECT_EQ(letters_after(days(8)), 0U);
  EXPECT_EQ(letters_after(days(340)), 0U);
  EXPECT_EQ(letters_after(days(20)), 1U) << "a year later they may be asked once more";
}

TEST_P(InvitationTest, promise_4_a_members_link_opens_nothing_and_is_told) {
  Invited invited(GetParam());
  auto const link = invited.link();
  invited.live("member");
  invited.awa.call(http::Method::del, "/me/notices");
  Browser holder(invited.world);
  for (auto const& token : {link, invited.mailed, link}) {
    auto const refused = holder.accept(token);
    EXPECT_EQ(refused.status, 409);
    EXPECT_NE(refused.body.find("people.invitation_used"), std::string::npos) << refused.body;
    EXPECT_EQ(holder.get("/me").status, 401) << "no session";
  }
  EXPECT_EQ(invited.count(acceptances), 4) << "each is recorded, as the member's own was";
  auto const me = invited.awa.json(invited.awa.get("/me"));
  ASSERT_EQ(me.find("notices")->array()->size(), 1u) << "told once, however often it is tried";
  EXPECT_EQ(me.find("notices")->array()->at(0).string_or("code"), "invitation_link_used");
  EXPECT_EQ(invited.awa.call(http::Method::del, "/me/membership", R"({"confirm":true})").status, 204);
  EXPECT_EQ(holder.accept(link).status, 409) << "who left is not brought back by an old link";
  EXPECT_FALSE(invited.member());
}

TEST_P(InvitationTest, promise_1_a_link_lives_until_its_person_has_decided_in_any_browser) {
  Invited invited(GetParam());
  Browser mail_app(invited.world), chrome(invited.world);
  EXPECT_EQ(invited.say(mail_app, invited.mailed, "yes").body, R"({"next":"charter"})");
  EXPECT_EQ(mail_app.get("/me").status, 401) << "a yes keeps nothing: the charter is read first";
  EXPECT_EQ(invited.say(chrome, invited.mailed, "yes").body, R"({"next":"charter"})");
  EXPECT_FALSE(invited.member());
  EXPECT_EQ(chrome.accept(invited.mailed).status, 200);
  EXPECT_TRUE(invited.member());
  EXPECT_EQ(chrome.get("/me").status, 200);
  EXPECT_EQ(mail_app.accept(invited.mailed).status, 409);
  EXPECT_EQ(chrome.accept(invited.mailed).status, 200) << "in one's own session it is one's own again";
  invited.world.clock.advance(days(8));
  EXPECT_EQ(mail_app.accept(invited.mailed).status, 409);
}

TEST_P(InvitationTest, promise_1_a_no_may_become_a_yes_through_the_same_link) {
  Invited invited(GetParam());
  invited.live("no");
  EXPECT_EQ(invited.awa.accept(invited.mailed).status, 200);
  EXPECT_TRUE(invited.member());
  EXPECT_EQ(invited.count(count_refusals), 0);
}

TEST_P(InvitationTest, promise_6_a_link_opens_no_account_that_has_a_password) {
  Invited invited(GetParam());
  auto const me = invited.ines.json(invited.ines.get("/me")).string_or("id");
  auto const url = invited.ines.json(invited.ines.post("/people/" + me + "/invitation-link")).string_or("url");
  Browser holder(invited.world);
  EXPECT_EQ(holder.accept(token_of(url)).status, 409);
  EXPECT_EQ(holder.get("/me").status, 401);
  EXPECT_EQ(invited.ines.accept(token_of(url)).status, 200) << "signed in, it is her own act";
  EXPECT_NE(invited.ines.get("/me").body.find("\"is_member\":true"), std::string::npos);
}

TEST_P(InvitationTest, whoever_invites_everybody_is_not_asked_by_themselves) {
  Invited invited(GetParam());
  constexpr db::Sql asked{"test.asked",
                          "select count(*) from invitation i join person p on p.id = i.person_id "
                          "where p.email_key = 'ines@helianne.example'"};
  auto const count = [&](std::string const& whom) {
    auto const said = invited.ines.post("/invitations", whom);
    invited.world.work();
    return said.body;
  };
  invited.ines.post("/people", R"({"name":"Ada","email":"ada@helianne.example","group_path":"Ouest > Rennes"})");
  auto const me = invited.ines.json(invited.ines.get("/me")).string_or("id");
  ASSERT_EQ(invited.ines.call(http::Method::patch, "/people/" + me, R"({"group_path":"Ouest > Rennes"})").status, 200);
  EXPECT_NE(count(R"({"everybody":true})").find("\"count\":2"), std::string::npos) << "Awa and Ada";
  auto const groups = parse_json(invited.ines.get("/groups").body);
  ASSERT_TRUE(groups && groups->array() && !groups->array()->empty());
  auto const west = groups->array()->front().string_or("id");
  EXPECT_NE(count(R"({"group_id":")" + west + R"("})").find("\"count\":1"), std::string::npos) << "Ada";
  EXPECT_EQ(invited.count(asked), 0);
}

TEST_P(InvitationTest, the_inviters_own_words_stand_on_the_page_and_on_the_reminders) {
  Invited invited(GetParam());
  auto const message = [&](std::string const& token) {
    return invited.awa.json(invited.awa.post("/invitations/view", R"({"token":")" + token + R"("})"))
        .string_or("message");
  };
  EXPECT_EQ(message(invited.mailed), "Viens voir <b>ce qu’on fait</b>");
  auto const tomorrow = to_iso_date(utc_day(invited.world.clock.now()) + 1);
  invited.say(invited.awa, invited.mailed, "later", R"(,"remind_on":")" + tomorrow + "\"");
  invited.world.clock.advance(hours(26));
  for (int i = 0; i < 3; ++i) invited.world.work();
  EXPECT_NE(invited.world.last_token(), invited.mailed);
  EXPECT_EQ(message(invited.world.last_token()), "Viens voir <b>ce qu’on fait</b>");
  EXPECT_EQ(message(invited.link()), "") << "a link that is handed over says its words itself";
}

}  // namespace essaim::people
