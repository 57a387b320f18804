#include "platform/mail/smtp.hpp"

#include "base/text.hpp"
#include "platform/config/config.hpp"

#include <curl/curl.h>

#include <ctime>
#include <mutex>
#include <stdexcept>

namespace essaim::mail {
namespace {

struct EasyEnd {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MimeEnd {
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
struct ListEnd {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyEnd>;
using Mime = std::unique_ptr<curl_mime, MimeEnd>;
using List = std::unique_ptr<curl_slist, ListEnd>;

void add(List& list, std::string const& line) {
  auto* longer = curl_slist_append(list.get(), line.c_str());
  (void)list.release();
  list.reset(longer);
}

std::string base64(std::string_view bytes) {
  auto text = base64url(bytes);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return text;
}

// RFC 5322 section 3.3, always in UTC.
std::string date_header(Instant at) {
  std::time_t const seconds = at.ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  constexpr char const* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr char const* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02d %s %d %02d:%02d:%02d +0000", days[parts.tm_wday], parts.tm_mday,
                months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

std::string mailbox_header(std::string_view name, std::string_view address) {
  if (name.empty()) return "<" + std::string(address) + ">";
  std::string const words = encode_words(name);
  bool const encoded = words.starts_with("=?");
  std::string const shown = encoded ? words : "\"" + replace_all(replace_all(words, "\\", ""), "\"", "") + "\"";
  return shown + " <" + std::string(address) + ">";
}

void set_server(CURL* easy, Config const& config) {
  curl_easy_setopt(easy, CURLOPT_URL, config.smtp_url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 5000L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30000L);
  long const use_tls = config.smtp_security == "none"            ? CURLUSESSL_NONE
                       : config.smtp_security == "opportunistic" ? CURLUSESSL_TRY
                                                                 : CURLUSESSL_ALL;
  curl_easy_setopt(easy, CURLOPT_USE_SSL, use_tls);
  if (!config.smtp_user.empty()) {
    curl_easy_setopt(easy, CURLOPT_USERNAME, config.smtp_user.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, config.smtp_password.c_str());
  }
}

// RFC 5322 section 2.3: lines of a text end in CRLF. A lone LF would travel as a character of the text, "=0A".
std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (char const c : text) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  return out;
}

class Smtp final : public Transport {
 public:
  Smtp(Config const& config, Mailbox from) : config_(config), from_(std::move(from)), easy_(curl_easy_init()) {
    if (!easy_) throw std::runtime_error("curl_easy_init");
  }

  Result<Done> send(Message const& message) override {
    std::lock_guard const lock(mutex_);
    CURL* const easy = easy_.get();
    curl_easy_reset(easy);  // keeps the connection: many letters in a row use one
    set_server(easy, config_);
    List recipients, headers;
    add(recipients, "<" + message.to_address + ">");
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, ("<" + from_.address + ">").c_str());
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients.get());
    write_headers(headers, message);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
    Mime const mime = write_body(easy, message);
    curl_easy_setopt(easy, CURLOPT_MIMEPOST, mime.get());
    return read_outcome(easy, curl_easy_perform(easy));
  }

  Result<Done> reach() override {
    std::lock_guard const lock(mutex_);
    CURL* const easy = easy_.get();
    curl_easy_reset(easy);
    set_server(easy, config_);
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "NOOP");  // without a recipient libcurl sends this word alone
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    return read_outcome(easy, curl_easy_perform(easy));
  }

 private:
  void write_headers(List& headers, Message const& message) const {
    add(headers, "Date: " + date_header(message.at));
    add(headers, "Message-ID: " + message.id);
    add(headers, "From: " + mailbox_header(from_.name, from_.address));
    add(headers, "To: " + mailbox_header(message.to_name, message.to_address));
    add(headers, "Subject: " + encode_words(message.subject));
    add(headers, "Auto-Submitted: auto-generated");  // RFC 3834: no holiday answers come back
  }

  static void add_words(curl_mime* to, char const* type, std::string const& body) {
    auto* part = curl_mime_addpart(to);
    auto const lines = with_crlf(body);
    curl_mime_data(part, lines.data(), lines.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, "quoted-printable");
  }

  // RFC 2387: the page first, then what it shows.
  static void add_page(CURL* easy, curl_mime* faces, Message const& message) {
    curl_mime* const related = curl_mime_init(easy);
    add_words(related, "text/html; charset=utf-8", message.html);
    for (auto const& picture : message.pictures) {
      auto* part = curl_mime_addpart(related);
      curl_mime_data(part, picture.bytes.data(), picture.bytes.size());
      curl_mime_type(part, "image/png");
      curl_mime_encoder(part, "base64");
      List headers;
      add(headers, "Content-ID: <" + picture.id + ">");
      add(headers, "Content-Disposition: inline");
      curl_mime_headers(part, headers.release(), 1);
    }
    auto* part = curl_mime_addpart(faces);
    curl_mime_subparts(part, related);
    curl_mime_type(part, "multipart/related");
  }

  static Mime write_body(CURL* easy, Message const& message) {
    Mime whole(curl_mime_init(easy));
    curl_mime* const faces = curl_mime_init(easy);
    add_words(faces, "text/plain; charset=utf-8", message.text);
    if (message.pictures.empty())
      add_words(faces, "text/html; charset=utf-8", message.html);
    else
      add_page(easy, faces, message);
    auto* part = curl_mime_addpart(whole.get());
    curl_mime_subparts(part, faces);
    curl_mime_type(part, "multipart/alternative");
    return whole;
  }

  static Result<Done> read_outcome(CURL* easy, CURLcode outcome) {
    long reply = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &reply);
    if (outcome == CURLE_OK) return Done{};
    auto const detail = std::to_string(reply) + " " + curl_easy_strerror(outcome);
    bool const about_us = outcome == CURLE_LOGIN_DENIED || outcome == CURLE_USE_SSL_FAILED;
    // A wrong password or a missing certificate is ours to mend: the letter waits.
    if (about_us) return fail(Fault::unavailable, "mail.server_refuses_us", detail);
    if (reply >= 500 && reply < 600) return fail(Fault::invalid, "mail.refused", detail);
    if (reply >= 400 && reply < 500) return fail(Fault::unavailable, "mail.busy", detail);
    return fail(Fault::unavailable, "mail.unreachable", detail);
  }

  Config const& config_;
  Mailbox from_;
  std::mutex mutex_;
  Easy easy_;
};

}  // namespace

std::unique_ptr<Transport> open_smtp(Config const& config) {
  if (config.smtp_url.empty()) return nullptr;
  auto from = read_mailbox(config.mail_from);
  if (!from) throw std::runtime_error("mail_from: \"" + config.mail_from + "\" is no mail address");
  return std::make_unique<Smtp>(config, *std::move(from));
}

Result<Done> try_server(Config const& config) {
  Easy const easy(curl_easy_init());
  if (!easy) throw std::runtime_error("curl_easy_init");
  set_server(easy.get(), config);
  curl_easy_setopt(easy.get(), CURLOPT_CONNECT_ONLY, 1L);
  auto const no = [](std::string_view code, std::string_view said) {
    return fail(Fault::unavailable, std::string(code), std::string(said));
  };
  switch (auto const outcome = curl_easy_perform(easy.get())) {
    case CURLE_OK: return Done{};
    case CURLE_COULDNT_RESOLVE_HOST: return no("mail.no_such_host", "nobody knows a host of that name");
    case CURLE_USE_SSL_FAILED: return no("mail.no_encryption", "it offers no encryption");
    case CURLE_PEER_FAILED_VERIFICATION: return no("mail.not_trusted", "its certificate is not trusted here");
    case CURLE_LOGIN_DENIED: return no("mail.wrong_password", "it does not let us in");
    default: return no("mail.unreachable", curl_easy_strerror(outcome));
  }
}

Result<Mailbox> read_mailbox(std::string_view text) {
  text = trim(text);
  Mailbox box;
  auto const open = text.rfind('<');
  if (open != std::string_view::npos && text.ends_with('>')) {
    box.name = one_line(trim(text.substr(0, open)));
    if (box.name.find_first_of("<>,") != std::string::npos) return fail(Fault::invalid, "mail.bad_address");
    if (box.name.size() >= 2 && box.name.front() == '"' && box.name.back() == '"')
      box.name = box.name.substr(1, box.name.size() - 2);
    text = text.substr(open + 1, text.size() - open - 2);
  }
  auto const at = text.find('@');
  bool const sound = at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
                     text.find('@', at + 1) == std::string_view::npos && text.size() <= 254 &&
                     text.find_first_of(" \t\r\n<>,;:\"()[]\\") == std::string_view::npos;
  if (!sound) return fail(Fault::invalid, "mail.bad_address");
  box.address = std::string(text);
  return box;
}

std::string encode_words(std::string_view text) {
  std::string line = one_line(text);
  bool plain = true;
  for (unsigned char c : line) plain = plain && c >= 0x20 && c < 0x7F;
  if (plain && line.size() <= 900 && line.find("=?") == std::string::npos) return line;
  std::string out;
  for (std::string_view rest = line; !rest.empty();) {
    // 45 bytes make 60 letters: an encoded word is 75 long at most (RFC 2047 section 2), cut between code points.
    std::string_view piece = clip(rest, 45);
    for (size_t points = 45; piece.size() > 45; --points) piece = clip(rest, points);
    out += (out.empty() ? "" : "\r\n ") + std::string("=?utf-8?B?") + base64(piece) + "?=";
    rest.remove_prefix(piece.size());
  }
  return out;
}

}  // namespace essaim::mail
