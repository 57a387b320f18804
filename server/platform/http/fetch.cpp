#include "platform/http/fetch.hpp"

#include "base/text.hpp"
#include "platform/http/fetch_budget.hpp"
#include "platform/http/host_gate.hpp"
#include "platform/http/url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <future>
#include <mutex>
#include <netdb.h>
#include <sys/socket.h>
#include <thread>

namespace essaim::http {
namespace {

using Steady = std::chrono::steady_clock;

constexpr size_t most_header_bytes = 64u << 10;
constexpr int most_redirects = 5;
constexpr size_t most_inflation = 100;

auto unreachable(std::string_view why) { return fail(Fault::unavailable, "fetch.unreachable", why); }

size_t size_limit(Wanted wanted) { return wanted == Wanted::page ? 2u << 20 : 5u << 20; }

bool is_type_wanted(Wanted wanted, std::string_view type) {
  constexpr std::array<std::string_view, 4> images = {"image/png", "image/jpeg", "image/webp", "image/gif"};
  constexpr std::array<std::string_view, 2> pages = {"text/html", "application/xhtml+xml"};
  constexpr std::array<std::string_view, 7> feeds = {
      "application/rss+xml", "application/atom+xml",  "application/xml", "text/xml",
      "application/rdf+xml", "application/feed+json", "application/json"};
  auto among = [&](auto const& types) { return std::find(types.begin(), types.end(), type) != types.end(); };
  if (wanted == Wanted::image) return among(images);
  return among(pages) || (wanted == Wanted::feed && among(feeds));
}

std::string media_type(std::string_view content_type) {
  return ascii_lower(trim(content_type.substr(0, content_type.find(';'))));
}

std::string accepted_types(Wanted wanted) {
  switch (wanted) {
    case Wanted::page: return "text/html,application/xhtml+xml;q=0.9";
    case Wanted::feed:
      return "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,"
             "application/json;q=0.8,text/html;q=0.5";
    case Wanted::image: break;
  }
  return "image/webp,image/png,image/jpeg,image/gif";
}

// Connecting and reading of one hop; libcurl calls back into it.
struct Hop {
  Wanted wanted;
  std::vector<Address> vetted;
  CURL* curl = nullptr;
  Fetched answer;
  size_t header_bytes = 0;
  enum class Stop { none, headers_too_large, body_too_large, inflated, wrong_type, foreign_address } stop = Stop::none;
};

std::optional<Address> address_of(sockaddr const* socket_address) {
  Address out;
  if (socket_address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, socket_address, sizeof in);
    std::memcpy(out.bytes.data(), &in.sin_addr, 4);
    return out;
  }
  if (socket_address->sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 in6{};
  std::memcpy(&in6, socket_address, sizeof in6);
  out.v6 = true;
  std::memcpy(out.bytes.data(), &in6.sin6_addr, 16);
  return out;
}

// The belt beside the braces: whatever libcurl thinks the host's address is, a socket opens to a vetted one only.
curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* to) {
  auto& hop = *static_cast<Hop*>(data);
  auto const address = address_of(&to->addr);
  if (!address || std::find(hop.vetted.begin(), hop.vetted.end(), *address) == hop.vetted.end()) {
    hop.stop = Hop::Stop::foreign_address;
    return CURL_SOCKET_BAD;
  }
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

size_t take_header(char* data, size_t size, size_t count, void* user) {
  auto& hop = *static_cast<Hop*>(user);
  size_t const bytes = size * count;
  hop.header_bytes += bytes;
  if (hop.header_bytes > most_header_bytes) {
    hop.stop = Hop::Stop::headers_too_large;
    return 0;
  }
  std::string_view const line(data, bytes);
  if (line.starts_with("HTTP/")) hop.answer.headers.clear();  // after a 100 Continue
  size_t const colon = line.find(':');
  if (colon != std::string_view::npos && colon > 0)
    hop.answer.headers.emplace_back(ascii_lower(trim(line.substr(0, colon))),
                                    std::string(trim(line.substr(colon + 1))));
  return bytes;
}

size_t take_body(char* data, size_t size, size_t count, void* user) {
  auto& hop = *static_cast<Hop*>(user);
  size_t const bytes = size * count;
  long status = 0;
  curl_easy_getinfo(hop.curl, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status >= 300) return bytes;  // an error's page is nobody's business
  if (hop.answer.body.empty() && !is_type_wanted(hop.wanted, media_type(hop.answer.header("content-type")))) {
    hop.stop = Hop::Stop::wrong_type;
    return 0;
  }
  if (hop.answer.body.size() + bytes > size_limit(hop.wanted)) {
    hop.stop = Hop::Stop::body_too_large;
    return 0;
  }
  curl_off_t received = 0;
  curl_easy_getinfo(hop.curl, CURLINFO_SIZE_DOWNLOAD_T, &received);
  hop.answer.body.append(data, bytes);
  if (received > 0 && hop.answer.body.size() > (64u << 10) &&
      hop.answer.body.size() / most_inflation > size_t(received)) {
    hop.stop = Hop::Stop::inflated;
    return 0;
  }
  return bytes;
}

struct CurlFree {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, CurlFree>;

void append(List& list, std::string const& text) { list.reset(curl_slist_append(list.release(), text.c_str())); }

// "example.com." is the same host as "example.com" (RFC 1034 section 3.1): a dot at the end passes no list.
std::string_view without_root(std::string_view host) {
  return host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
}

bool equals_host(std::string_view pattern, std::string_view host) {
  if (pattern.starts_with('.')) return host.ends_with(pattern) || host == pattern.substr(1);
  return pattern == host;
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

long milliseconds_until(Steady::time_point moment) {
  return long(std::chrono::duration_cast<std::chrono::milliseconds>(moment - Steady::now()).count());
}

void start_curl_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

std::vector<Address> resolve_with_system(std::string const& host, Duration within) {
  auto answers = std::make_shared<std::promise<std::vector<Address>>>();
  auto pending = answers->get_future();
  std::thread([answers, host] {
    std::vector<Address> found;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &list) == 0)
      for (auto const* at = list; at != nullptr; at = at->ai_next)
        if (auto const address = address_of(at->ai_addr)) found.push_back(*address);
    if (list != nullptr) freeaddrinfo(list);
    answers->set_value(std::move(found));
  }).detach();
  if (pending.wait_for(std::chrono::milliseconds(within.ms)) != std::future_status::ready) return {};
  return pending.get();
}

struct Fetcher::Inside {
  explicit Inside(FetchSettings of)
      : settings(std::move(of)), budget(settings.requests_a_minute, settings.host_requests_a_minute) {}

  FetchSettings settings;
  Resolver resolver;
  AllowedHosts allowed;
  HostGate gate;
  FetchBudget budget;
  std::string user_agent;

  Result<std::vector<Address>> vet(Url const& url) const;
  bool is_own(Url const& url) const;
  Result<Fetched> hop(Url const& url, FetchRequest const& request, Steady::time_point deadline);
  Result<Done> perform(Url const& url, FetchRequest const& request, Steady::time_point deadline, Hop& hop) const;
};

Fetcher::Fetcher(FetchSettings given, Resolver resolver) : inside_(std::make_unique<Inside>(std::move(given))) {
  start_curl_once();
  auto const& settings = inside_->settings;
  inside_->allowed = AllowedHosts(settings.allowed_hosts);
  inside_->user_agent = settings.base_url.empty() ? "EssaimBot/1.0" : "EssaimBot/1.0 (+" + settings.base_url + "/bot)";
  auto const within = settings.connect_within;
  inside_->resolver =
      resolver ? std::move(resolver) : [within](std::string const& host) { return resolve_with_system(host, within); };
}

Fetcher::~Fetcher() = default;

std::string Fetcher::user_agent() const { return inside_->user_agent; }

bool Fetcher::Inside::is_own(Url const& url) const {
  auto plain = url;
  plain.host = without_root(url.host);
  auto const& own = settings.own_hosts;
  return std::find(own.begin(), own.end(), plain.authority()) != own.end();
}

// Rules 1, 2 and 5: the addresses that this host may be reached at, or a refusal.
Result<std::vector<Address>> Fetcher::Inside::vet(Url const& url) const {
  if (url.has_credentials) return unreachable("credentials in the address");
  bool const named = allowed.names(url.host, url.port);
  if (is_own(url)) return unreachable("our own host");
  for (auto const& refused : settings.refused_hosts)
    if (equals_host(refused, without_root(url.host))) return unreachable("a host on the refused list");
  auto const literal = read_address(url.host);
  auto addresses = literal ? std::vector{*literal} : std::vector<Address>();
  bool const internal = is_internal_name(url.host);
  if (!literal) {
    // An internal name may still lead into a CIDR that the operator opened; its answers decide below.
    addresses = resolver(url.host);
    std::sort(addresses.begin(), addresses.end(), [](auto const& a, auto const& b) { return a.v6 < b.v6; });
    addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
  }
  if (addresses.empty()) return unreachable("no address");
  bool opened = named;
  if (!named) {
    opened = true;
    for (auto const& address : addresses) opened = opened && allowed.holds(address, url.port);
  }
  if (opened) return addresses;
  if (internal) return unreachable("an internal name");
  if (url.port != 80 && url.port != 443) return unreachable("a port that is neither 80 nor 443");
  for (auto const& address : addresses)
    if (!is_global(address) && !allowed.holds(address, url.port)) return unreachable("a non-global address");
  return addresses;
}

Result<Done> Fetcher::Inside::perform(Url const& url, FetchRequest const& request, Steady::time_point deadline,
                                      Hop& hop) const {
  std::unique_ptr<CURL, CurlFree> const handle(curl_easy_init());
  CURL* const curl = hop.curl = handle.get();
  if (curl == nullptr) return unreachable("no client");
  auto const address = url.scheme + "://" + url.authority() + url.target();
  List headers, pins;
  append(headers, "Accept: " + accepted_types(request.wanted));
  if (!request.etag.empty()) append(headers, "If-None-Match: " + one_line(request.etag));
  if (!request.last_modified.empty()) append(headers, "If-Modified-Since: " + one_line(request.last_modified));
  std::string pin = url.host + ":" + std::to_string(url.port) + ":";
  for (auto const& vetted : hop.vetted)
    pin += (pin.back() == ':' ? "" : ",") + (vetted.v6 ? "[" + vetted.text() + "]" : vetted.text());
  if (!read_address(url.host)) append(pins, pin);

  std::array<char, CURL_ERROR_SIZE> message{};
  curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_RESOLVE, pins.get());
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &hop);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // an empty proxy also silences http_proxy and ALL_PROXY
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, br");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, long(settings.connect_within.ms));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, std::max(1L, milliseconds_until(deadline)));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, message.data());
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &hop);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &hop);

  CURLcode const code = curl_easy_perform(curl);
  switch (hop.stop) {
    case Hop::Stop::none: break;
    case Hop::Stop::wrong_type: return fail(Fault::unsupported, "fetch.wrong_type", hop.answer.header("content-type"));
    case Hop::Stop::headers_too_large: return fail(Fault::too_large, "fetch.too_large", "headers over 64 KiB");
    case Hop::Stop::body_too_large: return fail(Fault::too_large, "fetch.too_large", "body over its limit");
    case Hop::Stop::inflated: return fail(Fault::too_large, "fetch.too_large", "compressed more than 100 to 1");
    case Hop::Stop::foreign_address: return unreachable("an address that was not vetted");
  }
  if (code != CURLE_OK) return unreachable(message[0] != 0 ? message.data() : curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  hop.answer.status = int(status);
  return Done{};
}

Result<Fetched> Fetcher::Inside::hop(Url const& url, FetchRequest const& request, Steady::time_point deadline) {
  if (Steady::now() >= deadline) return unreachable("no time left");
  Hop one{request.wanted, TRY(vet(url)), nullptr, {}, 0, Hop::Stop::none};
  switch (budget.take(url.host, Steady::now())) {
    case FetchBudget::Answer::granted: break;
    case FetchBudget::Answer::host_spent:
      return fail(Fault::unavailable, "fetch.busy", "many requests to this host within a minute");
    case FetchBudget::Answer::organisation_spent:
      return fail(Fault::too_many, "fetch.too_many", "many requests of the organisation within a minute");
  }
  auto const pass = gate.enter(url.host, deadline);
  if (!pass) return fail(Fault::unavailable, "fetch.busy", "another request to this host is under way");
  CHECK_OK(perform(url, request, deadline, one));
  one.answer.url = url.text();
  bool const typed = one.answer.ok() && !one.answer.body.empty();
  if (one.answer.ok() && !typed && one.answer.status != 204 &&
      !is_type_wanted(request.wanted, media_type(one.answer.header("content-type"))))
    return fail(Fault::unsupported, "fetch.wrong_type", one.answer.header("content-type"));
  return std::move(one.answer);
}

Result<Fetched> Fetcher::fetch(FetchRequest const& request) const {
  if (inside_->settings.fiction)
    if (auto told = inside_->settings.fiction(request)) return *std::move(told);
  auto const longest = inside_->settings.finish_within.ms;
  auto const within = request.within.ms > 0 ? std::min(request.within.ms, longest) : longest;
  auto const deadline = Steady::now() + std::chrono::milliseconds(within);
  auto url = TRY(parse_url(request.url));
  auto permanent = url.text();
  bool all_permanent = true;
  for (int redirects = 0;; ++redirects) {
    auto answer = TRY(inside_->hop(url, request, deadline));
    auto const location = std::string(answer.header("location"));
    if (!is_redirect(answer.status) || location.empty()) {
      answer.permanent_url = permanent;
      return answer;
    }
    if (redirects == most_redirects) return fail(Fault::unavailable, "fetch.too_many_redirects");
    auto const next = parse_url(location, &url);
    if (!next) return unreachable("a redirect to no http address");
    if (url.scheme == "https" && next->scheme == "http") return unreachable("a redirect from https to http");
    all_permanent = all_permanent && (answer.status == 301 || answer.status == 308);
    if (all_permanent) permanent = next->text();
    url = *next;
  }
}

}  // namespace essaim::http
