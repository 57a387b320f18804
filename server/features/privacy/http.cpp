#include "base/text.hpp"
#include "features/privacy/accesses.hpp"
#include "features/privacy/dto.hpp"
#include "features/privacy/kinds.hpp"
#include "features/privacy/privacy.hpp"
#include "features/privacy/promises.hpp"
#include "features/privacy/register.hpp"
#include "features/privacy/requests/requests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace essaim::privacy {
namespace {

using http::Call;

/// Read once, when all routes are there: what is told of rights is what the server asks for.
std::vector<RightDto> rights_of(http::Router const& router, std::vector<RoleRights> const& roles) {
  std::vector<RightDto> out;
  for (auto const& route : router.routes()) {
    auto found = std::ranges::find(out, std::string(route.permission.name), &RightDto::permission);
    if (found == out.end()) found = out.insert(out.end(), RightDto{std::string(route.permission.name), {}, 0});
    ++found->routes;
  }
  for (auto& right : out)
    for (auto const& role : roles)
      if (std::ranges::find(role.permissions, right.permission) != role.permissions.end())
        right.roles.emplace_back(role.role);
  // What everybody may do first, then by how many roles hold it.
  std::ranges::stable_sort(out, [](RightDto const& a, RightDto const& b) {
    return std::pair(!a.roles.empty(), -int64_t(a.roles.size())) <
           std::pair(!b.roles.empty(), -int64_t(b.roles.size()));
  });
  return out;
}

TrustDto show_trust(Call& call, std::vector<RightDto> const& rights) {
  TrustDto out;
  out.version = version();
  auto const own = call.db().read([&](db::Tx& tx) { return count_own(call.organisation, tx, call.viewer.person); });
  for (size_t i = 0; i < kinds().size(); ++i) {
    auto const& kind = kinds()[i];
    out.kinds.push_back({std::string(kind.name), std::string(kind.keeps),
                         kind.days > 0 ? std::optional(kind.days) : std::nullopt, own[i]});
  }
  out.rights = rights;
  for (auto const& [number, tests] : promise_tests()) out.promises.push_back({number, tests});
  return out;
}

RegisterDto show(std::vector<RegisterMonth> const& months, int64_t open) {
  RegisterDto out;
  for (auto const& month : months) {
    RegisterMonthDto shown{to_iso_date(month.month), {}, month.total.in_force, month.total.withdrawn};
    for (auto const& line : month.lines)
      shown.lines.push_back({line.purpose, line.stand.in_force, line.stand.withdrawn});
    out.months.push_back(std::move(shown));
  }
  out.next_month = to_iso_date(open);
  out.next_at = to_rfc3339(closing_of_month(next_month(open)));
  out.least_people = least_people;
  return out;
}

Result<AccessesDto> show_accesses(Call& call) {
  auto const& ids = call.organisation.ids;
  auto const page = TRY(call.page());
  int64_t before = 0;
  if (!page.cursor.empty()) {
    before = ids.read(page.cursor).value_or(0);
    if (before <= 0) return fail_at("?cursor", "input.bad_cursor", "`next` of the page before is expected");
  }
  auto const found = call.db().read([&](db::Tx& tx) { return list_accesses(tx, call.viewer, before, page.limit); });
  AccessesDto out;
  for (auto const& each : found.items)
    out.items.push_back({ids.show(each.id), to_iso_date(each.day), each.role, each.door, each.cut, each.about_me,
                         each.viewer, each.subject});
  if (found.next) out.next = ids.show(*found.next);
  return out;
}

void add_register_routes(http::Router& router, std::shared_ptr<Catalogue const> const& words) {
  router.get<RegisterDto>(
      "/trust/register", signed_in, "What people agreed to, by closed month", [](Call& call) -> Result<RegisterDto> {
        return call.db().read([&](db::Tx& tx) { return show(read_register(tx), open_month(tx, call.now())); });
      });
  router
      .get<http::Response>("/trust/register.csv", signed_in, "The same months for a spreadsheet, without people",
                           [words](Call& call) -> Result<http::Response> {
                             auto const asked = call.query("language");
                             http::Response out;
                             out.body = call.db().read([&](db::Tx& tx) {
                               return write_register(read_register(tx), asked.empty() ? call.viewer.language : asked,
                                                     *words);
                             });
                             out.with("content-type", "text/csv; charset=utf-8");
                             out.with("content-disposition", "attachment; filename=\"consents.csv\"");
                             return out;
                           })
      .text("language", "of its head line; one's own when left out", http::one_of({"fr", "en"}));
}

void add_file_routes(http::Router& router) {
  router.get<PreparedFileDto>(
      "/me/prepared-file", signed_in, "Whether a file of what is held on me waits for me",
      [](Call& call) -> Result<PreparedFileDto> {
        auto const file = call.db().read([&](db::Tx& tx) { return find_waiting(tx, call.viewer.person, call.now()); });
        if (!file) return PreparedFileDto{};
        return PreparedFileDto{to_rfc3339(file->made_at), to_rfc3339(file->ends_at)};
      });
  // No GET: whatever looks at addresses before their reader does would use it up.
  router.post<http::Response>("/me/prepared-file/opening", signed_in, "Opens that file, once: it is gone with this",
                              [](Call& call) -> Result<http::Response> {
                                http::Response out;
                                out.body = TRY(open_waiting(call.organisation, call.viewer.person));
                                out.with("content-type", "application/json; charset=utf-8");
                                out.with("content-disposition", "attachment; filename=\"essaim-my-data.json\"");
                                return out;
                              });
}

}  // namespace

void add_routes(http::Router& router, std::shared_ptr<people::Door> const& door, std::vector<RoleRights> rights) {
  auto const words = std::make_shared<Catalogue const>(Catalogue::embedded());
  auto const told = std::make_shared<std::vector<RightDto>>();
  router.get<TrustDto>("/trust", signed_in,
                       "What is stored, who may do what, and which tests hold the promises of this version",
                       [told](Call& call) -> Result<TrustDto> { return show_trust(call, *told); });
  add_register_routes(router, words);
  add_file_routes(router);
  router
      .get<AccessesDto>("/trust/accesses", signed_in, "Who looked at what is about persons",
                        [](Call& call) -> Result<AccessesDto> { return show_accesses(call); })
      .pages();
  router.post<ProofClaimDto, ProofDto>(
      "/trust/proofs", verify, "Opens the proof of one person's consent on a named claim; the person is told",
      [door](Call& call, ProofClaimDto const& in) -> Result<ProofDto> {
        auto const claim = one_line(in.claim);
        if (claim.size() < 5) return fail_at("/claim", "input.too_short", "say who asks, and for what");
        return call.db().write([&](db::Tx& tx) -> Result<ProofDto> {
          auto const proof = open_proof(*door, tx, call.viewer, in.email, claim, call.now());
          ProofDto out{call.organisation.ids.show(proof.number), {}};
          for (auto const& line : proof.lines)
            out.lines.push_back({line.text_version, line.channel, to_rfc3339(line.at), line.given});
          return out;
        });
      });
  *told = rights_of(router, rights);
}

}  // namespace essaim::privacy
