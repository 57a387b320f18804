#include "app/commands/reading_source.hpp"

#include "base/text.hpp"

#include <array>
#include <fstream>
#include <iostream>
#include <utility>

namespace essaim::commands {
namespace {

constexpr size_t largest_file = 5u << 20;

Result<std::string> read_stream(std::istream& in) {
  std::string bytes;
  std::array<char, 65536> chunk{};
  while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
    bytes.append(chunk.data(), size_t(in.gcount()));
    if (bytes.size() > largest_file) return fail(Fault::too_large, "file.too_large");
  }
  return in.bad() ? Result<std::string>(fail(Fault::missing, "file.unreadable"))
                  : Result<std::string>(std::move(bytes));
}

bool is_address(std::string_view source) {
  auto const head = ascii_lower(source.substr(0, 8));
  return head.starts_with("http://") || head.starts_with("https://");
}

}  // namespace

Result<ReadingArguments> read_arguments(std::vector<std::string> const& args) {
  ReadingArguments out;
  for (size_t i = 0; i < args.size(); ++i) {
    auto const& word = args[i];
    if (word == "--json") continue;  // it is what these commands print anyway
    if (word == "--url" || word == "--allow-host") {
      if (i + 1 >= args.size()) return fail(Fault::invalid, "usage.value_missing", word);
      (word == "--url" ? out.url : out.allowed_hosts.emplace_back()) = args[i + 1];
      ++i;
    } else if (word.starts_with("--")) {
      return fail(Fault::invalid, "usage.unknown_option", word);
    } else if (out.source.empty()) {
      out.source = word;
    } else {
      return fail(Fault::invalid, "usage.too_many", word);
    }
  }
  if (out.source.empty()) return fail(Fault::invalid, "usage.source_missing");
  if (auto const bad = http::AllowedHosts::first_bad_entry(out.allowed_hosts); !bad.empty())
    return fail(Fault::invalid, "usage.bad_host", bad);
  return out;
}

Result<ReadSource> read_source(ReadingArguments const& arguments, http::Wanted wanted) {
  ReadSource out;
  out.url = arguments.url;
  if (is_address(arguments.source)) {
    http::FetchSettings settings;
    settings.allowed_hosts = arguments.allowed_hosts;
    http::Fetcher const fetcher(std::move(settings));
    auto fetched = TRY(fetcher.fetch({arguments.source, wanted, {}, {}}));
    if (!fetched.ok()) return fail(Fault::unavailable, "fetch.status", std::to_string(fetched.status));
    if (out.url.empty()) out.url = fetched.url;
    out.content_type = fetched.header("content-type");
    out.content_language = fetched.header("content-language");
    out.bytes = std::move(fetched.body);
    return out;
  }
  if (arguments.source == "-") {
    out.bytes = TRY(read_stream(std::cin));
    return out;
  }
  std::ifstream file(arguments.source, std::ios::binary);
  if (!file) return fail(Fault::missing, "file.unreadable");
  out.bytes = TRY(read_stream(file));
  return out;
}

std::string explain(Error const& error, std::string const& source) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> sentences = {{
      {"file.unreadable", "cannot be read"},
      {"file.too_large", "is larger than 5 MiB"},
      {"feed.not_a_feed", "is no RSS, Atom or JSON Feed document"},
      {"feed.too_large", "is larger than 5 MiB"},
      {"url.malformed", "is no web address"},
      {"url.unsupported", "is neither http nor https"},
      {"fetch.unreachable", "cannot be reached, or must not be (--allow-host opens an internal host)"},
      {"fetch.too_large", "is too large"},
      {"fetch.wrong_type", "is of a type that is not read here"},
      {"fetch.too_many_redirects", "redirects more than five times"},
      {"fetch.busy", "is being read already"},
      {"fetch.too_many", "waits: many pages were read within a minute"},
      {"fetch.status", "answers with an error"},
  }};
  std::string out = source + " ";
  bool known = false;
  for (auto const& [code, sentence] : sentences)
    if (code == error.code) {
      out += sentence;
      known = true;
    }
  if (!known) out += error.code;
  // The refusal's reason stays out: an operator who may see it finds it in the log of the server.
  bool const telling = error.code != "fetch.unreachable" && !error.detail.empty();
  return telling ? out + " (" + error.detail + ")" : out;
}

}  // namespace essaim::commands
