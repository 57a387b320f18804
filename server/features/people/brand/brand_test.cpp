#include "features/people/brand/brand.hpp"

#include "features/people/brand/stylesheet.hpp"
#include "features/people/test_world.hpp"
#include "platform/blobs/blobs.hpp"
#include "platform/config/embedded.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace essaim::people {
namespace {

class BrandTest : public testing::Test {
 protected:
  BrandTest() {
    world.set_up_administrator();
    EXPECT_EQ(admin.post("/setup", setup_body(world.token)).status, 201);
  }
  http::Response get(std::string path, std::string if_none_match = "") {
    http::Request request;
    request.path = path.substr(0, path.find('?'));
    if (path.find('?') != std::string::npos) request.query = path.substr(path.find('?') + 1);
    if (!if_none_match.empty()) request.headers = {{"if-none-match", if_none_match}};
    return serve_brand(world.organisation, request).value();
  }
  std::string programme_brand() {
    auto const programme = admin.json(admin.get("/programme"));
    return programme.string_or("brand");
  }
  http::Response dress(std::string const& colour, std::string const& mark) {
    auto settings = admin.json(admin.get("/settings"));
    JsonObject body;
    for (auto const& [key, value] : *settings.object())
      if (key != "base_url" && key != "short_base_url") body.emplace_back(key, value);
    Json changed{std::move(body)};
    changed.set("brand", JsonObject{{"colour", colour}, {"mark", mark}});
    return admin.call(http::Method::put, "/settings", print_json(changed));
  }
  std::string bring() {
    auto const picture = embedded_below("demo/").front().bytes;
    auto const answer = admin.call(http::Method::post, "/marks", std::string(picture), "application/octet-stream");
    EXPECT_EQ(answer.status, 201) << answer.body;
    return admin.json(answer).string_or("id");
  }
  World world;
  Browser admin{world};
};

void hold_golden(std::string const& name, std::string const& text) {
  auto const path = std::filesystem::path(ESSAIM_SOURCE_DIR) / "tests/golden/brand" / name;
  if (std::getenv("ESSAIM_UPDATE_GOLDEN")) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream in(path, std::ios::binary);
  EXPECT_EQ(text, (std::string{std::istreambuf_iterator<char>(in), {}})) << path;
}

}  // namespace

// The screens are tried in these colours (web/tests/screens/brand.spec.ts), which are about the hardest there are.
TEST_F(BrandTest, extreme_colours_dress_the_screens_like_this) {
  for (std::string const colour : {"#ffd400", "#fdfdf8", "#0a0a0a", "#e2001a"}) {
    auto const name = colour.substr(1);
    hold_golden(name + ".css", write_stylesheet("b" + name, palette_of(read_colour(colour).value()), std::nullopt));
    auto const palette = admin.get("/brand/palette?colour=%23" + name);
    EXPECT_EQ(palette.status, 200);
    hold_golden(name + ".json", print_json_pretty(admin.json(palette)));
  }
}

TEST_F(BrandTest, the_version_follows_colour_and_mark) {
  auto const first = programme_brand();
  EXPECT_EQ(first.size(), 13u);
  EXPECT_EQ(get("/brand.css").body, ":root:root{--brand:" + first + ";}\n");
  EXPECT_EQ(dress("#0055FF", "").status, 200);
  auto const blue = programme_brand();
  EXPECT_NE(blue, first);
  EXPECT_NE(get("/brand.css").body.find("--primary:#0055ff;"), std::string::npos);
  EXPECT_EQ(dress("#0055ff", bring()).status, 200);
  EXPECT_NE(programme_brand(), blue);
  EXPECT_EQ(dress("", "").status, 200);
  EXPECT_EQ(programme_brand(), first);
}

TEST_F(BrandTest, an_unchanged_stylesheet_is_not_sent_again) {
  auto const tag = std::string(http::find_header(get("/brand.css").headers, "etag"));
  EXPECT_EQ(get("/brand.css", "\"other\", " + tag).status, 304);
  EXPECT_EQ(get("/brand.css", "\"other\"").status, 200);
  dress("#0055ff", "");
  EXPECT_EQ(get("/brand.css", tag).status, 200);
  auto const kept = get("/brand.css?v=" + programme_brand());
  EXPECT_EQ(http::find_header(kept.headers, "cache-control"), "public, max-age=31536000, immutable");
}

// Each change is a dated row and a line of the change log, as every setting's is; what did not change is not written.
TEST_F(BrandTest, changes_are_dated_and_logged) {
  constexpr db::Sql rows{"test.brand_rows", "select count(*) from setting where key like 'brand.%'"};
  constexpr db::Sql records{"test.brand_records",
                            "select count(*) from audit where action in ('settings.changed', 'settings.mark_brought')"};
  auto const count = [&](db::Sql const& sql) {
    return world.db->read([&](db::Tx& tx) { return tx.one<int64_t>(sql).value(); });
  };
  EXPECT_EQ(count(rows), 0);
  dress("#0055ff", "");
  dress("#0055ff", "");
  EXPECT_EQ(count(rows), 1);
  dress("#0055ff", bring());
  EXPECT_EQ(count(rows), 2);
  EXPECT_EQ(count(records), 4);
}

TEST_F(BrandTest, icons_are_the_marks_only_while_it_is_in_force) {
  http::Request request;
  request.path = "/icon-192.png";
  EXPECT_FALSE(serve_brand(world.organisation, request)) << "the app's own file answers";
  auto const mark = bring();
  EXPECT_FALSE(serve_brand(world.organisation, request));
  EXPECT_EQ(dress("", mark).status, 200);
  auto const icon = serve_brand(world.organisation, request);
  ASSERT_TRUE(icon);
  EXPECT_EQ(http::find_header(icon->headers, "content-type"), "image/png");
  EXPECT_EQ(get("/brand/" + mark + ".png").status, 200);
  EXPECT_EQ(get("/brand/" + std::string(64, 'a') + ".png").status, 404);
  // A file of the organisation that is no mark is not handed out here.
  auto const other = world.organisation.blobs->put("a document");
  EXPECT_EQ(get("/brand/" + other + ".png").status, 404);
}

TEST_F(BrandTest, too_many_marks_have_to_wait) {
  int refused = 0;
  for (int i = 0; i < 31; ++i)
    refused += admin.call(http::Method::post, "/marks", "no picture", "application/octet-stream").status == 429;
  EXPECT_EQ(refused, 1);
}

}  // namespace essaim::people
