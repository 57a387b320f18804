#include "platform/mail/outbox.hpp"

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <array>

namespace essaim::mail {
namespace {

using db::Sql;

constexpr Sql insert_letter{"outbox.insert",
                            "insert into outbox(id, kind, day, state, person_id, sealed, due_at, useful_until) "
                            "values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing"};
// Somebody sits before the screen and waits for the first two; the others say what may be another's doing, and who
// reads them an hour later has lost that hour. A wave of invitations never stands before them. The words of the
// statements are those of the index outbox_urgent.
constexpr std::array<std::string_view, 9> urgent_kinds{"sign_in",
                                                       "join",
                                                       "new_browser",
                                                       "password_changed",
                                                       "email_changed",
                                                       "second_factor_set",
                                                       "second_factor_removed",
                                                       "passkey_added",
                                                       "passkey_removed"};
constexpr Sql find_urgent{"outbox.find_urgent",
                          "select id, kind, sealed, attempts from outbox where sealed is not null and kind in "
                          "('sign_in', 'join', 'new_browser', "
                          "'password_changed', 'email_changed', 'second_factor_set', 'second_factor_removed', "
                          "'passkey_added', 'passkey_removed') "
                          "and due_at <= $1 and useful_until > $1 and leased_until < $1 "
                          "order by case when kind in ('sign_in', 'join') then 0 else 1 end, due_at limit $2"};
constexpr Sql find_due{"outbox.find_due",
                       "select id, kind, sealed, attempts from outbox where sealed is not null and kind not in "
                       "('sign_in', 'join', 'new_browser', "
                       "'password_changed', 'email_changed', 'second_factor_set', 'second_factor_removed', "
                       "'passkey_added', 'passkey_removed') "
                       "and due_at <= $1 and useful_until > $1 and leased_until < $1 order by due_at limit $2"};
constexpr Sql next_urgent_letter{
    "outbox.next_urgent",
    "select due_at from outbox where sealed is not null and kind in ('sign_in', 'join', 'new_browser', "
    "'password_changed', 'email_changed', 'second_factor_set', 'second_factor_removed', "
    "'passkey_added', 'passkey_removed') "
    "and due_at > $1 and useful_until > due_at order by due_at limit 1"};
// What a server said of one address ("busy": greylisting, a full mailbox) is not over because another letter left.
constexpr Sql release_letters{
    "outbox.release",
    "update outbox set due_at = $1 where sealed is not null and due_at > $1 and failure not in ('', 'mail.busy')"};
constexpr Sql lease_letter{
    "outbox.lease", "update outbox set leased_until = $2 where id = $1 and leased_until < $3 and sealed is not null"};
constexpr Sql settle_letter{
    "outbox.settle", "update outbox set state = $2, sealed = null, person_id = null, failure = $3 where id = $1"};
constexpr Sql postpone_letter{
    "outbox.postpone",
    "update outbox set state = 'queued', attempts = attempts + 1, due_at = $2, leased_until = 0, failure = $3 "
    "where id = $1"};
constexpr Sql expire_letters{"outbox.expire",
                             "update outbox set state = 'expired', sealed = null, person_id = null where sealed is not "
                             "null and useful_until <= $1"};
constexpr Sql let_go{"outbox.let_all_go",
                     "update outbox set state = 'expired', sealed = null, person_id = null where sealed is not null"};
// Only what an organiser's own act sends: any other letter follows what somebody did, so that a line of it would tell
// of a request to join, a new browser or a reminder asked for, where few are invited (promises.md 4).
constexpr Sql count_lines{
    "outbox.summary",
    "select kind, day, shown, count(*) from (select kind, day, "
    // An address that refuses would tell who was written to: for letters that some do not get, that is no state.
    "case when state = 'failed' then 'sent' else state end as shown from outbox where kind = 'invitation') "
    "as letters group by kind, day, shown order by day desc, kind, shown limit 400"};
constexpr Sql erase_letters{"outbox.erase_person",
                            "update outbox set sealed = $2, person_id = null where person_id = $1"};

std::string place_of(int64_t id) { return "letter " + std::to_string(id); }

// The parts are sealed and the page is rendered when it leaves: a wave of 150,000 letters weighs a tenth.
Json to_list(std::vector<std::string> const& texts) {
  JsonArray items;
  for (auto const& text : texts) items.emplace_back(text);
  return Json(std::move(items));
}

std::vector<std::string> read_list(Json const& json, std::string_view key) {
  std::vector<std::string> texts;
  if (auto const* items = json.find(key); items && items->array())
    for (auto const& item : *items->array())
      if (item.string()) texts.push_back(*item.string());
  return texts;
}

Json write_look(Look const& look) {
  return JsonObject{{"primary", look.primary},           {"name", look.name},
                    {"dark_primary", look.dark_primary}, {"dark_on_primary", look.dark_on_primary},
                    {"dark_name", look.dark_name},       {"mark", look.mark},
                    {"mark_width", look.mark_width}};
}

std::string write_sealed(Letter const& l, std::string const& message_id, Instant at) {
  Json json;
  json.set("id", message_id).set("at", at.ms).set("kind", l.kind).set("language", l.language);
  json.set("to_name", l.to_name).set("to", l.to_address).set("programme", l.programme_name);
  json.set("subject", l.subject).set("preview", l.preview).set("heading", l.heading);
  json.set("before", to_list(l.before)).set("points", to_list(l.points)).set("after", to_list(l.after));
  json.set("button", l.button).set("address", l.address).set("copy_hint", l.copy_hint).set("footer", l.footer);
  json.set("look", write_look(l.look));
  return print_json(json);
}

Look read_look(Json const& json) {
  Look look;
  struct Place {
    std::string_view key;
    std::string Look::*place;
  };
  for (auto const& [key, place] :
       {Place{"primary", &Look::primary}, Place{"name", &Look::name}, Place{"dark_primary", &Look::dark_primary},
        Place{"dark_on_primary", &Look::dark_on_primary}, Place{"dark_name", &Look::dark_name},
        Place{"mark", &Look::mark}})
    look.*place = json.string_or(key, look.*place);
  if (auto const* width = json.find("mark_width"); width && width->integer()) look.mark_width = *width->integer();
  return look;
}

Letter read_letter(Json const& json) {
  auto const word = [&](std::string_view key) { return json.string_or(key); };
  auto const* look = json.find("look");
  return {.kind = word("kind"),
          .language = word("language"),
          .to_name = word("to_name"),
          .to_address = word("to"),
          .programme_name = word("programme"),
          .subject = word("subject"),
          .preview = word("preview"),
          .heading = word("heading"),
          .before = read_list(json, "before"),
          .points = read_list(json, "points"),
          .button = word("button"),
          .address = word("address"),
          .copy_hint = word("copy_hint"),
          .after = read_list(json, "after"),
          .footer = word("footer"),
          .look = look ? read_look(*look) : Look{}};
}

struct Due {
  int64_t id;
  std::string kind;
  db::Bytes sealed;
  int64_t attempts;
  static Due read(db::Row& row) {
    Due due{row.integer(), row.text(), row.bytes(), 0};
    due.attempts = row.integer();
    return due;
  }
};

}  // namespace

OutboxLine OutboxLine::read(db::Row& row) {
  OutboxLine line{row.text(), 0, {}, 0};
  line.day = row.integer();
  line.state = row.text();
  line.count = row.integer();
  return line;
}

void Outbox::post(db::Tx& tx, Letter const& letter, int64_t person, Instant useful_until) const {
  Instant const now = clock_.now();
  auto const text = write_sealed(letter, "<" + random_token(18) + "@" + host_ + ">", now);
  auto const owner = person ? std::optional(person) : std::nullopt;
  std::string_view const state = can_send() ? "queued" : "no_mail_server";
  for (int64_t done = 0; done == 0;) {
    int64_t const id = new_id_value(now);
    db::Bytes const sealed{keys_.seal("outbox", place_of(id), text)};
    done = tx.run(insert_letter, id, letter.kind, utc_day(now), state, owner, sealed, now.ms, useful_until.ms);
  }
}

std::optional<Message> Outbox::read_sealed(std::string const& text) const {
  auto const json = parse_json(text);
  auto const* at = json ? json->find("at") : nullptr;
  if (!at || !at->integer()) return std::nullopt;
  auto letter = read_letter(*json);
  Message message{
      .id = json->string_or("id"), .to_name = {}, .to_address = {}, .subject = {}, .html = {}, .text = {}, .at = {}};
  if (letter.to_address.empty()) return message;
  // A mark that is no longer there (a backup without its files) keeps no letter back.
  auto picture = files_ && !letter.look.mark.empty() ? files_->find(letter.look.mark) : std::nullopt;
  if (picture)
    message.pictures.push_back({mark_id(letter.look.mark), std::move(*picture)});
  else
    letter.look.mark = "";
  message.to_name = letter.to_name;
  message.to_address = letter.to_address;
  message.subject = letter.subject;
  message.html = render_html(letter);
  message.text = render_text(letter);
  message.at = Instant{*at->integer()};
  return message;
}

// A letter to nobody, or of somebody who has gone, meets the server as the others do: where the server is away, it
// waits with them.
Result<Done> Outbox::deliver(int64_t id, std::string const& sealed) const {
  if (sealed.empty()) return transport_->reach();
  auto const text = keys_.open_sealed("outbox", place_of(id), sealed);
  auto const message = text ? read_sealed(*text) : std::nullopt;
  if (!message) return fail(Fault::invalid, "mail.sealed_with_another_key");
  return message->to_address.empty() ? transport_->reach() : transport_->send(*message);
}

// Each round but the last has sent a letter for good, so that there is a last one.
int Outbox::deliver_due(db::Db& db, int most) const {
  Instant const now = clock_.now();
  int settled = int(db.write([&](db::Tx& tx) { return tx.run(expire_letters, now.ms); }));
  if (!transport_) return settled;
  for (bool again = true; again;) {
    auto const round = deliver_round(db, most);
    settled += round.settled;
    again = round.released && settled < most;
  }
  return settled;
}

Outbox::Round Outbox::deliver_round(db::Db& db, int most) const {
  Instant const now = clock_.now();
  auto const due = db.read([&](db::Tx& tx) {
    auto letters = tx.many<Due>(find_urgent, now.ms, most);
    for (auto& letter : tx.many<Due>(find_due, now.ms, most - int(letters.size())))
      letters.push_back(std::move(letter));
    return letters;
  });
  Round round;
  bool reached = false;
  for (auto const& letter : due) {
    bool const leased = db.write(
        [&](db::Tx& tx) { return tx.run(lease_letter, letter.id, (clock_.now() + minutes(2)).ms, now.ms) == 1; });
    if (!leased) continue;  // another node has it
    auto const outcome = deliver(letter.id, letter.sealed.value);
    db.write([&](db::Tx& tx) {
      if (outcome)
        tx.run(settle_letter, letter.id, "sent", "");
      else if (outcome.error().fault == Fault::invalid)
        tx.run(settle_letter, letter.id, "failed", outcome.error().code);
      else
        tx.run(postpone_letter, letter.id, (clock_.now() + wait_after(letter.kind, letter.attempts)).ms,
               outcome.error().code);
      // The server is there: whatever waits for it need not wait longer.
      if (outcome && !reached) round.released = tx.run(release_letters, clock_.now().ms) > 0;
    });
    if (outcome) reached = true;
    if (!outcome)
      log::warn("mail.not_sent", {{log::Field::mail_kind, letter.kind},
                                  {log::Field::code, outcome.error().code},
                                  {log::Field::attempt, letter.attempts + 1}});
    ++round.settled;
  }
  return round;
}

std::vector<OutboxLine> Outbox::summary(db::Tx& tx) { return tx.many<OutboxLine>(count_lines); }

void Outbox::let_all_go(db::Tx& tx) { tx.run(let_go); }

void Outbox::erase_person(db::Tx& tx, int64_t person) { tx.run(erase_letters, person, db::Bytes{}); }

std::optional<Instant> Outbox::next_urgent(db::Tx& tx) const {
  auto const due = can_send() ? tx.one<int64_t>(next_urgent_letter, clock_.now().ms) : std::nullopt;
  return due ? std::optional(Instant{*due}) : std::nullopt;
}

Duration Outbox::wait_after(std::string_view kind, int64_t attempts) {
  using Waits = std::array<Duration, 5>;
  bool const urgent = std::ranges::find(urgent_kinds, kind) != urgent_kinds.end();
  auto const waits = urgent ? Waits{seconds(5), seconds(10), seconds(20), seconds(40), seconds(60)}
                            : Waits{minutes(1), minutes(5), minutes(15), minutes(60), minutes(180)};
  return waits[size_t(std::clamp<int64_t>(attempts, 0, 4))];
}

}  // namespace essaim::mail
