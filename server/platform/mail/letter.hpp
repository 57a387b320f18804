#pragma once
// A letter's parts and its two faces: the HTML page built from emails/letter.mjml and plain text of the same words.

#include <string>
#include <vector>

namespace essaim::mail {

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
};

std::string render_html(Letter const& letter);
std::string render_text(Letter const& letter);

}  // namespace essaim::mail
