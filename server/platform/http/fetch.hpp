#pragma once
// The one door through which we read addresses that somebody else gave us. It keeps the server from being used against
// the network it stands in (server-side request forgery, OWASP API7:2023):
//
//  - http and https only, ports 80 and 443, no credentials; names that never leave the local network are refused;
//  - the name is resolved once, by us; one non-global address among the answers refuses them all; the connection goes
//    to the vetted address and nowhere else, so a second answer of the resolver (rebinding) changes nothing;
//  - redirects by hand, five at most, each through the same rules, never from https to http;
//  - 3 s to connect, 10 s in all, size by what is wanted, compression at most 100 to 1, types by a list;
//  - no proxy from the environment, no cookies, no credentials, one request at a time for a host;
//  - so many requests a minute for the organisation and for one host.
//
// Refused and unreachable are one answer ("fetch.unreachable"): whoever asks learns nothing of the inside. The reason
// is in Error::detail, for the log.

#include "base/clock.hpp"
#include "base/result.hpp"
#include "platform/http/address_rules.hpp"
#include "platform/http/message.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::http {

enum class Wanted {
  page,   // 2 MiB of HTML
  feed,   // 5 MiB of XML or JSON, or the HTML that stands where a feed should be
  image,  // 5 MiB of PNG, JPEG, WebP or GIF
};

struct FetchRequest {
  std::string url;
  Wanted wanted = Wanted::page;
  std::string etag, last_modified;  // from the last time: makes the request conditional (RFC 9110 section 13)
  Duration within{0};               // less than finish_within, for who cannot wait that long; 0: finish_within
};

struct Fetched {
  int status = 0;
  std::string url;            // where the answer came from, after redirects
  std::string permanent_url;  // where only permanent redirects (301, 308) led; equal to what was asked without one
  Headers headers;            // names in lower case
  std::string body;           // of a 2xx answer only, decoded

  bool ok() const { return status >= 200 && status < 300; }
  bool not_modified() const { return status == 304; }
  std::string_view header(std::string_view lower_name) const { return find_header(headers, lower_name); }
};

/// Answers for hosts that exist in a story only (RFC 2606: ".example" leads nowhere); nothing: it is not one of them.
using Fiction = std::function<std::optional<Fetched>(FetchRequest const&)>;

struct FetchSettings {
  std::string base_url;                    // ours: named in the User-Agent
  std::vector<std::string> own_hosts;      // never fetched: loops
  std::vector<std::string> allowed_hosts;  // internal ones that the operator opened: host, host:port, CIDR
  std::vector<std::string> refused_hosts;  // the organisation's own list; a leading dot means all below
  Duration connect_within = seconds(3);
  Duration finish_within = seconds(10);
  int requests_a_minute = 300;      // of the whole organisation
  int host_requests_a_minute = 60;  // of one host
  Fiction fiction{};                // the demo's
};

/// All addresses of a name, or nothing.
using Resolver = std::function<std::vector<Address>(std::string const& host)>;
/// The system's, on a thread of its own, because it cannot be interrupted.
std::vector<Address> resolve_with_system(std::string const& host, Duration within);

/// Thread-safe; blocks the calling thread, so it is for job threads and for the unfurling request only.
class Fetcher {
 public:
  explicit Fetcher(FetchSettings settings, Resolver resolver = nullptr);
  ~Fetcher();
  /// Any HTTP answer is an answer: look at `status`. Refusals: url.malformed, url.unsupported, fetch.unreachable,
  /// fetch.too_large, fetch.wrong_type, fetch.too_many_redirects, fetch.busy (this
  /// host, now), fetch.too_many (the organisation, this minute).
  Result<Fetched> fetch(FetchRequest const& request) const;
  std::string user_agent() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace essaim::http
