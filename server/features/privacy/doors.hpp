#pragma once
// Through which doors somebody reads or handles what is about persons: the access log notes them. A member's own
// things, and figures of closed periods on a screen, which tell of nobody, are none; the files of them are.

#include "base/clock.hpp"
#include "platform/http/message.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace essaim::privacy {

/// What part of it was asked for.
enum class Cut { none, directory, block };

struct ReadingDoor {
  http::Method method;
  std::string_view path;  // "{person}" is whom it is about
  std::string_view name;  // its words: trust.door.<name>
  Cut cut = Cut::none;
};
std::span<ReadingDoor const> reading_doors();

/// The door this request went through.
struct Passage {
  ReadingDoor const* door;
  std::string person;  // as the address has it; empty: nobody in particular
};
/// `path` without the API's prefix.
std::optional<Passage> find_passage(http::Method method, std::string_view path);

/// "all", "group" or "search" of a directory, the day that the file of a block bears in its name ("2026-10-26"), else
/// empty. Never what was searched for, nor which group: it may be a name, or a group of one.
std::string cut_of(Cut cut, http::Request const& request, http::Response const& response, Instant now);

}  // namespace essaim::privacy
