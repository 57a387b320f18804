#pragma once
// The head of a request, read once and strictly (RFC 9112): the fast lane and every other request pass through this one
// reader, so that no two of our parsers can disagree about where a request ends. Pure: bytes in, views out.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace essaim::http {

constexpr size_t max_head = 64 * 1024;
constexpr size_t max_fields = 100;

struct Field {
  std::string_view name;  // as sent
  std::string_view value;
};

/// Views into the bytes that were read.
struct Head {
  std::string_view method, target, path, query, host;
  bool http11 = false;
  bool keep_alive = false;
  bool chunked = false;
  bool expects_continue = false;
  std::optional<uint64_t> content_length;
  std::array<Field, max_fields> fields;
  size_t field_count = 0;
  // What the fast lane looks at, found on the way.
  std::string_view user_agent, referer, accept_language, purpose, sec_fetch_mode, sec_fetch_dest, cookie, forwarded_for,
      forwarded_proto;

  /// Ready for the next request; the fields behind field_count are left as they are, which is why this is not `= {}`.
  void clear() {
    method = target = path = query = host = {};
    user_agent = referer = accept_language = purpose = sec_fetch_mode = sec_fetch_dest = cookie = forwarded_for =
        forwarded_proto = {};
    http11 = keep_alive = chunked = expects_continue = false;
    content_length.reset();
    field_count = 0;
  }
  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

enum class HeadEnd { incomplete, complete, broken };
struct FoundEnd {
  HeadEnd end;
  size_t size;  // of the head with its empty line when complete; else where to look on from
};
/// Looks for the empty line, from `from` on (what an earlier call answered). A line feed alone is broken.
FoundEnd find_head_end(std::string_view bytes, size_t from);

/// Reads a whole head (with its empty line). Answers 0, or the status with which to refuse it.
int read_head(std::string_view bytes, Head& head);

}  // namespace essaim::http
