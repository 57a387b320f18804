#include "base/random.hpp"
#include "base/text.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/config/config.hpp"
#include "platform/config/embedded.hpp"
#include "platform/db/migrate.hpp"
#include "platform/mail/outbox.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace essaim::mail {
namespace {

constexpr db::Sql outbox_rows{"test.outbox_rows", "select count(*) from outbox where sealed is not null"};
constexpr db::Sql outbox_states{"test.outbox_states", "select state from outbox order by useful_until desc"};
constexpr db::Sql sealed_bytes{"test.outbox_sealed", "select sealed from outbox where sealed is not null"};

class FakeServer final : public Transport {
 public:
  Result<Done> send(Message const& message) override {
    ++calls;
    if (!answer) return tl::unexpected(answer.error());
    sent.push_back(message);
    return Done{};
  }
  Result<Done> reach() override { return away ? Result<Done>(fail(Fault::unavailable, "mail.unreachable")) : Done{}; }
  bool away = false;
  Result<Done> answer = Done{};
  std::vector<Message> sent;
  int calls = 0;
};

class MailTest : public testing::Test {
 protected:
  MailTest() {
    std::filesystem::create_directory(folder);
    db = db::open_sqlite((folder / "test.db").string());
    auto const text = find_embedded("migrations/0006_outbox.sql");
    db::Migration const one{"0006_outbox", text};
    db::migrate(*db, {&one, 1}, clock.now());
  }
  ~MailTest() override {
    db.reset();
    std::filesystem::remove_all(folder);
  }
  void post(Transport* transport, std::string to = "awa@example.org", Duration useful = days(2),
            std::string kind = "invitation") {
    Outbox const outbox(keys, clock, transport, "swarm.example.org");
    auto what = letter(to);
    what.kind = kind;
    db->write([&](db::Tx& tx) { outbox.post(tx, what, 7, clock.now() + useful); });
  }
  int deliver(Transport* transport) { return Outbox(keys, clock, transport, "swarm.example.org").deliver_due(*db); }
  std::vector<std::string> states() {
    return db->read([](db::Tx& tx) { return tx.many<std::string>(outbox_states); });
  }
  int64_t sealed_rows() {
    return db->read([](db::Tx& tx) { return *tx.one<int64_t>(outbox_rows); });
  }

  static Letter letter(std::string to) {
    Letter out;
    out.kind = "invitation";
    out.language = "fr";
    out.to_address = to;
    out.to_name = "Awa \"A\" Ndiaye";
    out.programme_name = "Les Éclaireurs";
    out.subject = "Maël vous propose";
    out.heading = "<b>Bonjour</b>";
    out.before = {"Un & deux"};
    out.points = {"Vos mots"};
    out.button = "Voir";
    out.address = "https://swarm.example.org/invitation#s3cret";
    out.footer = "Pied";
    return out;
  }

  ManualClock clock{Instant{1'790'000'000'000}};
  KeyRing keys{std::string(32, 'k')};
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("essaim-mail-" + random_token(9));
  std::unique_ptr<db::Db> db;
  FakeServer server;
};

using States = std::vector<std::string>;

}  // namespace

TEST_F(MailTest, promise_6_a_waiting_body_is_sealed_and_erased_once_sent) {
  post(&server);
  auto const sealed = db->read([](db::Tx& tx) { return *tx.one<db::Bytes>(sealed_bytes); });
  for (auto secret : {"s3cret", "awa@example.org", "Bonjour"}) EXPECT_EQ(sealed.value.find(secret), std::string::npos);
  EXPECT_EQ(deliver(&server), 1);
  ASSERT_EQ(server.sent.size(), 1u);
  EXPECT_EQ(server.sent[0].to_address, "awa@example.org");
  EXPECT_EQ(states(), States{"sent"});
  EXPECT_EQ(sealed_rows(), 0);
  EXPECT_EQ(deliver(&server), 0);
}

TEST_F(MailTest, a_mark_travels_inside_the_letter_and_its_loss_keeps_none_back) {
  Blobs files((folder / "media").string());
  auto marked = letter("awa@example.org");
  marked.look.mark = files.put("a picture");
  marked.look.mark_width = 64;
  Outbox const outbox(keys, clock, &server, "swarm.example.org", &files);
  db->write([&](db::Tx& tx) { outbox.post(tx, marked, 7, clock.now() + days(2)); });
  outbox.deliver_due(*db);
  auto const name = mark_id(marked.look.mark);
  ASSERT_EQ(server.sent.size(), 1u);
  ASSERT_EQ(server.sent[0].pictures.size(), 1u);
  EXPECT_EQ(server.sent[0].pictures[0].id, name);
  EXPECT_EQ(server.sent[0].pictures[0].bytes, "a picture");
  EXPECT_NE(server.sent[0].html.find("cid:" + name), std::string::npos);
  files.erase(marked.look.mark);
  db->write([&](db::Tx& tx) { outbox.post(tx, marked, 7, clock.now() + days(2)); });
  outbox.deliver_due(*db);
  ASSERT_EQ(server.sent.size(), 2u);
  EXPECT_TRUE(server.sent[1].pictures.empty());
  EXPECT_EQ(server.sent[1].html.find("cid:"), std::string::npos);
}

TEST_F(MailTest, a_server_that_is_down_delays_and_loses_nothing) {
  server.answer = fail(Fault::unavailable, "mail.unreachable");
  post(&server);
  deliver(&server);
  EXPECT_EQ(states(), States{"queued"});
  deliver(&server);
  EXPECT_EQ(server.calls, 1) << "not before its time";
  clock.advance(minutes(2));
  server.answer = Done{};
  deliver(&server);
  EXPECT_EQ(states(), States{"sent"});
}

TEST_F(MailTest, a_sign_in_link_is_tried_again_within_seconds_and_stands_before_any_wave) {
  Outbox const outbox(keys, clock, &server, "swarm.example.org");
  auto const next = [&] { return db->read([&](db::Tx& tx) { return outbox.next_urgent(tx); }); };
  server.answer = fail(Fault::unavailable, "mail.busy");
  post(&server, "wave@example.org");
  EXPECT_FALSE(next());
  clock.advance(seconds(1));
  post(&server, "awa@example.org", minutes(15), "sign_in");
  deliver(&server);
  EXPECT_EQ(server.calls, 2);
  EXPECT_EQ(next(), clock.now() + seconds(5));
  clock.advance(minutes(2));
  server.answer = Done{};
  EXPECT_EQ(outbox.deliver_due(*db, 1), 1);
  EXPECT_EQ(server.sent.back().to_address, "awa@example.org") << "though the other one has waited for longer";
  EXPECT_FALSE(next());
  EXPECT_EQ(outbox.deliver_due(*db, 1), 1);
  EXPECT_EQ(server.sent.size(), 2u);
  EXPECT_EQ(Outbox::wait_after("invitation", 0), minutes(1));
  EXPECT_EQ(Outbox::wait_after("sign_in", 90), minutes(1)) << "until the link is of no more use";
}

TEST_F(MailTest, words_about_security_are_tried_again_as_soon_as_a_sign_in_link) {
  for (auto const* const kind : {"new_browser", "password_changed", "email_changed", "second_factor_set",
                                 "second_factor_removed", "passkey_added", "passkey_removed"})
    for (int64_t attempts = 0; attempts < 9; ++attempts)
      EXPECT_EQ(Outbox::wait_after(kind, attempts), Outbox::wait_after("sign_in", attempts)) << kind;
  Outbox const outbox(keys, clock, &server, "swarm.example.org");
  server.answer = fail(Fault::unavailable, "mail.unreachable");
  post(&server, "awa@example.org", days(2), "second_factor_set");
  deliver(&server);
  EXPECT_EQ(db->read([&](db::Tx& tx) { return outbox.next_urgent(tx); }), clock.now() + seconds(5));
  post(&server, "mael@example.org", minutes(15), "sign_in");
  clock.advance(seconds(5));
  server.answer = Done{};
  EXPECT_EQ(outbox.deliver_due(*db, 1), 1);
  EXPECT_EQ(server.sent.back().to_address, "mael@example.org") << "somebody sits before the screen";
  EXPECT_EQ(outbox.deliver_due(*db, 1), 1);
  EXPECT_EQ(server.sent.size(), 2u);
}

TEST_F(MailTest, once_a_letter_has_gone_through_all_that_wait_for_the_server_are_tried_at_once) {
  server.answer = fail(Fault::unavailable, "mail.busy");
  post(&server, "full@example.org");
  deliver(&server);
  server.answer = fail(Fault::unavailable, "mail.unreachable");
  for (auto const* const to : {"a@example.org", "b@example.org"}) post(&server, to);
  deliver(&server);
  server.answer = Done{};
  EXPECT_EQ(deliver(&server), 0) << "nothing is due yet";
  post(&server, "awa@example.org", minutes(15), "sign_in");
  EXPECT_EQ(deliver(&server), 3);
  EXPECT_EQ(sealed_rows(), 1) << "a full mailbox is none the emptier";
  EXPECT_EQ(server.sent.size(), 3u);
}

TEST_F(MailTest, a_final_refusal_is_final) {
  server.answer = fail(Fault::invalid, "mail.refused");
  post(&server);
  deliver(&server);
  clock.advance(hours(5));
  deliver(&server);
  EXPECT_EQ(server.calls, 1);
  EXPECT_EQ(states(), States{"failed"});
  EXPECT_EQ(sealed_rows(), 0);
}

TEST_F(MailTest, promise_4_others_see_lines_of_what_an_organiser_sent_and_of_no_ones_own_act) {
  for (auto const* kind : {"join", "sign_in", "new_browser", "password_changed", "reminder"})
    post(&server, "a@example.org", days(2), kind);
  EXPECT_TRUE(db->read([](db::Tx& tx) { return Outbox::summary(tx); }).empty());
  post(&server);
  EXPECT_EQ(db->read([](db::Tx& tx) { return Outbox::summary(tx); }).size(), 1u);
}

TEST_F(MailTest, without_a_server_mails_wait_and_go_when_there_is_one) {
  post(nullptr);
  post(nullptr, "b@example.org", minutes(30));
  EXPECT_EQ(deliver(nullptr), 0);
  EXPECT_EQ(states(), (States{"no_mail_server", "no_mail_server"}));
  clock.advance(hours(1));
  deliver(&server);
  EXPECT_EQ(states(), (States{"sent", "expired"})) << "a sign-in link of yesterday is of no use";
  EXPECT_EQ(server.sent.size(), 1u);
}

TEST_F(MailTest, promise_4_a_letter_to_nobody_looks_like_any_other) {
  post(&server, "");
  deliver(&server);
  EXPECT_EQ(server.calls, 0);
  EXPECT_EQ(states(), States{"sent"});
  auto const lines = db->read([](db::Tx& tx) { return Outbox::summary(tx); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].kind, "invitation");
  EXPECT_EQ(lines[0].state, "sent");
  EXPECT_EQ(lines[0].count, 1);
}

TEST_F(MailTest, promise_4_a_letter_to_nobody_waits_for_a_server_that_is_away_and_no_bad_address_tells) {
  server.away = true;
  server.answer = fail(Fault::unavailable, "mail.unreachable");
  post(&server, "");
  post(&server, "a@example.org");
  deliver(&server);
  EXPECT_EQ(states(), (States{"queued", "queued"}));
  clock.advance(minutes(2));
  server.away = false;
  server.answer = fail(Fault::invalid, "mail.refused");
  deliver(&server);
  auto const lines = db->read([](db::Tx& tx) { return Outbox::summary(tx); });
  ASSERT_EQ(lines.size(), 1u) << "which of the two was written to is not shown";
  EXPECT_EQ(lines[0].state, "sent");
  EXPECT_EQ(lines[0].count, 2);
}

TEST_F(MailTest, a_person_who_goes_takes_the_waiting_letters_along) {
  post(&server);
  db->write([](db::Tx& tx) { Outbox::erase_person(tx, 7); });
  EXPECT_EQ(states(), States{"queued"}) << "to the others nothing has changed";
  deliver(&server);
  EXPECT_EQ(server.calls, 0);
  EXPECT_EQ(sealed_rows(), 0);
  EXPECT_EQ(states(), States{"sent"});
}

TEST_F(MailTest, both_faces_say_the_same_and_run_nothing) {
  auto const html = render_html(letter("awa@example.org"));
  EXPECT_EQ(html.find("<b>Bonjour"), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;Bonjour"), std::string::npos);
  EXPECT_NE(html.find("href=\"https://swarm.example.org/invitation#s3cret\""), std::string::npos);
  EXPECT_EQ(html.find("{{"), std::string::npos);
  auto const text = render_text(letter("awa@example.org"));
  for (auto word : {"Un & deux", "- Vos mots", "https://swarm.example.org/invitation#s3cret", "Pied"})
    EXPECT_NE(text.find(word), std::string::npos) << word;
}

TEST(Smtp, addresses_and_headers_hold_no_line_ends) {
  EXPECT_EQ(read_mailbox("Les Éclaireurs <a@example.org>")->name, "Les Éclaireurs");
  EXPECT_EQ(read_mailbox("a@example.org")->address, "a@example.org");
  for (auto bad : {"", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "<a@b>, <c@d>"})
    EXPECT_FALSE(read_mailbox(bad)) << bad;
  EXPECT_EQ(encode_words("Plain subject"), "Plain subject");
  EXPECT_EQ(encode_words("a\r\nBcc: x@example.org"), "a Bcc: x@example.org");
  EXPECT_EQ(encode_words("é"), "=?utf-8?B?w6k=?=");
  auto const folded = encode_words(std::string(200, 'x') + "é é é é");
  for (auto line : split(folded, '\n')) EXPECT_LE(trim(line).size(), 75u);
}

TEST(Smtp, no_address_of_a_server_is_no_server) {
  EXPECT_EQ(open_smtp(Config{}), nullptr);
  Config config;
  config.smtp_url = "smtp://127.0.0.1:1";
  EXPECT_THROW((void)open_smtp(config), std::runtime_error);
  config.mail_from = "swarm@example.org";
  config.smtp_security = "none";
  auto const smtp = open_smtp(config);
  auto const outcome = smtp->send({"<1@x>", "", "awa@example.org", "s", "<p>", "t", {}});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "mail.unreachable");
  EXPECT_EQ(outcome.error().fault, Fault::unavailable);
}

}  // namespace essaim::mail
