#include "platform/mail/letter.hpp"

#include "platform/config/embedded.hpp"

#include <kainjow/mustache.hpp>
#include <stdexcept>

namespace essaim::mail {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

data list_of(std::vector<std::string> const& lines) {
  data list{data::type::list};
  for (auto const& line : lines) list.push_back(data{line});
  return list;
}

void add_paragraph(std::string& out, std::string const& text) {
  if (text.empty()) return;
  if (!out.empty()) out += "\n\n";
  out += text;
}

}  // namespace

std::string render_html(Letter const& letter) {
  auto const page = find_embedded("mails/letter.html");
  if (page.empty()) throw std::runtime_error("mails/letter.html is not embedded");
  mustache rendering{std::string(page)};
  data values;
  values.set("language", letter.language);
  values.set("programme_name", letter.programme_name);
  values.set("subject", letter.subject);
  values.set("preview", letter.preview);
  values.set("heading", letter.heading);
  values.set("before", list_of(letter.before));
  values.set("has_points", !letter.points.empty());
  values.set("points", list_of(letter.points));
  values.set("has_button", !letter.button.empty());
  values.set("button", letter.button);
  values.set("address", letter.address);
  values.set("copy_hint", letter.copy_hint);
  values.set("after", list_of(letter.after));
  values.set("footer", letter.footer);
  auto const& look = letter.look;
  values.set("primary", look.primary);
  values.set("name_colour", look.name);
  values.set("dark_primary", look.dark_primary);
  values.set("dark_on_primary", look.dark_on_primary);
  values.set("dark_name", look.dark_name);
  values.set("has_mark", !look.mark.empty());
  values.set("has_dot", look.mark.empty());
  values.set("mark_id", mark_id(look.mark));
  values.set("mark_width", std::to_string(look.mark_width));
  return rendering.render(values);
}

std::string mark_id(std::string_view mark) { return "mark." + std::string(mark.substr(0, 16)) + "@essaim"; }

std::string render_text(Letter const& letter) {
  std::string out;
  add_paragraph(out, letter.heading);
  for (auto const& paragraph : letter.before) add_paragraph(out, paragraph);
  std::string points;
  for (auto const& point : letter.points) points += (points.empty() ? "- " : "\n- ") + point;
  add_paragraph(out, points);
  if (!letter.button.empty()) add_paragraph(out, letter.button + "\n" + letter.address);
  for (auto const& paragraph : letter.after) add_paragraph(out, paragraph);
  add_paragraph(out, "--\n" + letter.programme_name + "\n" + letter.footer);
  return out + "\n";
}

}  // namespace essaim::mail
