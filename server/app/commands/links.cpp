#include "app/commands/links.hpp"

#include "app/commands/options.hpp"
#include "app/commands/place.hpp"
#include "app/open_organisation.hpp"
#include "base/json.hpp"
#include "features/links/links.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>

namespace essaim {
namespace {

constexpr int64_t most_links = 10'000;
constexpr std::string_view usage =
    "essaim links make ADDRESS [--count N] [--pass-query] [--data DIR] [--postgres URL] [--organisation NAME] "
    "[--create]";

struct Order {
  std::string destination;
  int64_t count = 1;
  bool pass_query = false;
};

Result<Order> read_order(std::vector<std::string> const& words) {
  Order order;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--count" && i + 1 < words.size()) {
      auto const& number = words[++i];
      auto const* const end = number.data() + number.size();
      if (std::from_chars(number.data(), end, order.count).ptr != end || order.count < 1 || order.count > most_links)
        return fail(Fault::invalid, "links.count", "--count takes 1 to 10000, not " + number);
    } else if (words[i] == "--pass-query") {
      order.pass_query = true;
    } else if (words[i].starts_with("-") || !order.destination.empty()) {
      return fail(Fault::invalid, "links.usage", std::string(usage) + "; not " + words[i]);
    } else {
      order.destination = words[i];
    }
  }
  if (order.destination.empty()) return fail(Fault::invalid, "links.usage", usage);
  return order;
}

Result<std::vector<std::string>> make(CommonOptions options) {
  auto const place = expect_organisation(options);
  auto const order = TRY(read_order(options.rest));
  CHECK_OK(place);
  SystemClock const clock;
  auto const organisation = TRY(OpenOrganisation::open(std::move(options.config), clock));
  auto const opened = TRY(links::Links::open(**organisation));
  links::NewLink wanted;
  wanted.destination = order.destination;
  wanted.utm.reset();
  wanted.pass_query = order.pass_query;
  return (**organisation).db->write([&](db::Tx& tx) -> Result<std::vector<std::string>> {
    std::vector<std::string> addresses;
    for (int64_t i = 0; i < order.count; ++i)
      addresses.push_back(links::address_of(*opened, TRY(links::make_link(*opened, tx, wanted)).code));
    return addresses;
  });
}

}  // namespace

int run_links_make(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  bool const json = options->json;
  auto const addresses = make(*std::move(options));
  if (!addresses) return complain(addresses.error());
  for (auto const& address : *addresses)
    fmt::print("{}\n", json ? print_json(JsonObject{{"address", address}}) : address);
  return 0;
}

}  // namespace essaim
