#include "base/id.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <set>

namespace essaim {

TEST(Id, orders_by_time_and_fits_63_bits) {
  auto const early = new_id_value({1795509000000}), late = new_id_value({1795509000001});
  EXPECT_LT(early, late);
  EXPECT_GT(early, 0);
}

TEST(Id, promise_3_outside_ids_are_a_keyed_bijection_that_tells_nothing_of_time) {
  IdCipher const ours({1, 2, 3}), theirs({4, 5, 6});
  std::set<std::string> seen;
  int rising = 0;
  std::string before;
  for (int i = 0; i < 2000; ++i) {
    auto const id = new_id_value({1795509000000 + i * 1000});
    auto const word = ours.show(id);
    EXPECT_EQ(word.size(), 13u);
    EXPECT_EQ(ours.read(word), id);
    EXPECT_NE(word, theirs.show(id));
    seen.insert(word);
    rising += word > before ? 1 : 0;
    before = word;
  }
  EXPECT_EQ(seen.size(), 2000u);
  EXPECT_NEAR(rising, 1000, 150);  // later ids are as often smaller as larger
}

TEST(Id, foreign_words_are_refused) {
  IdCipher const cipher({1, 2, 3});
  for (auto const* word : {"", "abc", "zzzzzzzzzzzzz", "vvvvvvvvvvvvv", "00000000000000", "0000000000 00"})
    EXPECT_FALSE(cipher.read(word)) << word;
}

}  // namespace essaim
