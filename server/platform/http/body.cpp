#include "platform/http/body.hpp"

#include "platform/http/head.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace essaim::http {

namespace beast = boost::beast;

struct BodyReader::Parser {
  beast::http::request_parser<beast::http::string_body> reader;
};

BodyReader::BodyReader(size_t limit) : parser_(std::make_unique<Parser>()) {
  parser_->reader.eager(true);
  parser_->reader.header_limit(max_head);
  parser_->reader.body_limit(limit);
}

BodyReader::~BodyReader() = default;

Fed BodyReader::feed(std::string_view bytes) {
  Fed fed;
  auto& reader = parser_->reader;
  while (fed.used < bytes.size() && !reader.is_done()) {
    beast::error_code error;
    auto const rest = bytes.substr(fed.used);
    fed.used += reader.put(boost::asio::const_buffer(rest.data(), rest.size()), error);
    if (error == beast::http::error::need_more) break;
    if (error) {
      fed.refusal = error == beast::http::error::body_limit ? 413 : 400;
      return fed;
    }
  }
  fed.done = reader.is_done();
  return fed;
}

std::string BodyReader::take() { return std::move(parser_->reader.get().body()); }

}  // namespace essaim::http
