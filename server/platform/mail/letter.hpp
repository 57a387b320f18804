#pragma once
// A letter's parts and its two faces: the HTML page built from emails/letter.mjml and plain text of the same words.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace essaim::mail {

/// An organisation's own colours and mark; at first they are Essaim's.
struct Look {
  std::string primary = "#135847", name = "#135847";  // the button, the programme's name
  std::string dark_primary = "#5fc2a3", dark_on_primary = "#06251d", dark_name = "#80cdb3";
  std::string mark;        // a PNG by its SHA-256, which travels with the letter; empty: a dot
  int64_t mark_width = 0;  // it is shown 32 high
};

struct Letter {
  std::string kind;  // "invitation": what the outbox shows
  std::string language;
  std::string to_name, to_address;  // an empty address is a letter to nobody: it counts as sent
  std::string programme_name;
  std::string subject, preview, heading;
  std::vector<std::string> before;  // paragraphs
  std::vector<std::string> points;
  std::string button, address;  // both or neither
  std::string copy_hint;        // the line above the plain address
  std::vector<std::string> after;
  std::string footer;
  Look look{};
};

/// Where the page shows the mark, it names the part of the mail that holds it (RFC 2392).
std::string mark_id(std::string_view mark);

std::string render_html(Letter const& letter);
std::string render_text(Letter const& letter);

}  // namespace essaim::mail
