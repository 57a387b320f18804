#pragma once
// Trust on the wire.

#include "platform/http/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::privacy {

/// A kind of data. `mine`: how many such things I can download as my own; null where they are no list.
struct KindDto {
  static constexpr std::string_view dto = "DataKind";
  std::string name, keeps;
  std::optional<int64_t> days, mine;
};
template <class V>
void describe(V& v, KindDto& k) {
  v("name", k.name);
  v("keeps", k.keeps);
  v("days", k.days);
  v("mine", k.mine);
}

/// What one may do, who may, and how many routes ask for it. No role: whoever is signed in, or a member with their own.
struct RightDto {
  static constexpr std::string_view dto = "Right";
  std::string permission;
  std::vector<std::string> roles;
  int64_t routes = 0;
};
template <class V>
void describe(V& v, RightDto& r) {
  v("permission", r.permission);
  v("roles", r.roles);
  v("routes", r.routes);
}

struct PromiseDto {
  static constexpr std::string_view dto = "PromiseTests";
  int64_t number = 0, tests = 0;
};
template <class V>
void describe(V& v, PromiseDto& p) {
  v("number", p.number);
  v("tests", p.tests);
}

struct TrustDto {
  static constexpr std::string_view dto = "Trust";
  std::string version;
  std::vector<KindDto> kinds;
  std::vector<RightDto> rights;
  std::vector<PromiseDto> promises;
};
template <class V>
void describe(V& v, TrustDto& t) {
  v("version", t.version);
  v("kinds", t.kinds);
  v("rights", t.rights);
  v("promises", t.promises);
}

/// Null figures are hidden: fewer than five people on one side or the other.
struct RegisterLineDto {
  static constexpr std::string_view dto = "RegisterLine";
  std::string purpose;
  std::optional<int64_t> in_force, withdrawn;
};
template <class V>
void describe(V& v, RegisterLineDto& l) {
  v("purpose", l.purpose);
  v("in_force", l.in_force);
  v("withdrawn", l.withdrawn);
}
struct RegisterMonthDto {
  static constexpr std::string_view dto = "RegisterMonth";
  std::string month;
  std::vector<RegisterLineDto> lines;
  std::optional<int64_t> in_force, withdrawn;
};
template <class V>
void describe(V& v, RegisterMonthDto& m) {
  v("month", m.month);
  v("lines", m.lines);
  v("in_force", m.in_force);
  v("withdrawn", m.withdrawn);
}
struct RegisterDto {
  static constexpr std::string_view dto = "ConsentRegister";
  std::vector<RegisterMonthDto> months;
  std::string next_month, next_at;
  int64_t least_people = 0;
};
template <class V>
void describe(V& v, RegisterDto& r) {
  v("months", r.months);
  v("next_month", r.next_month);
  v("next_at", r.next_at);
  v("least_people", r.least_people);
}

/// `viewer` and `subject` are names, null where they are not this reader's to know; "" is somebody who is gone.
struct AccessDto {
  static constexpr std::string_view dto = "Access";
  std::string id, day, role, door, cut;
  bool about_me = false;
  std::optional<std::string> viewer, subject;
};
template <class V>
void describe(V& v, AccessDto& a) {
  v("id", a.id);
  v("day", a.day);
  v("role", a.role);
  v("door", a.door);
  v("cut", a.cut);
  v("about_me", a.about_me);
  v("viewer", a.viewer);
  v("subject", a.subject);
}
struct AccessesDto {
  static constexpr std::string_view dto = "Accesses";
  std::vector<AccessDto> items;
  std::optional<std::string> next;
};
template <class V>
void describe(V& v, AccessesDto& a) {
  v("items", a.items);
  v("next", a.next);
}

/// A file that waits for me, or nulls.
struct PreparedFileDto {
  static constexpr std::string_view dto = "PreparedFile";
  std::optional<std::string> made_at, ends_at;
};
template <class V>
void describe(V& v, PreparedFileDto& f) {
  v("made_at", f.made_at);
  v("ends_at", f.ends_at);
}

struct ProofClaimDto {
  static constexpr std::string_view dto = "ProofClaim";
  std::string email, claim;
};
template <class V>
void describe(V& v, ProofClaimDto& c) {
  v("email", c.email, http::Limits{.min = 3, .max = 254});
  v("claim", c.claim, http::Limits{.min = 5, .max = 300});
}
struct ProofLineDto {
  static constexpr std::string_view dto = "ProofLine";
  std::string text_version, channel, at;
  bool given = false;
};
template <class V>
void describe(V& v, ProofLineDto& l) {
  v("text_version", l.text_version);
  v("channel", l.channel);
  v("at", l.at);
  v("given", l.given);
}
struct ProofDto {
  static constexpr std::string_view dto = "Proof";
  std::string number;
  std::vector<ProofLineDto> lines;
};
template <class V>
void describe(V& v, ProofDto& p) {
  v("number", p.number);
  v("lines", p.lines);
}

}  // namespace essaim::privacy
