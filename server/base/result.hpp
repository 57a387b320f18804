#pragma once
// Ordinary outcomes are values: an operation answers Result<T>. Exceptions are kept for the broken machine
// (no memory, a dead database), and are caught once, at the door.

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace essaim {

/// What kind of refusal this is; the door turns it into an HTTP status.
enum class Fault {
  invalid,       // 422: the input is not acceptable; `pointer` names the field
  unauthorised,  // 401: no session
  forbidden,     // 404 outside: missing and forbidden are one answer
  missing,       // 404
  conflict,      // 409: right input, wrong moment
  too_many,      // 429: a limit; try later
  too_large,     // 413
  unsupported,   // 415
  unavailable,   // 503: something we depend on does not answer
  internal,      // 500
};

/// `code` ("content.publish_forbidden") is translated for people; `detail` is for the log and for developers.
/// `pointer` is an RFC 6901 JSON pointer to the bad field, or empty.
struct Error {
  Fault fault = Fault::internal;
  std::string code;
  std::string detail;
  std::string pointer;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

[[nodiscard]] inline tl::unexpected<Error> fail(Fault fault, std::string_view code, std::string_view detail = {}) {
  return tl::unexpected<Error>(Error{fault, std::string(code), std::string(detail), {}});
}
/// A refusal that names the field it is about ("/email").
[[nodiscard]] inline tl::unexpected<Error> fail_at(std::string_view pointer, std::string_view code,
                                                   std::string_view detail = {}) {
  return tl::unexpected<Error>(Error{Fault::invalid, std::string(code), std::string(detail), std::string(pointer)});
}

struct Done {};  // what an operation answers when there is nothing to say

}  // namespace essaim

// Reads like a sentence: `auto story = TRY(load(tx, id));`. One per statement; never inside a coroutine
// (g++ 12.2 crashes on a statement expression with co_await).
#define TRY(expression)                                                            \
  __extension__({                                                                  \
    auto&& essaim_result_ = (expression);                                          \
    if (!essaim_result_) return tl::unexpected(std::move(essaim_result_).error()); \
    *std::move(essaim_result_);                                                    \
  })
#define CHECK_OK(expression)                                    \
  do {                                                          \
    if (auto&& essaim_result_ = (expression); !essaim_result_)  \
      return tl::unexpected(std::move(essaim_result_).error()); \
  } while (false)
