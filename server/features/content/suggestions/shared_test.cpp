#include "features/content/suggestions/shared.hpp"

#include "features/content/suggestions/suggestions.hpp"

#include <gtest/gtest.h>

namespace essaim::content::suggestions {
namespace {

std::string part(std::string const& disposition, std::string const& body) {
  return "--b0\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + body + "\r\n";
}
std::string const type = "multipart/form-data; boundary=b0";

http::Request share(std::string body, http::Headers headers) {
  http::Request request;
  request.method = http::Method::post;
  request.path = "/propose/shared";
  request.headers = std::move(headers);
  request.headers.emplace_back("content-type", type);
  request.body = std::move(body);
  return request;
}

}  // namespace

TEST(Shared, reads_the_fields_of_a_share_sheet) {
  auto const shared = read_shared(type, part("name=\"title\"", "Le four") + part("name=text", "Un mot\r\net deux") +
                                            part("name=\"url\"", "https://a.example/x?y=1&z=2") + "--b0--\r\n");
  EXPECT_EQ(shared.title, "Le four");
  EXPECT_EQ(shared.text, "Un mot\r\net deux");
  EXPECT_EQ(shared.url, "https://a.example/x?y=1&z=2");
  EXPECT_FALSE(shared.photo);
}

TEST(Shared, says_that_a_photo_was_sent_and_reads_none_of_it) {
  auto const photo = part("name=\"photo\"; filename=\"a.jpg\"", "\xFF\xD8 name=\"title\"");
  EXPECT_TRUE(read_shared(type, photo + "--b0--").photo);
  EXPECT_EQ(read_shared(type, photo + "--b0--").title, "");
  EXPECT_FALSE(read_shared(type, part("name=\"photo\"; filename=\"\"", "") + "--b0--").photo);
}

TEST(Shared, what_is_no_form_is_empty) {
  for (auto const& [content_type, body] : std::vector<std::pair<std::string, std::string>>{
           {"text/plain", part("name=title", "x") + "--b0--"},
           {"multipart/form-data", part("name=title", "x") + "--b0--"},
           {type, ""},
           {type, "--b0"},
           {type, "--b0\r\nContent-Disposition: form-data; name=title\r\n\r\nnever ends"},
           {type, "--b0\r\n--b0\r\n--b0--"},
           {type, "--b0\r\nname=title\r\n\r\nx\r\n--b0--"}})
    EXPECT_EQ(read_shared(content_type, body).title, "") << content_type << body;
  std::string many;
  for (int i = 0; i < 100; ++i) many += part("name=none", "x");
  EXPECT_EQ(read_shared(type, many + part("name=title", "x") + "--b0--").title, "");
  EXPECT_EQ(read_shared(type, part("name=title", "\xC3(") + "--b0--").title, "\xEF\xBF\xBD(");
}

TEST(Shared, leads_on_with_the_words_behind_the_hash) {
  auto const body = part("name=title", "À lire & vite") + part("name=\"photo\"; filename=\"a.png\"", "x") + "--b0--";
  auto const answer = serve_shared(share(body, {{"sec-fetch-site", "none"}})).value();
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(http::find_header(answer.headers, "location"),
            "/propose#title=%C3%80%20lire%20%26%20vite&text=&url=&photo=lost");
}

TEST(Shared, another_sites_form_fills_nothing_in) {
  auto const body = part("name=title", "x") + "--b0--";
  auto const answer = serve_shared(share(body, {{"sec-fetch-site", "cross-site"}})).value();
  EXPECT_EQ(http::find_header(answer.headers, "location"), "/propose");
  auto other = share(body, {});
  other.path = "/propose";
  EXPECT_FALSE(serve_shared(other));
}

}  // namespace essaim::content::suggestions
