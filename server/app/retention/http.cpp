#include "app/retention/http.hpp"

#include "features/people/people.hpp"
#include "platform/http/describe.hpp"
#include "platform/retention/retention.hpp"

namespace essaim {
namespace {

struct RetentionTerm {
  static constexpr std::string_view dto = "RetentionTerm";
  std::string kind;
  int64_t days = 0;
};
template <class V>
void describe(V& v, RetentionTerm& t) {
  v("kind", t.kind);
  v("days", t.days);
}

struct RetentionMonth {
  static constexpr std::string_view dto = "RetentionMonth";
  std::string month, kind;
  std::optional<int64_t> deleted;
};
template <class V>
void describe(V& v, RetentionMonth& m) {
  v("month", m.month);
  v("kind", m.kind);
  v("deleted", m.deleted);
}

struct Retention {
  static constexpr std::string_view dto = "Retention";
  std::vector<RetentionTerm> terms;
  std::vector<RetentionMonth> months;
};
template <class V>
void describe(V& v, Retention& r) {
  v("terms", r.terms);
  v("months", r.months);
}

Retention show(db::Tx& tx, Instant now) {
  Retention out;
  for (auto const& term : retention::terms()) out.terms.push_back({std::string(term.name), term.days});
  for (auto const& month : retention::months(tx, now))
    out.months.push_back(
        {to_iso_date(month.first_day).substr(0, 7), std::string(retention::term_of(month.kind).name), month.deleted});
  return out;
}

}  // namespace

void add_retention_routes(http::Router& router) {
  router.get<Retention>(
      "/retention", signed_in,
      "How many days each kind of thing stays, and what was deleted in months that are over, in fives",
      [](http::Call& call) -> Result<Retention> {
        return call.db().read([&](db::Tx& tx) { return show(tx, call.now()); });
      });
}

}  // namespace essaim
