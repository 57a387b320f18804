#include "platform/http/fetch.hpp"

#include "platform/http/fetch_budget.hpp"
#include "platform/http/test_origin.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace essaim::http {
namespace {

FetchSettings allowing(std::string host) {
  FetchSettings settings;
  settings.base_url = "https://essaim.example";
  settings.allowed_hosts = {std::move(host)};
  return settings;
}

std::string code_of(Fetcher const& fetcher, std::string const& url, Wanted wanted = Wanted::page) {
  auto const fetched = fetcher.fetch({url, wanted, {}, {}});
  return fetched ? std::to_string(fetched->status) : fetched.error().code;
}

// By the system's own gzip: no second library for two tests.
std::string output_of(char const* command) {
  std::string out;
  FILE* const pipe = popen(command, "r");
  char buffer[4096];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  pclose(pipe);
  return out;
}

TEST(Fetch, reads_a_page_and_says_who_it_is) {
  Origin origin([](auto const&) { return answer("<title>x</title>"); });
  Fetcher const fetcher(allowing("127.0.0.1"));
  auto const fetched = fetcher.fetch({origin.address("/a?b#c"), Wanted::page, {}, {}});
  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_EQ(fetched->body, "<title>x</title>");
  auto const request = origin.last_request();
  EXPECT_NE(request.find("GET /a?b HTTP/1.1\r\n"), std::string::npos) << request;
  EXPECT_NE(request.find("User-Agent: EssaimBot/1.0 (+https://essaim.example/bot)\r\n"), std::string::npos) << request;
  EXPECT_EQ(request.find("Cookie"), std::string::npos);
}

TEST(Fetch, refuses_internal_addresses_without_a_connection) {
  Origin origin([](auto const&) { return answer("secret"); });
  auto const port = ":" + std::to_string(origin.port());
  Fetcher const fetcher(FetchSettings{});
  for (std::string host : {"127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0.0.0.0", "[::1]",
                           "[::ffff:127.0.0.1]", "a.localhost", "017700000001", "127.0.0.1."})
    EXPECT_EQ(code_of(fetcher, "http://" + host + port + "/"), "fetch.unreachable") << host;
  for (std::string url :
       {"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://metadata.google.internal/",
        "http://intranet/", "http://printer.local/", "http://user:secret@example.com/"})
    EXPECT_EQ(code_of(fetcher, url), "fetch.unreachable") << url;
  EXPECT_EQ(code_of(fetcher, "file:///etc/passwd"), "url.unsupported");
  EXPECT_EQ(code_of(fetcher, "gopher://127.0.0.1/"), "url.unsupported");
  EXPECT_EQ(origin.count(), 0);
}

TEST(Fetch, one_internal_address_among_many_refuses_all) {
  int asked = 0;
  Fetcher const fetcher(FetchSettings{}, [&](std::string const&) {
    ++asked;
    return std::vector{*read_address("93.184.216.34"), *read_address("10.0.0.1")};
  });
  EXPECT_EQ(code_of(fetcher, "http://rebinding.example/"), "fetch.unreachable");
  EXPECT_EQ(asked, 1);
}

TEST(Fetch, connects_to_the_vetted_address_and_never_asks_again) {
  Origin origin([](auto const&) { return answer("here"); });
  int asked = 0;
  // The second answer would be another address: a rebinding resolver gains nothing, since it is asked once a hop.
  Fetcher const fetcher(allowing("blog.example:" + std::to_string(origin.port())), [&](std::string const&) {
    ++asked;
    return std::vector{*read_address(asked == 1 ? "127.0.0.1" : "127.0.0.2")};
  });
  auto const fetched = fetcher.fetch({origin.address("/", "blog.example"), Wanted::page, {}, {}});
  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_EQ(fetched->body, "here");
  EXPECT_EQ(asked, 1);
  EXPECT_NE(origin.last_request().find("Host: blog.example:"), std::string::npos);
}

TEST(Fetch, ports_and_own_hosts) {
  auto const open = [](std::string const&) { return std::vector{*read_address("93.184.216.34")}; };
  FetchSettings settings;
  settings.own_hosts = {"essaim.example"};
  settings.refused_hosts = {".evil.example"};
  settings.connect_within = milliseconds(50);
  Fetcher const fetcher(settings, open);
  auto detail = [&](std::string const& url) { return fetcher.fetch({url, Wanted::page, {}, {}}).error().detail; };
  EXPECT_EQ(detail("http://public.example:8080/"), "a port that is neither 80 nor 443");
  EXPECT_EQ(detail("http://public.example:22/"), "a port that is neither 80 nor 443");
  EXPECT_EQ(detail("https://essaim.example/r/x"), "our own host");
  EXPECT_EQ(detail("https://essaim.example./r/x"), "our own host");
  EXPECT_EQ(detail("https://a.evil.example./"), "a host on the refused list");
  EXPECT_EQ(detail("https://a.evil.example/"), "a host on the refused list");
}

TEST(Fetch, follows_redirects_by_hand_and_vets_each) {
  std::string to;
  Origin origin([&](std::string const& request) {
    if (request.starts_with("GET /end")) return answer("end");
    if (request.starts_with("GET /moved")) return redirect("/end", 301);
    return redirect(to);
  });
  Fetcher const fetcher(allowing("127.0.0.1"));
  to = "/end";
  auto fetched = fetcher.fetch({origin.address("/start"), Wanted::page, {}, {}});
  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_EQ(fetched->url, origin.address("/end"));
  EXPECT_EQ(fetched->permanent_url, origin.address("/start"));
  fetched = fetcher.fetch({origin.address("/moved"), Wanted::page, {}, {}});
  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->permanent_url, origin.address("/end"));
  for (std::string target : {"http://10.0.0.1/", "http://127.0.0.2:1/", "file:///etc/passwd", "http://localhost/",
                             "//[::1]/", "http://user:secret@127.0.0.1/", "ftp://127.0.0.1/"}) {
    to = target;
    EXPECT_EQ(code_of(fetcher, origin.address("/start")), "fetch.unreachable") << target;
  }
  to = "/start";
  int const before = origin.count();
  EXPECT_EQ(code_of(fetcher, origin.address("/start")), "fetch.too_many_redirects");
  EXPECT_EQ(origin.count() - before, 6);
}

TEST(Fetch, conditional_requests) {
  Origin origin([](std::string const& request) {
    return request.find("If-None-Match: \"v1\"") != std::string::npos
               ? std::string("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n")
               : answer("<rss/>", "application/rss+xml",
                        "ETag: \"v1\"\r\nLast-Modified: Tue, 24 Nov 2026 08:30:00 GMT\r\n");
  });
  Fetcher const fetcher(allowing("127.0.0.1"));
  auto const first = fetcher.fetch({origin.address(), Wanted::feed, {}, {}});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->header("etag"), "\"v1\"");
  auto const second =
      fetcher.fetch({origin.address(), Wanted::feed, "\"v1\"", std::string(first->header("last-modified"))});
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->not_modified());
  EXPECT_NE(origin.last_request().find("If-Modified-Since: Tue, 24 Nov 2026"), std::string::npos);
  // A stored value cannot smuggle a header.
  ASSERT_TRUE(fetcher.fetch({origin.address(), Wanted::feed, "x\r\nEvil: 1", {}}));
  EXPECT_EQ(origin.last_request().find("\r\nEvil:"), std::string::npos);
}

TEST(Fetch, types_by_a_list) {
  std::string type = "application/octet-stream";
  Origin origin([&](auto const&) { return answer("0123456789", type); });
  Fetcher const fetcher(allowing("127.0.0.1"));
  for (std::string refused : {"application/octet-stream", "text/plain", "", "image/svg+xml", "application/pdf"}) {
    type = refused;
    for (auto wanted : {Wanted::page, Wanted::feed, Wanted::image})
      EXPECT_EQ(code_of(fetcher, origin.address(), wanted), "fetch.wrong_type") << refused;
  }
  type = "Text/HTML; charset=utf-8";
  EXPECT_EQ(code_of(fetcher, origin.address(), Wanted::page), "200");
  EXPECT_EQ(code_of(fetcher, origin.address(), Wanted::image), "fetch.wrong_type");
  type = "image/png";
  EXPECT_EQ(code_of(fetcher, origin.address(), Wanted::image), "200");
  EXPECT_EQ(code_of(fetcher, origin.address(), Wanted::page), "fetch.wrong_type");
}

TEST(Fetch, sizes_and_inflation) {
  std::string bytes;
  Origin origin([&](auto const&) { return bytes; });
  Fetcher const fetcher(allowing("127.0.0.1"));
  bytes = answer(std::string((2u << 20) + 1, 'a'));
  EXPECT_EQ(code_of(fetcher, origin.address()), "fetch.too_large");
  bytes = answer(std::string(2u << 20, 'a'));
  EXPECT_EQ(code_of(fetcher, origin.address()), "200");
  bytes = answer(output_of("head -c 1048576 /dev/zero | gzip -9"), "text/html", "Content-Encoding: gzip\r\n");
  EXPECT_EQ(code_of(fetcher, origin.address()), "fetch.too_large");
  bytes = answer(output_of("printf %s '<p>some words that hardly repeat, 0123456789</p>' | gzip"), "text/html",
                 "Content-Encoding: gzip\r\n");
  auto const fetched = fetcher.fetch({origin.address(), Wanted::page, {}, {}});
  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->body, "<p>some words that hardly repeat, 0123456789</p>");
  bytes = answer("x", "text/html", "X-Long: " + std::string(70000, 'h') + "\r\n");
  EXPECT_EQ(code_of(fetcher, origin.address()), "fetch.too_large");
}

TEST(Fetch, any_status_is_an_answer_and_its_page_is_not_read) {
  int status = 410;
  Origin origin([&](auto const&) {
    return "HTTP/1.1 " + std::to_string(status) +
           " X\r\nContent-Type: text/html\r\nRetry-After: 120\r\nContent-Length: 6\r\n\r\nbanner";
  });
  Fetcher const fetcher(allowing("127.0.0.1"));
  for (int s : {404, 410, 429, 500, 503}) {
    status = s;
    auto const fetched = fetcher.fetch({origin.address(), Wanted::page, {}, {}});
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->status, s);
    EXPECT_EQ(fetched->body, "");
    EXPECT_EQ(fetched->header("retry-after"), "120");
  }
}

TEST(Fetch, a_slow_host_is_left_in_time) {
  Origin origin([](auto const&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(900));
    return answer("late");
  });
  auto settings = allowing("127.0.0.1");
  settings.finish_within = milliseconds(200);
  Fetcher const fetcher(settings);
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_EQ(code_of(fetcher, origin.address()), "fetch.unreachable");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(800));
}

TEST(Fetch, a_proxy_of_the_environment_is_not_used) {
  Origin origin([](auto const&) { return answer("direct"); });
  setenv("http_proxy", "http://127.0.0.1:1/", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:1/", 1);
  Fetcher const fetcher(allowing("127.0.0.1"));
  EXPECT_EQ(code_of(fetcher, origin.address()), "200");
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
}

TEST(Fetch, one_at_a_time_for_a_host) {
  std::atomic<int> now{0}, most{0};
  auto reply = [&](auto const&) {
    int const running = ++now;
    most = std::max(most.load(), running);
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
    --now;
    return answer("x");
  };
  Origin one(reply), two(reply);  // two listeners of one host
  Fetcher const fetcher(allowing("127.0.0.1"));
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&, i] { EXPECT_EQ(code_of(fetcher, i % 2 ? one.address() : two.address()), "200"); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(most, 1);
}

TEST(Fetch, so_many_requests_a_minute_for_a_host_and_for_the_organisation) {
  Origin origin([](auto const&) { return answer("x"); });
  auto const two_names = [](std::string const&) { return std::vector{*read_address("127.0.0.1")}; };
  auto settings = allowing("127.0.0.0/8");
  settings.requests_a_minute = 5;
  settings.host_requests_a_minute = 3;
  Fetcher const fetcher(settings, two_names);
  auto const one = origin.address("/", "one.example"), two = origin.address("/", "two.example");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(code_of(fetcher, one), "200");
  EXPECT_EQ(code_of(fetcher, one), "fetch.busy");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(code_of(fetcher, two), "200") << "another host has its own";
  EXPECT_EQ(code_of(fetcher, two), "fetch.too_many");
  EXPECT_EQ(code_of(fetcher, "http://10.0.0.1/"), "fetch.unreachable") << "what is refused costs nothing";
  EXPECT_EQ(origin.count(), 5) << "nothing leaves beyond the limits";
  Fetcher const other(settings, two_names);
  EXPECT_EQ(code_of(other, one), "200") << "another organisation has its own fetcher";
}

TEST(Fetch, each_redirect_is_a_request) {
  Origin origin([](auto const&) { return redirect("/again"); });
  auto settings = allowing("127.0.0.1");
  settings.host_requests_a_minute = 3;
  EXPECT_EQ(code_of(Fetcher(settings), origin.address()), "fetch.busy");
  EXPECT_EQ(origin.count(), 3);
}

TEST(FetchBudget, fills_again_with_time) {
  FetchBudget budget(60, 2);
  auto now = FetchBudget::Moment{} + std::chrono::hours(1);
  using Answer = FetchBudget::Answer;
  EXPECT_EQ(budget.take("a", now), Answer::granted);
  EXPECT_EQ(budget.take("a", now), Answer::granted);
  EXPECT_EQ(budget.take("a", now), Answer::host_spent);
  now += std::chrono::seconds(29);
  EXPECT_EQ(budget.take("a", now), Answer::host_spent);
  now += std::chrono::seconds(2);
  EXPECT_EQ(budget.take("a", now), Answer::granted);
  EXPECT_EQ(budget.take("a", now), Answer::host_spent);
  now += std::chrono::hours(24);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(budget.take("host" + std::to_string(i), now), Answer::granted) << i;
  EXPECT_EQ(budget.take("b", now), Answer::organisation_spent) << "a day of silence saves no more than a minute";
}

TEST(Fetch, refused_and_unreachable_are_one_answer) {
  Fetcher const fetcher(FetchSettings{});
  auto settings = allowing("127.0.0.1");
  Fetcher const open(settings);
  auto const refused = fetcher.fetch({"http://127.0.0.1:1/", Wanted::page, {}, {}}).error();
  auto const closed = open.fetch({"http://127.0.0.1:1/", Wanted::page, {}, {}}).error();
  EXPECT_EQ(refused.code, closed.code);
  EXPECT_EQ(refused.fault, closed.fault);
}

}  // namespace
}  // namespace essaim::http
