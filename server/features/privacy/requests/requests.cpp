#include "features/privacy/requests/requests.hpp"

#include "base/random.hpp"
#include "features/privacy/accesses.hpp"
#include "platform/backup/sealed_box.hpp"
#include "platform/crypto/key_ring.hpp"
#include "platform/i18n/catalogue.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/retention/retention.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace essaim::privacy {
namespace {

constexpr size_t key_bytes = 32;

std::string place_of(int64_t request) { return fmt::format("request {}", request); }
std::string place_of(int64_t person, int64_t file) { return fmt::format("file {} of person {}", file, person); }

struct Order {
  int64_t id = 0;
  PersonRequest asked;
};

std::optional<Order> find_order(db::Tx& tx, Organisation& organisation, int64_t id) {
  auto const row = store::find_request(tx, id);
  if (!row || row->done) return std::nullopt;
  auto const email = organisation.keys->open_sealed("person-request", place_of(id), row->sealed_email.value);
  if (!email) return std::nullopt;
  using enum PersonRequest::What;
  Order out{id, {.what = row->kind == "erase" ? erase : export_file, .email = *email}};
  if (row->seal_to && row->seal_to->value.size() == key_bytes)
    std::copy_n(row->seal_to->value.begin(), key_bytes, out.asked.seal_to.emplace().begin());
  return out;
}

std::string seal(Order const& order, Json const& json) {
  return backup::seal_to(backup::PublicKey{*order.asked.seal_to}, print_json_pretty(json));
}

// ---- the file

void keep_file(db::Tx& tx, Organisation& organisation, people::PersonId person, std::string const& text, Instant now,
               Instant ends) {
  store::File file{.id = new_id_value(now), .sealed_key = {}, .sealed = {}, .made_at = now, .ends_at = ends};
  auto const place = place_of(person.value, file.id);
  auto const key = random_bytes<key_bytes>();
  std::string const word(key.begin(), key.end());
  file.sealed_key = db::Bytes{organisation.keys->seal("prepared-file-key", place, word)};
  file.sealed = db::Bytes{KeyRing(word).seal("prepared-file", place, text)};
  store::forget_file(tx, person.value);
  store::insert_file(tx, person.value, file);
}

Result<Done> prepare(people::Door& door, Organisation& organisation, Order const& order) {
  auto const now = organisation.now();
  auto const ends = now + days(retention::term_of(retention::Kind::prepared_file).days);
  bool const sealing = order.asked.seal_to.has_value();
  organisation.db->write([&](db::Tx& tx) {
    auto const person = people::find_by_email(tx, order.asked.email);
    note_operator(tx, "person_export", person.value_or(people::PersonId{}), now);
    people::record(tx, {}, "person.exported", "person", "", now);
    Json held =
        person ? people::export_person(organisation, tx, *person) : Json(JsonObject{{"exported_at", to_rfc3339(now)}});
    std::string box;
    if (sealing)
      box = seal(order, held.set("known", person.has_value()));
    else if (person)
      keep_file(tx, organisation, *person, print_json_pretty(held), now, ends);
    if (person) people::tell_of_prepared_file(door, tx, *person, sealing ? std::nullopt : std::optional(ends));
    auto const said = sealing ? JsonObject{} : JsonObject{{"ends_on", to_iso_date(utc_day(ends))}};
    store::finish(tx, order.id, "", print_json(Json(said)), box, now);
  });
  return Done{};
}

// ---- the erasure

struct Held {
  Kind const* kind;
  std::string_view then;
  int64_t count = 0;
};

// What there was of somebody; nobody: every kind, with nothing in it.
std::vector<Held> held_of(Organisation& organisation, db::Tx& tx, std::optional<people::PersonId> person) {
  auto const counts = person ? count_own(organisation, tx, person->value) : std::vector<std::optional<int64_t>>{};
  std::vector<Held> out;
  for (size_t i = 0; i < kinds().size(); ++i)
    if (auto const then = what_becomes_of(organisation, kinds()[i]); !then.empty())
      out.push_back({&kinds()[i], then, i < counts.size() ? counts[i].value_or(0) : 0});
  return out;
}

Json told_to_operator(std::vector<Held> const& all) {
  JsonArray items;
  for (auto const& held : all)
    items.push_back(JsonObject{{"kind", std::string(held.kind->name)}, {"then", std::string(held.then)}});
  return JsonObject{{"kinds", std::move(items)}};
}

Json told_to_data_protection(std::vector<Held> const& all, bool known, Instant now) {
  JsonArray items;
  for (auto const& held : all)
    items.push_back(
        JsonObject{{"kind", std::string(held.kind->name)}, {"count", held.count}, {"then", std::string(held.then)}});
  return JsonObject{{"erased_at", to_rfc3339(now)}, {"known", known}, {"kinds", std::move(items)}};
}

std::vector<std::string> told_to_person(std::vector<Held> const& all, std::string const& language) {
  auto const words = Catalogue::embedded();
  std::vector<std::string> out;
  for (auto const& held : all)
    if (held.count > 0) {
      auto const what = words.text(language, fmt::format("trust.kind.{}", held.kind->name));
      out.push_back(words.text(language, "mails.erased.line", {{"what", what}, {"count", held.count}}));
    }
  return out;
}

Result<Done> erase(people::Door& door, Organisation& organisation, Order const& order) {
  auto const now = organisation.now();
  std::vector<Held> all;
  auto const finish = [&](db::Tx& tx, std::optional<people::PersonId> person, std::string_view refusal) {
    if (all.empty()) all = held_of(organisation, tx, std::nullopt);
    if (refusal.empty()) {
      note_operator(tx, "person_erase", person.value_or(people::PersonId{}), now);
      people::record(tx, {}, "person.erased", "person", "", now);
    }
    auto const box = order.asked.seal_to && refusal.empty()
                         ? seal(order, told_to_data_protection(all, person.has_value(), now))
                         : std::string();
    store::finish(tx, order.id, refusal, print_json(told_to_operator(all)), box, now);
  };
  auto const person = organisation.db->read([&](db::Tx& tx) { return people::find_by_email(tx, order.asked.email); });
  if (!person) {
    organisation.db->write([&](db::Tx& tx) { finish(tx, std::nullopt, ""); });
    return Done{};
  }
  people::Erasing const erasing{.lines =
                                    [&](db::Tx& tx, std::string const& language) {
                                      all = held_of(organisation, tx, *person);
                                      return told_to_person(all, language);
                                    },
                                .after = [&](db::Tx& tx) { finish(tx, *person, ""); }};
  auto const erased = people::erase_person(door, *person, erasing);
  if (erased || erased.error().fault == Fault::unavailable) return erased;  // a full disk: it is tried again
  bool const gone_meanwhile = erased.error().fault == Fault::missing;
  organisation.db->write([&](db::Tx& tx) {
    if (gone_meanwhile)
      finish(tx, std::nullopt, "");
    else
      finish(tx, *person, erased.error().code);
  });
  return Done{};
}

}  // namespace

int64_t ask(Organisation& organisation, PersonRequest const& request) {
  auto const now = organisation.now();
  std::optional<db::Bytes> key;
  if (request.seal_to) key = db::Bytes{std::string(request.seal_to->begin(), request.seal_to->end())};
  auto const kind = request.what == PersonRequest::What::erase ? "erase" : "export";
  return organisation.db->write([&](db::Tx& tx) {
    auto id = new_id_value(now);
    auto const box = [&] { return organisation.keys->seal("person-request", place_of(id), request.email); };
    while (!store::insert_request(tx, id, kind, box(), key, now)) id = new_id_value(now);
    organisation.jobs->enqueue(tx, request_job, JsonObject{{"request", id}}, now);
    return id;
  });
}

Result<Done> carry_out(people::Door& door, Organisation& organisation, int64_t request) {
  auto const order = organisation.db->read([&](db::Tx& tx) { return find_order(tx, organisation, request); });
  if (!order) return Done{};
  return order->asked.what == PersonRequest::What::erase ? erase(door, organisation, *order)
                                                         : prepare(door, organisation, *order);
}

std::optional<RequestAnswer> take_answer(Organisation& organisation, int64_t request) {
  auto const row = organisation.db->read([&](db::Tx& tx) { return store::find_request(tx, request); });
  if (!row || !row->done) return std::nullopt;
  organisation.db->write([&](db::Tx& tx) { store::forget_request(tx, request); });
  return RequestAnswer{row->refusal, parse_json(row->said).value_or(Json()), row->sealed ? row->sealed->value : ""};
}

void note_backup(db::Tx& tx, Instant now) { note_operator(tx, "backup", {}, now); }

std::optional<store::File> find_waiting(db::Tx& tx, int64_t person, Instant now) {
  auto file = store::find_file(tx, person);
  if (file && file->ends_at <= now) file.reset();
  return file;
}

Result<std::string> open_waiting(Organisation& organisation, int64_t person) {
  return organisation.db->write([&](db::Tx& tx) -> Result<std::string> {
    auto const file = find_waiting(tx, person, organisation.now());
    if (!file) return fail(Fault::missing, "request.not_found");
    auto const place = place_of(person, file->id);
    auto const key = organisation.keys->open_sealed("prepared-file-key", place, file->sealed_key.value);
    auto const text = key ? KeyRing(*key).open_sealed("prepared-file", place, file->sealed.value) : std::nullopt;
    if (!text) return fail(Fault::missing, "request.not_found");
    store::forget_file(tx, person);
    return *text;
  });
}

void forget_what_nobody_opened(db::Tx& tx, Instant now) {
  note(tx, retention::Kind::prepared_file, store::forget_files_ended(tx, now), now);
  store::forget_requests_before(tx, now - days(1));
}

std::string_view what_becomes_of(Organisation const& organisation, Kind const& kind) {
  if (kind.name == "directory") return "erased";  // leaving would keep it: that is the difference
  bool kept = false, replaced = false, erased = false;
  for (auto const& held : organisation.personal_data)
    for (auto const& column : held.columns) {
      if (std::ranges::find(kind.columns, column.name) == kind.columns.end()) continue;
      kept |= column.then == OnLeaving::kept;
      replaced |= column.then == OnLeaving::replaced;
      erased |= column.then == OnLeaving::erased;
    }
  return replaced ? "replaced" : erased ? "erased" : kept ? "kept" : "";
}

}  // namespace essaim::privacy
