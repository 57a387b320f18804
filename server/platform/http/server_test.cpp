#include "platform/http/server.hpp"

#include "base/json.hpp"
#include "platform/http/fast_lane.hpp"
#include "platform/http/raw_client.hpp"
#include "platform/http/reply.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace essaim::http {
namespace {

/// Answers what it understood: "GET /a?b host=h body=x peer=p".
Response echo(Request const& request) {
  if (request.path == "/throw") throw std::runtime_error("secret detail");
  if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(100));
  Response response;
  response.body = std::string(to_text(request.method)) + " " + request.target + " host=" + request.host +
                  " body=" + request.body + " peer=" + request.peer + (request.secure ? " secure" : "");
  response.with("Content-Type", "text/plain").with("X-Split", "a\r\nX-Injected: 1");
  return response;
}

/// Answers codes at once, but "later" only when told.
class TestLane final : public FastLane {
 public:
  void attach(FastReplies* server) override { server_ = server; }
  std::optional<std::string_view> take(FastRequest const& request, FastToken reader) override {
    agent = std::string(request.user_agent);
    if (request.code == "later") {
      waiting_ = reader;
      return std::nullopt;
    }
    return "HTTP/1.1 302 Found\r\nLocation: https://example.org/\r\nContent-Length: 0\r\n\r\n";
  }
  void turn_ended() override {}
  void woken() override {
    server_.load()->answer(waiting_,
                           "HTTP/1.1 302 Found\r\nLocation: https://later.example/\r\nContent-Length: 0\r\n\r\n");
  }
  int patience() const override { return -1; }
  void release() { server_.load()->wake(); }
  std::string agent;

 private:
  std::atomic<FastReplies*> server_{nullptr};
  FastToken waiting_;
};

class HttpServer : public testing::Test {
 protected:
  void start(ServerOptions options = {}, Handler handler = echo) {
    options.port = 0;
    options.workers = 2;
    options.on_exception = [this](uint64_t, std::string_view) { ++exceptions; };
    server = listen(std::move(options), std::move(handler), &lane);
    thread = std::thread([this] { server->run(); });
  }
  void TearDown() override {
    if (!server) return;
    server->stop();
    thread.join();
  }
  /// The first line of the answer to exactly these bytes, and the rest is read until the server closes.
  std::string refused(std::string_view bytes) {
    RawClient client(server->port());
    auto const text = client.send(bytes).read_all();
    EXPECT_TRUE(client.closed()) << "a refusal closes the connection: " << bytes;
    return text.substr(0, 12);
  }

  TestLane lane;
  std::unique_ptr<Server> server;
  std::thread thread;
  std::atomic<int> exceptions{0};
};

TEST_F(HttpServer, answers_a_request_and_keeps_the_connection) {
  start();
  RawClient client(server->port());
  for (int i = 0; i < 3; ++i) {
    auto const text =
        client.send("GET /a%20b?c=d HTTP/1.1\r\nHost: Essaim.Example:81\r\n\r\n").read_until("peer=127.0.0.1");
    EXPECT_TRUE(text.starts_with("HTTP/1.1 200 OK\r\n")) << text;
    EXPECT_NE(text.find("GET /a%20b?c=d host=essaim.example:81 body= peer=127.0.0.1"), std::string::npos) << text;
    EXPECT_EQ(text.find("\r\nX-Injected"), std::string::npos) << "a value cannot split the answer";
  }
}

TEST_F(HttpServer, pipelined_requests_are_answered_in_order) {
  start();
  RawClient client(server->port());
  client.send(
      "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n"
      "GET /r/now HTTP/1.1\r\nHost: h\r\n\r\n"
      "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
      "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  auto const text = client.read_all();
  auto const slow = text.find("GET /slow"), fast = text.find("https://example.org/"), post = text.find("body=abc"),
             last = text.find("GET /last");
  ASSERT_NE(last, std::string::npos) << text;
  EXPECT_LT(slow, fast);
  EXPECT_LT(fast, post);
  EXPECT_LT(post, last);
}

TEST_F(HttpServer, a_request_may_come_byte_by_byte) {
  start();
  RawClient client(server->port());
  for (char const c :
       std::string_view("\r\nPOST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"))
    client.send({&c, 1});
  auto const text = client.read_until("peer=");
  EXPECT_NE(text.find("POST /x host=h body=abc"), std::string::npos) << text;
}

TEST_F(HttpServer, a_pause_may_come_between_any_two_bytes) {
  start();
  std::string_view const whole =
      "\r\nPOST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  for (size_t first = 1; first < whole.size(); ++first) {
    RawClient client(server->port());
    client.send(whole.substr(0, first));
    std::this_thread::sleep_for(
        std::chrono::milliseconds(5));  // so that the server has most likely read the first part
    auto const text = client.send(whole.substr(first)).read_until("peer=");
    EXPECT_NE(text.find("POST /x host=h body=abc"), std::string::npos) << "parted after " << first << ": " << text;
  }
}

TEST_F(HttpServer, trailers_do_not_become_headers) {
  start({}, [](Request const& request) {
    Response response;
    response.body = "cookie=[" + std::string(request.header("cookie")) + "]";
    return response;
  });
  RawClient client(server->port());
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nCookie: stolen\r\n\r\n");
  EXPECT_NE(client.read_until("]").find("cookie=[]"), std::string::npos);
}

TEST_F(HttpServer, refuses_what_could_be_read_in_two_ways) {
  start();
  std::string const post = "POST / HTTP/1.1\r\nHost: h\r\n";
  EXPECT_EQ(refused(post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Content-Length: +3\r\n\r\nabc"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Content-Length: 3, 3\r\n\r\nabc"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Content-Length: 99999999999999999999\r\n\r\nabc"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Transfer-Encoding: gzip, chunked\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused(post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcX\r\n0\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\nHost: h\n\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: h\r\nA: b\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: h\r\nA: b\rc\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n folded\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: h\r\n A: b\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost : h\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused(std::string("GET / HTTP/1.1\r\nHost: h\r\nA: b\0c\r\n\r\n", 35)), "HTTP/1.1 400");
  EXPECT_EQ(refused(std::string("GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n", 29)), "HTTP/1.1 400");
}

TEST_F(HttpServer, refuses_hosts_methods_versions_and_targets_that_are_none) {
  start();
  EXPECT_EQ(refused("GET / HTTP/1.1\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 405");
  EXPECT_EQ(refused("CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 405");
  EXPECT_EQ(refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET / HTTP/1.1x\r\nHost: a\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET /\r\nHost: a\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET a HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("G@T / HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nExpect: magic\r\n\r\n"), "HTTP/1.1 417");
}

TEST_F(HttpServer, the_absolute_form_brings_its_own_host) {
  start();
  RawClient client(server->port());
  auto const text = client.send("GET http://other.example/x?y HTTP/1.1\r\nHost: h\r\n\r\n").read_until("peer=");
  EXPECT_NE(text.find("host=other.example "), std::string::npos) << text;
}

TEST(Refusal, every_answer_of_the_door_says_what_and_how_to_mend_it) {
  for (int const status : {400, 405, 408, 413, 414, 417, 429, 431, 500, 503}) {
    auto const response = refusal(status);
    auto const body = parse_json(response.body);
    ASSERT_TRUE(body) << response.body;
    auto const code = body->string_or("code");
    EXPECT_TRUE(code.starts_with("request.")) << status;
    EXPECT_EQ(body->string_or("type"), "https://essaim.app/problems/" + code);
    EXPECT_EQ(*body->find("status")->integer(), status);
    EXPECT_GT(body->string_or("detail").size(), 15u) << status;
    EXPECT_EQ(body->string_or("title"), reason_phrase(status));
    EXPECT_EQ(body->find("request_id"), nullptr) << "nobody has numbered it";
    EXPECT_LT(response.body.size(), 300u) << "tiny, and one allocation";
  }
  EXPECT_NE(refusal(405).body.find("request.method"), std::string::npos);
  EXPECT_FALSE(find_header(refusal(405).headers, "allow").empty());
  EXPECT_NE(refusal(500, "12").body.find(R"("request_id":"12")"), std::string::npos);
}

TEST_F(HttpServer, limits_heads_and_bodies) {
  ServerOptions options;
  options.body_limit = 100;
  options.larger_bodies = {{"/big", 1000}};
  start(options);
  EXPECT_EQ(refused("GET /" + std::string(70'000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n"), "HTTP/1.1 414");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: h\r\nA: " + std::string(70'000, 'x') + "\r\n\r\n"), "HTTP/1.1 431");
  std::string fields;
  for (int i = 0; i < 101; ++i) fields += "A: b\r\n";
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n"), "HTTP/1.1 431");
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n"), "HTTP/1.1 413");
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x') +
                    "\r\n0\r\n\r\n"),
            "HTTP/1.1 413");
  RawClient client(server->port());
  client.send("POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x'));
  EXPECT_TRUE(client.read_until("peer=").starts_with("HTTP/1.1 200"));
}

TEST_F(HttpServer, larger_bodies_share_what_memory_they_are_given) {
  ServerOptions options;
  options.body_limit = 1000;
  options.larger_bodies = {{"/big", 1 << 20}};
  options.larger_together = 500'000;
  start(options);
  auto const head = [](std::string_view path, size_t size) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
  };
  auto slow = std::make_unique<RawClient>(server->port());
  slow->send(head("/big", 400'001) + std::string(400'000, 'x'));  // and then waits
  // Each answer to somebody else is a turn of the loop, and each turn reads on: the first has its place after these.
  RawClient other(server->port());
  for (int i = 0; i < 100; ++i) other.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n").read_until("peer=");
  std::string said;
  for (int i = 0; i < 200 && !said.starts_with("HTTP/1.1 503"); ++i) {
    RawClient second(server->port());
    said = second.send(head("/big", 300'000) + std::string(300'000, 'x')).read_until("\r\n\r\n");
  }
  EXPECT_TRUE(said.starts_with("HTTP/1.1 503")) << said;
  EXPECT_NE(said.find("retry-after: "), std::string::npos);
  RawClient small(server->port());
  EXPECT_TRUE(small.send(head("/x", 3) + "abc").read_until("peer=").starts_with("HTTP/1.1 200")) << "others go on";
  slow->send("x");
  EXPECT_TRUE(slow->read_until("peer=").starts_with("HTTP/1.1 200")) << "who was there first is served";
  slow.reset();
  RawClient third(server->port());
  EXPECT_TRUE(
      third.send(head("/big", 300'000) + std::string(300'000, 'x')).read_until("peer=").starts_with("HTTP/1.1 200"))
      << "what was held is given back";
}

TEST_F(HttpServer, asks_for_a_body_that_waits_to_be_asked_for) {
  start();
  RawClient client(server->port());
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_TRUE(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 100 Continue"));
  EXPECT_NE(client.send("abc").read_until("peer=").find("body=abc"), std::string::npos);
}

TEST_F(HttpServer, answers_to_head_carry_no_body) {
  start();
  RawClient client(server->port());
  client.send("HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  auto const text = client.read_all();
  EXPECT_NE(text.find("Content-Length: "), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\n\r\n"));
}

TEST_F(HttpServer, an_exception_tells_the_reader_nothing) {
  start();
  RawClient client(server->port());
  auto const text = client.send("GET /throw HTTP/1.1\r\nHost: h\r\n\r\n").read_until("}");
  EXPECT_TRUE(text.starts_with("HTTP/1.1 500")) << text;
  EXPECT_EQ(text.find("secret"), std::string::npos);
  EXPECT_NE(text.find("request_id"), std::string::npos);
  EXPECT_EQ(exceptions, 1);
}

TEST_F(HttpServer, believes_forwarded_addresses_of_trusted_proxies_only) {
  ServerOptions options;
  options.trusted_proxies = {"10.9.9.9"};
  start(options);
  std::string const request =
      "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.2.3.4, 5.6.7.8\r\nX-Forwarded-Proto: https\r\n\r\n";
  auto untrusted = RawClient(server->port()).send(request).read_until("peer=127.0.0.1");
  EXPECT_NE(untrusted.find("peer=127.0.0.1"), std::string::npos);
  EXPECT_EQ(untrusted.find("secure"), std::string::npos);
  TearDown();
  options.trusted_proxies = {"127.0.0.1"};
  start(options);
  EXPECT_NE(RawClient(server->port()).send(request).read_until("secure").find("peer=5.6.7.8 secure"),
            std::string::npos);
}

TEST_F(HttpServer, cuts_slow_heads_slow_bodies_and_idle_connections) {
  ServerOptions options;
  options.head_timeout = 60;
  options.body_timeout = 60;
  options.idle_timeout = 120;
  start(options);
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHos"), "HTTP/1.1 408");
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na"), "HTTP/1.1 408");
  EXPECT_EQ(refused(""), "");
}

TEST_F(HttpServer, a_reader_who_sends_no_more_is_still_answered) {
  start();
  RawClient client(server->port());
  client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n").half_close();
  EXPECT_NE(client.read_all().find("GET /slow"), std::string::npos);
}

TEST_F(HttpServer, large_answers_reach_a_slow_reader_whole) {
  start({}, [](Request const&) {
    Response response;
    response.body = std::string(8 << 20, 'x') + "end";
    return response;
  });
  RawClient client(server->port());
  client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  auto const text = client.read_all();
  EXPECT_GT(text.size(), size_t{8} << 20);
  EXPECT_TRUE(text.ends_with("xend"));
}

TEST_F(HttpServer, the_fast_lane_serves_those_who_close_and_only_its_hosts) {
  ServerOptions options;
  options.lane_hosts = {"h"};
  start(options);
  for (char const* how : {"HTTP/1.1\r\nHost: h\r\nConnection: close", "HTTP/1.0\r\nHost: H",
                          "HTTP/1.0\r\nHost: h\r\nConnection: close"}) {
    RawClient client(server->port());
    auto const text = client.send(std::string("GET /r/now ") + how + "\r\n\r\n").read_all();
    EXPECT_NE(text.find("https://example.org/"), std::string::npos) << how << text;
    EXPECT_NE(text.find("Connection: close\r\n"), std::string::npos) << how << text;
  }
  RawClient elsewhere(server->port());
  EXPECT_EQ(elsewhere.send("GET /r/now HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n")
                .read_all()
                .find("https://example.org/"),
            std::string::npos);
}

TEST_F(HttpServer, the_fast_lane_may_answer_later) {
  start();
  RawClient client(server->port());
  client.send("GET /r/later HTTP/1.1\r\nHost: h\r\nUser-Agent: a b\r\n\r\nGET /r/now HTTP/1.1\r\nHost: h\r\n\r\n");
  RawClient(server->port())
      .send("GET /r/now HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\n\r\n")
      .read_until("example.org");
  lane.release();
  auto const text = client.read_until("https://example.org/");
  EXPECT_LT(text.find("later.example"), text.find("example.org"));
}

TEST_F(HttpServer, streams_tell_their_topics_and_nobody_elses) {
  ServerOptions options;
  options.head_timeout = 100;  // looks after streams four times as often
  options.heartbeat = 50;
  std::atomic<bool> allowed{true};
  options.recheck_streams = 50;
  start(options, [&](Request const& request) {
    Response response;
    response.stream = std::make_shared<EventStream>();
    response.stream->topics = {"shares/" + request.query};
    response.stream->still_allowed = [&] { return allowed.load(); };
    return response;
  });
  std::vector<std::unique_ptr<RawClient>> clients;
  for (size_t i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(server->port()));
    clients.back()->send("GET /events?42 HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_NE(clients.back()->read_until("retry").find("text/event-stream"), std::string::npos);
  }
  RawClient fifth(server->port());
  EXPECT_TRUE(fifth.send("GET /events?42 HTTP/1.1\r\nHost: h\r\n\r\n").read_until("}").starts_with("HTTP/1.1 429"));
  RawClient other(server->port());
  other.send("GET /events?43 HTTP/1.1\r\nHost: h\r\n\r\n").read_until("retry");

  server->events().publish("shares/42", 7);
  EXPECT_NE(clients[0]->read_until("}").find("event: changed\ndata: {\"topic\":\"shares\",\"version\":7}"),
            std::string::npos);
  auto const heard = other.read_until(":\n\n");
  EXPECT_NE(heard.find(":\n\n"), std::string::npos) << "a heartbeat";
  EXPECT_EQ(heard.find("changed"), std::string::npos);

  allowed = false;
  clients[1]->read_all();
  EXPECT_TRUE(clients[1]->closed()) << "a session that ended ends its streams";
}

TEST_F(HttpServer, a_person_whose_session_ended_is_asked_for_at_once) {
  ServerOptions options;
  std::atomic<bool> allowed{true};
  options.recheck_streams = 3'600'000;  // by itself nobody would ask within this test
  start(options, [&](Request const& request) {
    Response response;
    response.stream = std::make_shared<EventStream>();
    response.stream->topics = {"shares/" + request.query};
    response.stream->still_allowed = [&] { return allowed.load(); };
    return response;
  });
  RawClient ended(server->port()), longer(server->port());
  ended.send("GET /events?4 HTTP/1.1\r\nHost: h\r\n\r\n").read_until("retry");
  longer.send("GET /events?42 HTTP/1.1\r\nHost: h\r\n\r\n").read_until("retry");
  server->events().recheck("4");
  server->events().publish("shares/4", 1);
  EXPECT_NE(ended.read_until("}").find("changed"), std::string::npos) << "whoever still may goes on";
  allowed = false;
  server->events().recheck("4");
  ended.read_all();
  EXPECT_TRUE(ended.closed());
  server->events().publish("shares/42", 2);
  EXPECT_NE(longer.read_until("}").find("changed"), std::string::npos) << "4 is not 42";
}

TEST_F(HttpServer, stopping_finishes_what_was_accepted) {
  start();
  RawClient busy(server->port()), idle(server->port());
  idle.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").read_until("peer=127.0.0.1");
  busy.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  auto const port = server->port();
  server->stop();
  thread.join();
  EXPECT_NE(busy.read_all().find("GET /slow"), std::string::npos);
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_FALSE(RawClient(port).connected());
  server.reset();
}

}  // namespace
}  // namespace essaim::http
