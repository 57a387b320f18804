// After a restore: what people took back since the backup was made is taken back again, and nothing that waited goes
// out.

#include "base/text.hpp"
#include "features/people/door.hpp"
#include "features/people/invitations/store.hpp"
#include "features/people/membership.hpp"
#include "features/people/store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/outbox.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

namespace essaim::people {
namespace {

// As Door::write_withdrawal writes it. Lines of the first versions end after the time.
struct Line {
  std::string what, refusal;
  Instant at;
  bool of_somebody = false;  // whom this database knows
};
struct Lines {
  std::vector<Line> all;
  std::unordered_map<std::string, std::vector<size_t>> by_name;
};

void read_line(std::string_view text, Lines& lines) {
  auto const words = split(text, ' ');
  if (words.size() < 3) return;
  Line line{std::string(words[1]), {}, {}};
  auto const [end, error] = std::from_chars(words[2].data(), words[2].data() + words[2].size(), line.at.ms);
  if (error != std::errc() || end != words[2].data() + words[2].size()) return;
  if (words.size() > 4)
    if (auto hash = from_base64url(words[4])) line.refusal = *std::move(hash);
  lines.by_name[std::string(words[0])].push_back(lines.all.size());
  if (words.size() > 3) lines.by_name[std::string(words[3])].push_back(lines.all.size());
  lines.all.push_back(std::move(line));
}

bool has_joined_since(std::vector<store::Consent> const& consents, Instant at) {
  return std::ranges::any_of(consents,
                             [&](auto const& one) { return one.purpose == "charter" && one.given && one.at >= at.ms; });
}

bool is_member_by(std::vector<store::Consent> const& consents) {
  bool member = false;
  for (auto const& one : consents)
    if (one.purpose == "charter") member = one.given;
  return member;
}

// Who is named by which lines: by number or by address, whichever still fits; in the order in which they were written.
std::map<int64_t, std::set<size_t>> lines_of_people(Door& door, db::Tx& tx, Lines& lines) {
  std::map<int64_t, std::set<size_t>> of;
  store::each_key(tx, [&](int64_t id, std::string const& email_key) {
    for (auto const& name : {door.withdrawal_name(id), door.withdrawal_name(email_key)})
      if (auto const found = lines.by_name.find(name); found != lines.by_name.end())
        for (auto const line : found->second) {
          of[id].insert(line);
          lines.all[line].of_somebody = true;
        }
  });
  return of;
}

// A leaving is a no as well: both hold for their year.
bool refuse_until(Door& door, db::Tx& tx, std::string const& hash, Instant end) {
  auto const now = door.organisation.now();
  if (hash.empty() || end <= now || store::has_refused(tx, hash, now)) return false;
  store::insert_refusal(tx, hash, end);
  return true;
}

void settle(Door& door, db::Tx& tx, store::PersonRow const& person, Line const& line, TakenBack& taken) {
  // Whom a list brought again after the erasure is somebody new.
  if (line.what == "erased" && store::known_since(tx, person.id) <= line.at) {
    erase_wholly(door, tx, PersonId{person.id}, new_id_value(door.organisation.now()), line.at);
    (void)refuse_until(door, tx, line.refusal, line.at + refusal_life);
    ++taken.erased;
    return;
  }
  auto const consents = store::consents_of(tx, person.id);
  bool const member = is_member_by(consents);
  if (has_joined_since(consents, line.at) || (member && line.what != "charter")) return;
  auto const end = line.at + refusal_life;
  if (member) {
    end_membership(door, tx, PersonId{person.id}, new_id_value(door.organisation.now()), line.at);
    ++taken.left;
  } else if (refuse_until(door, tx, door.refusal_hash(person.email_key), end)) {
    ++taken.refused;
  }
  (void)refuse_until(door, tx, line.refusal, end);  // their address of that day, which a list may bring again
}

}  // namespace

Result<TakenBack> replay_withdrawals(Door& door, std::string const& file) {
  Lines lines;
  (void)TRY(db::AppendFile::replay(file, [&](std::string_view text) { read_line(text, lines); }));
  if (lines.all.empty()) return TakenBack{};
  auto const of = door.organisation.db->read([&](db::Tx& tx) { return lines_of_people(door, tx, lines); });
  return door.organisation.db->write([&](db::Tx& tx) -> Result<TakenBack> {
    TakenBack taken;
    for (auto const& [id, numbers] : of)
      for (auto const number : numbers)
        if (auto const person = store::find_person(tx, id)) settle(door, tx, *person, lines.all[number], taken);
    // It holds also for an address that this database does not know: the next list of people may bring it.
    for (auto const& line : lines.all)
      if (!line.of_somebody && refuse_until(door, tx, line.refusal, line.at + refusal_life)) ++taken.refused;
    return taken;
  });
}

void end_what_waited(Door& door) {
  door.organisation.db->write([&](db::Tx& tx) {
    store::end_open_invitations(tx, door.organisation.now());
    mail::Outbox::let_all_go(tx);
    door.organisation.jobs->forget(tx, "people.send_wave");
  });
}

}  // namespace essaim::people
