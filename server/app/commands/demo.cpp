#include "app/commands/demo.hpp"

#include "app/commands/options.hpp"
#include "app/demo/demo.hpp"
#include "app/demo/drawn/drawn.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <span>

namespace essaim {
namespace {

int complain_of(std::string_view what) {
  fmt::print(stderr, "essaim demo: {}; see essaim demo --help\n", what);
  return 2;
}

std::optional<int64_t> number_of(std::string_view text, int64_t least, int64_t most) {
  int64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const read = error == std::errc() && end == text.data() + text.size();
  return read && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

/// Reads `--people N` and what goes with it; what is wrong, or nothing.
std::string read_size(std::span<std::string const> words, demo::Size& size) {
  constexpr int64_t a_billion = 1'000'000'000;
  for (size_t i = 0; i < words.size(); i += 2) {
    auto const& option = words[i];
    if (i + 1 == words.size()) return "'" + option + "' needs a number behind it, or is no option";
    auto const put = [&](int64_t least, int64_t most, auto& into) -> std::string {
      auto const number = number_of(words[i + 1], least, most);
      if (!number) return fmt::format("'{}' takes a number from {} to {}", option, least, most);
      into = std::remove_reference_t<decltype(into)>(*number);
      return "";
    };
    std::string wrong = "'" + option + "' is no option";
    if (option == "--people") wrong = put(demo::fewest_people, demo::most_people, size.people);
    if (option == "--years") wrong = put(1, demo::most_years, size.years);
    if (option == "--seed") wrong = put(0, INT64_MAX, size.seed);
    if (option == "--stories") wrong = put(1, a_billion, size.stories);
    if (option == "--shares") wrong = put(0, a_billion, size.shares);
    if (option == "--clicks") wrong = put(0, a_billion, size.clicks);
    if (!wrong.empty()) return wrong;
  }
  return size.people == 0 && !words.empty() ? "the company's size is missing: --people N" : "";
}

int draw_company(Config config, demo::Size const& size) {
  SystemClock const clock;
  auto const drawn = demo::draw(std::move(config), clock, size,
                                [](std::string_view what) { fmt::print(stderr, "Drawing {} …\n", what); });
  if (!drawn) return complain(drawn.error());
  fmt::print("{} people, {} of them members; {} stories, {} shares, {} clicks by people and {} by machines.\n",
             drawn->people, drawn->members, drawn->stories, drawn->shares, drawn->clicks, drawn->machines);
  demo::print_logins();
  return 0;
}

}  // namespace

int run_demo(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  demo::Size size;
  if (auto const wrong = read_size(options->rest, size); !wrong.empty()) return complain_of(wrong);
  if (size.people > 0) return draw_company(std::move(options->config), size);
  SystemClock const clock;
  auto const done = demo::fill(std::move(options->config), clock);
  if (!done) return complain(done.error());
  if (*done == demo::Filling::was_there) fmt::print("The demo was here already; nothing was added.\n");
  demo::print_logins();
  return 0;
}

}  // namespace essaim
