#pragma once
// The body of a request: by length or in chunks (RFC 9112 sections 6 and 7). Beast's parser reads it, and the head with
// it as a second opinion on its framing. Fields of a trailer are read and forgotten.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace essaim::http {

struct Fed {
  size_t used = 0;
  bool done = false;
  int refusal = 0;  // 400 or 413
};

class BodyReader {
 public:
  explicit BodyReader(size_t limit);
  ~BodyReader();
  /// First the whole head with what follows, then the bytes that were not used and those that came since.
  Fed feed(std::string_view bytes);
  std::string take();

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace essaim::http
