#pragma once
// An organisation's own colour and mark: settings like the others, dated and authored, and what is made from them.

#include "features/people/brand/rules.hpp"
#include "features/people/brand/store.hpp"
#include "features/people/people.hpp"
#include "platform/mail/letter.hpp"

namespace essaim::people {

struct Brand {
  static constexpr std::string_view dto = "Brand";
  std::string colour;  // "#0055ff"; empty: Essaim's
  std::string mark;    // a mark that was taken in; empty: Essaim's
  bool operator==(Brand const&) const = default;
};
template <class V>
void describe(V& v, Brand& b) {
  v("colour", b.colour, http::Limits{.min = 0, .max = 20});
  v("mark", b.mark, http::Limits{.min = 0, .max = 64});
}

Brand load_brand(db::Tx& tx);
/// One row for each of the two that differs from the one in force.
void save_brand(db::Tx& tx, Brand const& brand, PersonId author, Instant now);
/// Puts the colour in small letters; refuses what is no colour, and a mark that nobody brought, with a pointer into the
/// settings.
Result<Done> check_brand(db::Tx& tx, Brand& brand);

/// "b" and twelve digits, others for each other colour or mark: in the stylesheet, in its address and in GET
/// /programme.
std::string version_of(Brand const& brand);

/// Draws a mark anew in a process of its own, makes its icons, and keeps them. It is in force once a setting says so.
Result<store::MarkRow> take_mark(Organisation& organisation, std::string_view bytes);
std::string mark_url(std::string_view sha256);
Ink ink_of(store::MarkRow const& mark);

/// What a letter looks like.
mail::Look look_of(db::Tx& tx);

}  // namespace essaim::people
