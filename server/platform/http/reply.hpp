#pragma once
// Answers as bytes.

#include "platform/http/message.hpp"

#include <string>
#include <string_view>

namespace essaim::http {

std::string_view reason_phrase(int status);
/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
std::string http_date(int64_t unix_seconds);

enum class After { keep_open, close };
enum class Body { send, leave_out };  // left out of answers to HEAD
std::string to_bytes(Response const& response, After after, Body body);
/// What the server itself refuses: a problem document (RFC 9457) that names no inner part.
Response refusal(int status, std::string_view request_id = {});
/// The same document in other words, for who refuses before a route is found. The words are ours: nothing is escaped.
Response refusal_of(int status, std::string_view code, std::string_view detail, std::string_view request_id);

}  // namespace essaim::http
