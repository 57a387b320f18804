#include "features/people/people.hpp"

#include "base/text.hpp"
#include "features/people/door.hpp"
#include "features/people/rules.hpp"
#include "features/people/test_world.hpp"
#include "platform/config/config.hpp"
#include "platform/db/append_file.hpp"

#include <gtest/gtest.h>

#include <set>

namespace essaim::people {
namespace {

constexpr db::Sql everything_about_sessions{"test.session_hashes", "select token_hash from session"};
constexpr db::Sql tamper{"test.tamper", "update audit set action = 'nothing' where number = 2"};
constexpr db::Sql count_rows{"test.count_people_rows", "select count(*) from person"};
constexpr db::Sql count_staged{"test.count_staged", "select count(*) from import_row"};
constexpr db::Sql keep_old_choices{
    "test.keep_old_choices", "insert into preference(person_id, key, value, at) values ($1, 'preferences', $2, 1)"};
constexpr db::Sql group_history{"test.group_history", "select count(*) from group_membership"};

class PeopleTest : public testing::Test {
 protected:
  PeopleTest() {
    world.set_up_administrator();
    EXPECT_EQ(ines.post("/setup", setup_body(world.token)).status, 201);
  }
  std::string add(std::string const& name, std::string const& email, std::string const& language = "fr") {
    auto const response = ines.post("/people", R"({"name":")" + name + R"(","email":")" + email + R"(","language":")" +
                                                   language + R"(","site":"Vannes","country":"FR"})");
    EXPECT_EQ(response.status, 201) << response.body;
    return ines.json(response).string_or("id");
  }
  void invite(std::string const& id) {
    auto const response = ines.post("/invitations", R"({"person_ids":[")" + id + R"("]})");
    EXPECT_EQ(response.status, 200) << response.body;
    world.work();
  }
  std::string answer(Browser& browser, std::string const& token, std::string const& said,
                     std::string const& more = "") {
    return browser
        .json(
            browser.post("/invitations/answer", R"({"token":")" + token + R"(","answer":")" + said + "\"" + more + "}"))
        .string_or("next");
  }
  Browser join_as(std::string const& name, std::string const& email, std::string const& language = "fr") {
    invite(add(name, email, language));
    Browser browser(world);
    EXPECT_EQ(answer(browser, world.last_token(), "yes"), "charter");
    EXPECT_EQ(browser.accept(world.last_token()).status, 200);
    return browser;
  }
  World world;
  Browser ines{world};
};

std::optional<PersonId> find_by_email_for_test(World& world, std::string_view email) {
  return world.db->read([&](db::Tx& tx) { return find_by_email(tx, email); });
}

/// Ids are random in each world: any word of 13 letters becomes one.
std::string mask_ids(std::string const& text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || (text[end] >= 'a' && text[end] <= 'v')))
      ++end;
    bool const quoted = at > 0 && text[at - 1] == '"' && end < text.size() && text[end] == '"';
    if (end - at == 13 && quoted)
      out += "ID";
    else
      out += text.substr(at, std::max<size_t>(end - at, 1));
    at = std::max(end, at + 1);
  }
  return out;
}

/// Everything that a person with rights over the directory can see, in one text.
std::string all_that_ines_sees(Browser& ines) {
  std::string all;
  for (auto path : {"/people", "/people?query=awa", "/groups", "/sites", "/outbox", "/settings"})
    all += ines.get(path).body + "\n";
  return all;
}

}  // namespace

TEST_F(PeopleTest, there_is_no_default_account_and_the_setup_link_works_once) {
  Browser other(world);
  auto const refused = other.post("/setup", setup_body(world.token));
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.body.find("Sign in first"), std::string::npos) << refused.body;
  EXPECT_EQ(other.post("/setup/view", R"({"token":")" + world.token + R"("})").body, R"({"state":"ended"})");
  EXPECT_EQ(make_setup_link(world.organisation), "");
  EXPECT_EQ(ines.json(ines.get("/me")).string_or("first_name"), "Inès");
}

TEST(People, a_setup_link_expires) {
  World world;
  world.set_up_administrator();
  Browser browser(world);
  auto const view = [&] { return browser.post("/setup/view", R"({"token":")" + world.token + R"("})").body; };
  EXPECT_EQ(view(), R"({"state":"open"})");
  std::string other = world.token;
  world.set_up_administrator();
  EXPECT_EQ(view(), R"({"state":"open"})");
  std::swap(world.token, other);
  EXPECT_EQ(view(), R"({"state":"ended"})") << "each start prints a new one, which ends the one before";
  std::swap(world.token, other);
  world.clock.advance(hours(25));
  EXPECT_EQ(browser.post("/setup", setup_body(world.token)).status, 409);
  EXPECT_EQ(view(), R"({"state":"ended"})");
}

TEST_F(PeopleTest, promise_6_a_session_is_a_random_word_of_which_only_the_hash_is_kept) {
  auto const word = ines.jar.at("__Host-essaim_session");
  EXPECT_EQ(from_base64url(word)->size(), 32u);
  for (auto const& hash : world.db->read([](db::Tx& tx) { return tx.many<db::Bytes>(everything_about_sessions); }))
    EXPECT_NE(hash.value, word);
  Browser again(world);
  again.jar = ines.jar;
  ASSERT_EQ(again.post("/session", credentials("ines@helianne.example", password)).status, 200);
  EXPECT_NE(again.jar.at("__Host-essaim_session"), word) << "a new id at each sign-in";
  EXPECT_EQ(ines.get("/me").status, 401) << "the old one is gone";
}

TEST_F(PeopleTest, unknown_account_and_wrong_password_answer_alike) {
  Browser browser(world);
  auto wrong = browser.post("/session", credentials("ines@helianne.example", "une autre phrase"));
  auto unknown = browser.post("/session", credentials("nobody@helianne.example", "une autre phrase"));
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(browser.post("/sign-in-links", R"({"email":"ines@helianne.example"})").body,
            browser.post("/sign-in-links", R"({"email":"nobody@helianne.example"})").body);
}

// The same words are half of it: who has an account must not be heard in the work either. It is counted, not timed.
TEST_F(PeopleTest, promise_4_a_refused_sign_in_says_and_costs_the_same_for_everybody) {
  add("Awa Ndiaye", "awa@helianne.example");  // listed, without a password
  auto const refused = [&](std::string const& email) {
    Browser browser(world);
    auto const before = world.door->hasher.work();
    auto const answer = browser.post("/session", credentials(email, "une autre phrase"));
    EXPECT_EQ(answer.status, 401) << email;
    EXPECT_TRUE(browser.jar.empty()) << email;
    return std::pair(answer.body, world.door->hasher.work() - before);
  };
  auto const known = refused("ines@helianne.example");
  EXPECT_GT(known.second, 0) << "a password is verified at all";
  for (auto const* email :
       {"awa@helianne.example", "nobody@helianne.example", "nobody@elsewhere.example", "no address"})
    EXPECT_EQ(refused(email), known) << email;
}

TEST_F(PeopleTest, tries_are_slowed_by_account_and_by_address) {
  for (int i = 0; i < 5; ++i) {
    Browser browser(world);
    browser.peer = "192.0.2." + std::to_string(50 + i);
    EXPECT_EQ(browser.post("/session", credentials("ines@helianne.example", "une autre phrase")).status, 401);
  }
  Browser late(world);
  late.peer = "192.0.2.99";
  auto const refused = late.post("/session", credentials("ines@helianne.example", password));
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(http::find_header(refused.headers, "retry-after"), "60");
  world.clock.advance(minutes(2));
  EXPECT_EQ(late.post("/session", credentials("ines@helianne.example", password)).status, 200);
}

TEST_F(PeopleTest, without_https_only_this_machine_may_sign_in) {
  Browser plain(world);
  plain.secure = false;
  EXPECT_EQ(plain.post("/session", credentials("ines@helianne.example", password)).status, 503);
  plain.peer = "127.0.0.1";
  EXPECT_EQ(plain.post("/session", credentials("ines@helianne.example", password)).status, 503)
      << "a proxy without TLS in front";
  plain.host = "127.0.0.1:8080";
  EXPECT_EQ(plain.post("/session", credentials("ines@helianne.example", password)).status, 200);
  EXPECT_TRUE(plain.jar.contains("essaim_session"));
  EXPECT_EQ(plain.get("/me").status, 200);
}

TEST_F(PeopleTest, a_sign_in_link_goes_out_seconds_after_a_busy_mail_server_takes_mail_again) {
  auto const run_due = [&] {
    for (int i = 0; i < 50 && world.queue->run_one(); ++i) {}
  };
  world.work();
  auto const before = world.postman.sent.size();
  world.postman.busy = true;
  Browser asking(world);
  EXPECT_EQ(asking.post("/sign-in-links", R"({"email":"ines@helianne.example"})").status, 202);
  run_due();
  world.postman.busy = false;
  run_due();
  EXPECT_EQ(world.postman.sent.size(), before) << "the server is not hammered";
  world.clock.advance(seconds(6));
  run_due();
  EXPECT_EQ(world.postman.sent.size(), before + 1);
}

TEST_F(PeopleTest, promise_6_a_sign_in_link_works_once_and_only_in_the_browser_that_asked) {
  Browser asking(world), scanner(world);
  EXPECT_EQ(asking.post("/sign-in-links", R"({"email":"ines@helianne.example"})").status, 202);
  world.work();
  auto const body = R"({"token":")" + world.last_token() + R"("})";
  EXPECT_EQ(scanner.post("/sign-in-links/redemption", body).status, 401);
  EXPECT_EQ(asking.get("/sign-in-links/redemption").status, 405) << "opening it does nothing";
  EXPECT_EQ(asking.post("/sign-in-links/redemption", body).status, 200);
  EXPECT_EQ(asking.post("/sign-in-links/redemption", body).status, 401);
}

TEST_F(PeopleTest, sessions_end_when_idle_old_or_told_to) {
  Browser other(world);
  other.post("/session", credentials("ines@helianne.example", password));
  auto const sessions = ines.json(ines.get("/me/sessions"));
  ASSERT_EQ(sessions.array()->size(), 2u);
  for (auto const& session : *sessions.array())
    if (!*session.find("current")->boolean()) {
      EXPECT_EQ(ines.call(http::Method::del, "/me/sessions/" + session.string_or("id")).status, 204);
    }
  EXPECT_EQ(other.get("/me").status, 401);
  world.clock.advance(hours(13));
  EXPECT_EQ(ines.get("/me").status, 401) << "an administrator's session sleeps after twelve hours";
}

TEST_F(PeopleTest, promise_6_a_new_browser_is_told_to_the_person) {
  Browser other(world);
  other.post("/session", credentials("ines@helianne.example", password));
  world.work();
  ASSERT_EQ(world.postman.sent.size(), 1u);
  EXPECT_NE(world.postman.sent[0].text.find("Firefox, Linux"), std::string::npos);
  EXPECT_NE(other.get("/me").body.find("new_browser"), std::string::npos);
  EXPECT_EQ(other.call(http::Method::del, "/me/notices").status, 204);
  EXPECT_EQ(other.get("/me").body.find("new_browser"), std::string::npos);
}

TEST_F(PeopleTest, a_changed_password_ends_the_other_sessions_and_asks_for_the_old_one) {
  Browser other(world);
  other.post("/session", credentials("ines@helianne.example", password));
  auto change = [&](std::string const& current) {
    return ines
        .call(http::Method::put, "/me/password",
              R"({"current_password":")" + current + R"(","new_password":"une phrase neuve"})")
        .status;
  };
  EXPECT_EQ(change("faux mot de passe"), 422);
  EXPECT_EQ(change(password), 204);
  EXPECT_EQ(other.get("/me").status, 401);
  EXPECT_EQ(ines.get("/me").status, 200);
}

TEST_F(PeopleTest, promise_1_nobody_is_a_member_but_by_their_own_act) {
  auto const id = add("Awa Ndiaye", "awa@helianne.example");
  auto const person = *find_by_email_for_test(world, "awa@helianne.example");
  auto const member = [&] { return world.db->read([&](db::Tx& tx) { return is_member(tx, person); }); };
  invite(id);
  EXPECT_FALSE(member());
  Browser awa(world);
  EXPECT_EQ(answer(awa, world.last_token(), "yes"), "charter");
  EXPECT_FALSE(member()) << "the charter comes first";
  EXPECT_EQ(awa.accept(world.last_token(), 9).status, 409) << "a text that was not shown";
  auto const me = awa.accept(world.last_token());
  EXPECT_EQ(me.status, 200);
  EXPECT_NE(me.body.find("\"is_member\":true"), std::string::npos);
  EXPECT_TRUE(member());
}

TEST_F(PeopleTest, promise_4_who_refused_left_or_is_a_member_looks_like_everybody_to_an_administrator) {
  // Four worlds, equal but for what one person did: every answer to the administrator is the same.
  std::set<std::string> seen;
  for (auto const* story : {"silent", "no", "member", "gone"}) {
    World twin;
    twin.set_up_administrator();
    Browser admin(twin);
    admin.post("/setup", setup_body(twin.token));
    auto const added = admin.post("/people", R"({"name":"Awa Ndiaye","email":"awa@helianne.example"})");
    auto const id = admin.json(added).string_or("id");
    // Four more, so that the outbox shows counts: a dropped letter must not be missing there.
    for (int i = 0; i < 4; ++i) {
      auto const other =
          admin.post("/people", R"({"name":"Autre","email":"autre)" + std::to_string(i) + R"(@helianne.example"})");
      admin.post("/invitations", R"({"person_ids":[")" + admin.json(other).string_or("id") + R"("]})");
    }
    auto const ask = [&] {
      auto const said = admin.post("/invitations", R"({"person_ids":[")" + id + R"("]})").body;
      twin.work();
      return said;
    };
    auto all = ask();
    Browser awa(twin);
    auto const token = twin.last_token();
    if (std::string_view(story) == "no")
      awa.post("/invitations/answer", R"({"token":")" + token + R"(","answer":"no"})");
    if (std::string_view(story) == "member" || std::string_view(story) == "gone") {
      awa.post("/invitations/answer", R"({"token":")" + token + R"(","answer":"yes"})");
      EXPECT_EQ(awa.accept(token).status, 200);
    }
    if (std::string_view(story) == "gone") {
      EXPECT_EQ(awa.call(http::Method::del, "/me/membership", R"({"confirm":true})").status, 204);
    }
    twin.clock.advance(hours(2));
    all += ask();  // a second invitation is answered alike, whoever gets no letter
    all += admin
               .call(http::Method::post, "/people/import-previews",
                     "name,email\nAwa Ndiaye,awa@helianne.example\nMaël,mael@helianne.example\n", "text/csv")
               .body;
    all += all_that_ines_sees(admin);
    seen.insert(mask_ids(all));
  }
  EXPECT_NE(seen.begin()->find("\"count\":6"), std::string::npos) << *seen.begin();
  EXPECT_EQ(seen.size(), 1u) << *seen.begin() << "\n---\n" << *seen.rbegin();
}

TEST_F(PeopleTest, promise_4_somebody_known_by_their_own_act_only_is_new_to_an_import) {
  auto settings = ines.json(ines.get("/settings"));
  settings.set("mail_domains", Json(JsonArray{Json("helianne.example")}));
  ASSERT_EQ(ines.call(http::Method::put, "/settings", print_json(settings)).status, 200);
  Browser zoe(world);
  EXPECT_EQ(zoe.post("/join-requests", R"({"email":"zoe@helianne.example","language":"fr"})").status, 202);
  world.work();
  EXPECT_EQ(
      zoe.post("/join-requests/redemption", R"({"token":")" + world.last_token() + R"(","name":"Zoé Martin"})").status,
      200);
  EXPECT_EQ(ines.get("/people?query=zoe").body.find("Zoé"), std::string::npos);
  auto const preview = ines.call(http::Method::post, "/people/import-previews",
                                 "name,email\nZoé Martin,zoe@helianne.example\n", "text/csv");
  EXPECT_NE(preview.body.find("\"added\":1"), std::string::npos) << preview.body;
  EXPECT_EQ(ines.post("/people", R"({"name":"Zoé Martin","email":"zoe@helianne.example"})").status, 201);
}

TEST_F(PeopleTest, an_address_outside_the_domains_gets_the_same_answer_and_no_letter) {
  Browser stranger(world);
  EXPECT_EQ(stranger.post("/join-requests", R"({"email":"x@elsewhere.example","language":"fr"})").status, 202);
  world.work();
  EXPECT_TRUE(world.postman.sent.empty());
}

TEST_F(PeopleTest, promise_1_a_no_holds_twelve_months_and_the_next_import_cannot_ask_again) {
  auto const id = add("Awa Ndiaye", "awa@helianne.example");
  invite(id);
  Browser awa(world);
  EXPECT_EQ(answer(awa, world.last_token(), "no"), "noted");
  auto const letters = world.postman.sent.size();
  world.clock.advance(days(300));
  ines.post("/session", credentials("ines@helianne.example", password));
  ines.call(http::Method::post, "/people/import-previews", "name,email\nAwa Ndiaye,awa@helianne.example\n", "text/csv");
  world.work();
  auto const before = world.postman.sent.size();
  invite(id);
  EXPECT_EQ(world.postman.sent.size(), before) << "asked again within a year";
  world.clock.advance(days(70));
  ines.post("/session", credentials("ines@helianne.example", password));
  world.work();
  auto const later = world.postman.sent.size();
  invite(id);
  EXPECT_EQ(world.postman.sent.size(), later + 1);
  EXPECT_GE(later, letters);
}

TEST_F(PeopleTest, later_brings_one_reminder_on_the_day_that_was_chosen) {
  invite(add("Awa Ndiaye", "awa@helianne.example"));
  Browser awa(world);
  auto const day = to_iso_date(utc_day(world.clock.now()) + 10);
  EXPECT_EQ(answer(awa, world.last_token(), "later", R"(,"remind_on":")" + day + "\""), "noted");
  world.clock.advance(days(9));
  world.work();
  EXPECT_EQ(world.postman.sent.size(), 1u);
  world.clock.advance(hours(26));
  world.work();
  ASSERT_EQ(world.postman.sent.size(), 2u);
  EXPECT_NE(world.postman.sent[1].subject.find("rappel"), std::string::npos);
  EXPECT_EQ(answer(awa, world.last_token(), "later",
                   R"(,"remind_on":")" + to_iso_date(utc_day(world.clock.now()) + 3) + "\""),
            "noted");
  world.clock.advance(days(5));
  world.work();
  EXPECT_EQ(world.postman.sent.size(), 2u) << "no reminder of the reminder";
}

TEST_F(PeopleTest, promise_6_an_invitation_link_is_made_once_and_told_to_the_person) {
  auto const id = add("Awa Ndiaye", "awa@helianne.example");
  auto const made = ines.post("/people/" + id + "/invitation-link");
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(ines.post("/people/" + id + "/invitation-link").status, 409);
  auto const url = ines.json(made).string_or("url");
  Browser awa(world);
  EXPECT_EQ(awa.accept(url.substr(url.find('#') + 1)).status, 200);
  EXPECT_NE(awa.get("/me").body.find("invitation_link_made"), std::string::npos);
}

TEST_F(PeopleTest, promise_1_leaving_is_one_step_and_at_once) {
  auto awa = join_as("Awa Ndiaye", "awa@helianne.example");
  EXPECT_EQ(awa.call(http::Method::del, "/me/membership", R"({"confirm":false})").status, 422);
  EXPECT_EQ(awa.get("/me/export").status, 200);
  EXPECT_NE(awa.get("/me/export").body.find("consents"), std::string::npos);
  Browser phone(world);
  phone.jar = awa.jar;
  EXPECT_EQ(awa.call(http::Method::del, "/me/membership", R"({"confirm":true})").status, 204);
  EXPECT_EQ(phone.get("/me").status, 401);
  int64_t lines = 0;
  (void)db::AppendFile::replay((world.folder / "withdrawals").string(), [&](std::string_view line) {
    ++lines;
    EXPECT_EQ(line.find("awa"), std::string_view::npos) << "a keyed hash, no address";
  });
  EXPECT_EQ(lines, 1);
}

TEST_F(PeopleTest, a_role_stays_with_whoever_leaves_until_the_organisation_takes_it_back) {
  auto awa = join_as("Awa Ndiaye", "awa@helianne.example");
  auto const id = awa.json(awa.get("/me")).string_or("id");
  ASSERT_EQ(ines.call(http::Method::put, "/people/" + id + "/roles", R"({"roles":["editor"]})").status, 200);
  EXPECT_EQ(awa.get("/me").status, 401) << "with other rights one signs in again";
  awa.post("/sign-in-links", R"({"email":"awa@helianne.example"})");
  world.work();
  ASSERT_EQ(awa.post("/sign-in-links/redemption", R"({"token":")" + world.last_token() + R"("})").status, 200);
  ASSERT_EQ(awa.call(http::Method::del, "/me/membership", R"({"confirm":true})").status, 204);
  auto const row = ines.get("/people?query=Awa").body;
  EXPECT_NE(row.find(R"("roles":["editor"])"), std::string::npos) << row;
}

TEST_F(PeopleTest, promise_4_the_first_steps_vanish_as_they_are_done_whoever_is_invited) {
  auto const steps = [&] { return ines.get("/first-steps").body; };
  EXPECT_EQ(steps(), R"({"people":false,"invited":false,"charter_read":false})");
  auto const id = add("Awa Ndiaye", "awa@helianne.example");
  EXPECT_EQ(steps(), R"({"people":true,"invited":false,"charter_read":false})");
  EXPECT_EQ(ines.post("/first-steps/charter").status, 204);
  EXPECT_EQ(steps(), R"({"people":true,"invited":false,"charter_read":true})");
  EXPECT_EQ(ines.post("/invitations", R"({"person_ids":[")" + id + R"("]})").status, 200);
  EXPECT_EQ(steps(), R"({"people":true,"invited":true,"charter_read":true})") << "before any letter is made or dropped";
}

TEST_F(PeopleTest, an_import_is_whole_or_not_at_all) {
  auto const table =
      "\xEF\xBB\xBFNom;Prénom;E-mail;Groupe;Badge\r\nNdiaye;Awa;awa@helianne.example;Direction > Travaux;1\r\n"
      "X;Y;pas-une-adresse;;2\r\n\"Le Goff\";Maël;mael@helianne.example;Direction > "
      "Travaux;3\r\nNdiaye;Awa;AWA@helianne.example;;4\r\n";
  auto const rows = [&] { return world.db->read([](db::Tx& tx) { return *tx.one<int64_t>(count_rows); }); };
  auto const before = rows();
  auto const preview = ines.call(http::Method::post, "/people/import-previews", table, "text/csv");
  ASSERT_EQ(preview.status, 200) << preview.body;
  auto const json = ines.json(preview);
  EXPECT_EQ(*json.find("added")->integer(), 2);
  EXPECT_EQ(*json.find("refused_count")->integer(), 2);
  EXPECT_EQ(*json.find("refused")->array()->at(0).find("line")->integer(), 3);
  auto const& broken = json.find("refused")->array()->at(0);
  EXPECT_EQ(*broken.find("column")->integer(), 5);
  EXPECT_EQ(*broken.find("cell")->integer(), 3);
  EXPECT_EQ(broken.string_or("header"), "E-mail");
  EXPECT_EQ(broken.string_or("detail"), "pas-une-adresse");
  auto const& twice = json.find("refused")->array()->at(1);
  EXPECT_EQ(*twice.find("first_line")->integer(), 2) << "where the address stood before";
  EXPECT_EQ(twice.string_or("header"), "E-mail");
  EXPECT_EQ(json.find("sample")->array()->at(0).string_or("group"), "Direction > Travaux");
  EXPECT_EQ(*json.find("unknown_columns")->array()->at(0).string(), "Badge");
  EXPECT_EQ(rows(), before) << "a preview keeps nothing";
  EXPECT_EQ(world.db->read([](db::Tx& tx) { return *tx.one<int64_t>(count_staged); }), 0);
  auto const body = R"({"preview_id":")" + json.string_or("id") + R"("})";
  EXPECT_NE(ines.post("/people/imports", body).body.find("\"added\":2"), std::string::npos);
  EXPECT_EQ(rows(), before + 2);
  EXPECT_EQ(ines.post("/people/imports", body).status, 404) << "a preview is confirmed once";
  auto const moved = ines.call(http::Method::post, "/people/import-previews",
                               "name;email;group\nAwa Ndiaye;awa@helianne.example;Direction > Conseil\n", "text/csv");
  EXPECT_NE(moved.body.find("\"fields\":[\"group\"]"), std::string::npos) << moved.body;
  ines.post("/people/imports", R"({"preview_id":")" + ines.json(moved).string_or("id") + R"("})");
  EXPECT_EQ(world.db->read([](db::Tx& tx) { return *tx.one<int64_t>(group_history); }), 3)
      << "the old membership is dated, not lost";
}

TEST_F(PeopleTest, an_unclosed_quote_in_a_file_costs_its_own_line_only) {
  auto const table =
      "Nom complet;E-mail\r\nAwa Ndiaye;\"awa@helianne.example\r\nZoé Martin;zoe@helianne.example\r\n\"Le \"Goff;"
      "goff@helianne.example\r\nMaël Roux;mael@helianne.example\r\n";
  auto const json = ines.json(ines.call(http::Method::post, "/people/import-previews", table, "text/csv"));
  EXPECT_EQ(*json.find("added")->integer(), 2);
  ASSERT_EQ(*json.find("refused_count")->integer(), 2);
  auto const& unclosed = json.find("refused")->array()->at(0);
  EXPECT_EQ(*unclosed.find("line")->integer(), 2);
  EXPECT_EQ(*unclosed.find("cell")->integer(), 2);
  EXPECT_EQ(unclosed.string_or("header"), "E-mail");
  EXPECT_EQ(unclosed.string_or("detail"), "\"awa@helianne.example");
  auto const& after = json.find("refused")->array()->at(1);
  EXPECT_EQ(after.string_or("code"), "csv.text_after_quote");
  EXPECT_EQ(*after.find("line")->integer(), 4);
  EXPECT_EQ(after.string_or("header"), "Nom complet");
  EXPECT_EQ(after.string_or("detail"), "\"Le \"Goff");
  auto const broken = ines.call(http::Method::post, "/people/import-previews",
                                "\"name;email\nAwa Ndiaye;awa@helianne.example\n", "text/csv");
  EXPECT_EQ(broken.status, 422) << "what a line means hangs on the heading";
  EXPECT_EQ(ines.json(broken).string_or("code"), "csv.unclosed_quote");
}

TEST_F(PeopleTest, the_last_administrator_stays_and_rights_act_at_once) {
  auto awa = join_as("Awa Ndiaye", "awa@helianne.example");
  auto const me = ines.json(ines.get("/me")).string_or("id");
  EXPECT_EQ(ines.call(http::Method::put, "/people/" + me + "/roles", R"({"roles":[]})").status, 409);
  EXPECT_EQ(awa.get("/people").status, 404) << "missing and forbidden are one answer";
}

TEST_F(PeopleTest, promise_1_the_change_log_says_who_runs_the_programme_and_never_who_takes_part) {
  auto awa = join_as("Awa Ndiaye", "awa@helianne.example");
  auto const id = awa.json(awa.get("/me")).string_or("id");
  ASSERT_EQ(ines.call(http::Method::put, "/people/" + id + "/roles", R"({"roles":["data-protection"]})").status, 200);
  auto const log = ines.json(ines.get("/changes"));
  auto const& items = *log.find("items")->array();
  ASSERT_EQ(items.size(), 3u) << "inviting, joining and signing in are no changes of this kind";
  EXPECT_EQ(items[0].string_or("action"), "role.granted");
  EXPECT_EQ(items[0].string_or("role"), "data-protection");
  EXPECT_EQ(items[0].string_or("person"), "Awa Ndiaye");
  EXPECT_EQ(items[0].string_or("by"), "Inès Marchetti");
  EXPECT_EQ(items[1].string_or("action"), "site.added");
  EXPECT_EQ(items[2].string_or("action"), "setup.done");
  auto const first = ines.json(ines.get("/changes?limit=2"));
  auto const rest = ines.json(ines.get("/changes?limit=2&cursor=" + first.string_or("next")));
  EXPECT_EQ(rest.find("items")->array()->at(0).string_or("id"), items[2].string_or("id"));
  EXPECT_TRUE(rest.find("next")->is_null());
}

TEST_F(PeopleTest, the_audit_chain_shows_a_changed_row) {
  add("Awa Ndiaye", "awa@helianne.example");
  EXPECT_FALSE(world.db->read([](db::Tx& tx) { return find_broken_record(tx); }));
  world.db->write([](db::Tx& tx) { tx.run(tamper); });
  EXPECT_EQ(world.db->read([](db::Tx& tx) { return find_broken_record(tx); }), 2);
}

TEST_F(PeopleTest, choices_are_checked_and_kept) {
  auto preferences = *ines.json(ines.get("/me")).find("preferences");
  preferences.set("allowed_from", "25:00");
  EXPECT_EQ(ines.call(http::Method::put, "/me/preferences", print_json(preferences)).status, 422);
  preferences.set("allowed_from", "09:00").set("onboarded", true).set("daily_cap", 2);
  EXPECT_EQ(ines.call(http::Method::put, "/me/preferences", print_json(preferences)).status, 200);
  EXPECT_NE(ines.get("/me").body.find("\"onboarded\":true"), std::string::npos);
}

TEST_F(PeopleTest, a_language_or_a_network_nobody_knows_is_refused_where_it_stands) {
  struct Row {
    std::string field, value, pointer, code;
  };
  auto const preferences = *ines.json(ines.get("/me")).find("preferences");
  for (auto const& row :
       {Row{"language", R"("de")", "/language", "input.not_a_choice"},
        Row{"languages", R"(["zz"])", "/languages/0", "input.language"},
        Row{"languages", R"(["fr","français"])", "/languages/1", "input.language"},
        Row{"networks", R"(["linkedin","myspace"])", "/networks/1", "people.network_unknown"},
        Row{"networks", R"([""])", "/networks/0", "people.network_unknown"},
        Row{"contacts", R"([{"network":"myspace","count":3}])", "/contacts/0/network", "people.network_unknown"}}) {
    auto changed = preferences;
    changed.set(row.field, *parse_json(row.value));
    auto const answer = ines.call(http::Method::put, "/me/preferences", print_json(changed));
    EXPECT_EQ(answer.status, 422) << row.value;
    auto const error = ines.json(answer).find("errors")->array()->at(0);
    EXPECT_EQ(error.string_or("pointer"), row.pointer) << answer.body;
    EXPECT_EQ(error.string_or("code"), row.code) << answer.body;
    EXPECT_NE(error.string_or("detail"), "") << "says what would be taken";
  }
  EXPECT_EQ(print_json(*ines.json(ines.get("/me")).find("preferences")), print_json(preferences))
      << "a refusal changes nothing";
}

TEST_F(PeopleTest, languages_of_stories_are_kept_by_their_primary_code) {
  auto preferences = *ines.json(ines.get("/me")).find("preferences");
  preferences.set("languages", *parse_json(R"(["de-CH","pt-BR","DE"])"));
  auto const answer = ines.call(http::Method::put, "/me/preferences", print_json(preferences));
  EXPECT_EQ(print_json(*ines.json(answer).find("languages")), R"(["de","pt"])") << answer.body;
}

TEST_F(PeopleTest, what_was_kept_earlier_is_shown_so_that_it_can_be_sent_back) {
  auto preferences = *ines.json(ines.get("/me")).find("preferences");
  world.db->write([](db::Tx& tx) {
    tx.run(keep_old_choices, find_by_email(tx, "ines@helianne.example")->value,
           std::string(R"({"language":"de","languages":["zz","fr-FR","de"],"networks":["myspace","linkedin"],)"
                       R"("contacts":[{"network":"myspace","count":5},{"network":"linkedin","count":7}]})"));
  });
  auto const shown = *ines.json(ines.get("/me")).find("preferences");
  EXPECT_EQ(shown.string_or("language"), "fr") << "the app speaks it no more";
  EXPECT_EQ(print_json(*shown.find("languages")), R"(["fr","de"])");
  EXPECT_EQ(print_json(*shown.find("networks")), R"(["linkedin"])");
  EXPECT_EQ(print_json(*shown.find("contacts")), R"([{"network":"linkedin","count":7}])");
  auto const answer = ines.call(http::Method::put, "/me/preferences", print_json(shown));
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(print_json(ines.json(answer)), print_json(shown));
}

TEST_F(PeopleTest, who_is_listed_with_a_language_the_app_does_not_speak_reads_both) {
  auto greta = join_as("Greta Kühn", "greta@helianne.example", "de");
  auto const me = ines.json(greta.get("/me"));
  EXPECT_EQ(me.string_or("language"), "fr") << "the organisation's";
  EXPECT_EQ(print_json(*me.find("preferences")->find("languages")), R"(["de","fr"])");
  EXPECT_EQ(greta.call(http::Method::put, "/me/preferences", print_json(*me.find("preferences"))).status, 200);
}

}  // namespace essaim::people
