#pragma once
// An invitation, its answer, and what became of the mails.

#include "platform/http/describe.hpp"

namespace essaim::people::dto {

using http::Limits;
using http::one_of;

struct InvitationView {
  static constexpr std::string_view dto = "InvitationView";
  std::optional<std::string> inviter_first_name, message;
  std::string programme_name, first_name, language, state;
};
template <class V>
void describe(V& v, InvitationView& i) {
  v("inviter_first_name", i.inviter_first_name);
  v("message", i.message);
  v("programme_name", i.programme_name);
  v("first_name", i.first_name);
  v("language", i.language);
  v("state", i.state, one_of({"open", "expired"}));
}

struct InvitationAnswer {
  static constexpr std::string_view dto = "InvitationAnswer";
  std::string token, answer;
  std::optional<std::string> remind_on;
};
template <class V>
void describe(V& v, InvitationAnswer& a) {
  v("token", a.token, Limits{.min = 1, .max = 100});
  v("answer", a.answer, one_of({"yes", "later", "no"}));
  v("remind_on", a.remind_on, Limits{.min = 10, .max = 10});
}

struct InvitationAnswered {
  static constexpr std::string_view dto = "InvitationAnswered";
  std::string next;
};
template <class V>
void describe(V& v, InvitationAnswered& a) {
  v("next", a.next, one_of({"charter", "noted"}));
}

struct InvitationAcceptance {
  static constexpr std::string_view dto = "InvitationAcceptance";
  std::string token, language;
  int64_t charter_version = 0;
};
template <class V>
void describe(V& v, InvitationAcceptance& a) {
  v("token", a.token, Limits{.min = 1, .max = 100});
  v("charter_version", a.charter_version, http::between(1, 1'000'000));
  v("language", a.language, one_of({"fr", "en"}));
}

struct Inviting {
  static constexpr std::string_view dto = "Inviting";
  std::optional<std::vector<std::string>> person_ids;
  std::optional<std::string> group_id, message;
  bool everybody = false;
};
template <class V>
void describe(V& v, Inviting& i) {
  v("person_ids", i.person_ids, Limits{.min = 0, .max = 1000});
  v("group_id", i.group_id);
  v.maybe("everybody", i.everybody);
  v("message", i.message, Limits{.min = 0, .max = 400});
}

struct Invited {
  static constexpr std::string_view dto = "Invited";
  int64_t count = 0;
};
template <class V>
void describe(V& v, Invited& i) {
  v("count", i.count);
}

struct InvitationLink {
  static constexpr std::string_view dto = "InvitationLink";
  std::string url;
};
template <class V>
void describe(V& v, InvitationLink& l) {
  v("url", l.url);
}

struct OutboxLine {
  static constexpr std::string_view dto = "OutboxLine";
  std::string kind, day, state;
  std::optional<int64_t> count;
};
template <class V>
void describe(V& v, OutboxLine& l) {
  v("kind", l.kind);
  v("day", l.day);
  v("state", l.state);
  v("count", l.count);
}

}  // namespace essaim::people::dto
