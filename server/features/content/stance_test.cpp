#include "features/content/stance.hpp"

#include <gtest/gtest.h>

namespace essaim::content {

TEST(ContentStance, a_tag_belongs_to_one_stance) {
  for (auto const* text : {"readers", "personal"}) EXPECT_EQ(stance_of(*read_tag(text)), Stance::useful) << text;
  for (auto const* text : {"values", "expertise", "offers", "projects"}) {
    EXPECT_EQ(stance_of(*read_tag(text)), Stance::company) << text;
    EXPECT_EQ(to_text(*read_tag(text)), text);
  }
  EXPECT_FALSE(read_tag(""));
  EXPECT_FALSE(read_tag("company"));
  for (auto const* text : {"visibility", "employer_brand", "sales", "internal_communication", "change"})
    EXPECT_EQ(to_text(*read_objective(text)), text);
  EXPECT_FALSE(read_objective("reach"));
}

// The two rules say the same as keeps(): one within the room, none beyond it, one again after what is needed.
TEST(ContentStance, promise_8_the_room_for_company_stories_ends_where_the_mix_breaks) {
  for (int64_t target : {0, 50, 66, 80, 95, 99, 100})
    for (int64_t useful = 0; useful < 60; ++useful)
      for (int64_t company = 0; company < 20; ++company) {
        SupplyMix const now{useful, company};
        auto const room = company_room(now, target);
        bool const one_more = SupplyMix{useful, company + 1}.keeps(target);
        EXPECT_EQ(room > 0, one_more) << useful << " " << company << " " << target;
        if (target > 0 && room > 0) {
          EXPECT_TRUE((SupplyMix{useful, company + room}).keeps(target));
          EXPECT_FALSE((SupplyMix{useful, company + room + 1}).keeps(target));
        }
        auto const needed = useful_needed(now, target);
        ASSERT_EQ(needed.has_value(), target < 100);
        if (!needed) continue;
        EXPECT_EQ(*needed == 0, one_more);
        EXPECT_TRUE((SupplyMix{useful + *needed, company + 1}).keeps(target));
        if (*needed > 0) { EXPECT_FALSE((SupplyMix{useful + *needed - 1, company + 1}).keeps(target)); }
      }
}

}  // namespace essaim::content
