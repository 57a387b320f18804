#pragma once
// The last metre: one message to one mail server (RFC 5321), STARTTLS, with timeouts.

#include "base/clock.hpp"
#include "base/result.hpp"

#include <memory>
#include <string>
#include <vector>

namespace essaim {
struct Config;
}

namespace essaim::mail {

struct Message {
  std::string id;  // "<…@host>", made when the row was: a second try carries the same one
  std::string to_name, to_address;
  std::string subject, html, text;
  Instant at;
  struct Picture {
    std::string id, bytes;  // a PNG that the page shows as cid:…
  };
  std::vector<Picture> pictures{};
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Fault::unavailable ("mail.busy", "mail.unreachable"): later. Fault::invalid ("mail.refused"): never.
  virtual Result<Done> send(Message const& message) = 0;
  /// Whether the server takes us at all, with the faults of `send`; nothing is sent.
  virtual Result<Done> reach() = 0;
};

/// Null where no mail server is configured. Throws std::runtime_error when smtp_url is set and mail_from is not.
std::unique_ptr<Transport> open_smtp(Config const& config);

/// Calls the configured server and signs in, without a letter. Refused, with a sentence as detail: `mail.no_such_host`,
/// `mail.unreachable`, `mail.no_encryption`, `mail.not_trusted` (its certificate), `mail.wrong_password`.
Result<Done> try_server(Config const& config);

/// "Les Éclaireurs <swarm@example.org>" as {name, address}; `mail.bad_address` when it is none.
struct Mailbox {
  std::string name, address;
};
Result<Mailbox> read_mailbox(std::string_view text);
/// A header's words as RFC 2047 asks where they are not plain ASCII; line ends are taken out.
std::string encode_words(std::string_view text);

}  // namespace essaim::mail
