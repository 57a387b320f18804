#pragma once
// The SQL of pictures that members show of their figures. Whoever asks stands in the `where`.

#include "base/clock.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::influence::store {

struct PictureRow {
  int64_t id = 0, person = 0;
  std::string code, shown_to;
  int64_t made_at = 0, ends_at = 0;
  std::string content;
  static PictureRow read(db::Row& row);
};
void insert_picture(db::Tx& tx, PictureRow const& picture);
void insert_viewer(db::Tx& tx, int64_t picture, int64_t person, bool may_open);

/// One's own that have not ended, the newest first.
std::vector<PictureRow> pictures_of(db::Tx& tx, int64_t person, Instant now);
std::optional<PictureRow> find_own(db::Tx& tx, int64_t picture, int64_t person);
/// What that person may open under this address.
std::optional<PictureRow> find_shown(db::Tx& tx, std::string_view code, int64_t person, Instant now);
std::vector<int64_t> viewers_of(db::Tx& tx, int64_t picture);
std::vector<PictureRow> ended(db::Tx& tx, Instant now);
void delete_picture(db::Tx& tx, int64_t picture);
/// Opens nothing any more of what others showed them.
void close_to(db::Tx& tx, int64_t person);

}  // namespace essaim::influence::store
