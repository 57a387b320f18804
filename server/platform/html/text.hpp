#pragma once
// HTML to the words a person reads. The answer is text, not markup: whoever shows it escapes it.

#include <string>
#include <string_view>

namespace essaim::html {

/// Paragraphs parted by line ends; scripts, styles and the like left out; white space folded.
std::string plain_text(std::string_view html);
/// The words of the article itself: what stands in <article>, else in <main>, else in paragraphs.
std::string main_text(std::string_view html);
/// One line, for titles and summaries. Tags that HTML does not know stay as words ("std::vector<int>").
std::string plain_line(std::string_view html);
/// Straight quotes become the curly ones that a printer would set: 'so' "so" don't.
std::string curly_quotes(std::string_view text);
/// The same markup with href, src and poster made absolute.
std::string with_absolute_links(std::string_view html, std::string_view base);
/// The address of the first picture that is not a counting pixel, made absolute; empty where there is none.
std::string first_picture(std::string_view html, std::string_view base);

}  // namespace essaim::html
