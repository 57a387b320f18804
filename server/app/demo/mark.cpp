#include "app/demo/mark.hpp"

#include "app/demo/demo.hpp"

#include <optional>

namespace essaim::demo {
namespace {

constexpr db::Sql find_filled{"demo.find_mark",
                              "select case when filled_at is null then 1 else 2 end from demo_mark where only_one = 1"};
constexpr db::Sql find_begun{"demo.find_begun", "select begun_at from demo_mark where only_one = 1"};
constexpr db::Sql insert_mark{"demo.insert_mark", "insert into demo_mark(only_one, begun_at) values (1, $1)"};
constexpr db::Sql fill_mark{"demo.fill_mark", "update demo_mark set filled_at = $1 where only_one = 1"};
constexpr db::Sql count_people{"demo.count_people", "select count(*) from person"};

}  // namespace

Mark find_mark(db::Tx& tx) { return Mark(tx.one<int64_t>(find_filled).value_or(0)); }
bool is_empty(db::Tx& tx) { return people::founded_at(tx).ms == 0 && tx.one<int64_t>(count_people).value_or(0) == 0; }
std::optional<Instant> begun_at(db::Tx& tx) {
  auto const ms = tx.one<int64_t>(find_begun);
  return ms ? std::optional(Instant{*ms}) : std::nullopt;
}
void begin_mark(db::Tx& tx, Instant now) { tx.run(insert_mark, now.ms); }
void finish_mark(db::Tx& tx, Instant now) { tx.run(fill_mark, now.ms); }

bool is_demo(db::Tx& tx) { return find_mark(tx) != Mark::none; }

}  // namespace essaim::demo
