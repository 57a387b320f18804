#include "app/roles.hpp"

#include "app/compose.hpp"
#include "app/open_organisation.hpp"
#include "base/random.hpp"
#include "features/people/people.hpp"
#include "features/privacy/privacy.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace essaim {
namespace {

/// Every route of the product, by its permission.
std::set<std::string> permissions_of_routes() {
  auto const folder = std::filesystem::temp_directory_path() / ("essaim-roles-" + random_token(9));
  static SystemClock const clock;
  Config config;
  config.data = (folder / "data").string();
  config.runtime_folder = (folder / "runtime").string();
  std::set<std::string> out;
  {
    auto organisation = OpenOrganisation::open(std::move(config), clock);
    EXPECT_TRUE(organisation);
    App app{.organisation = ***organisation};
    EXPECT_TRUE(compose(app));
    for (auto const& route : app.router.routes()) out.emplace(route.permission.name);
  }
  std::filesystem::remove_all(folder);
  return out;
}

bool is_for_anybody(std::string_view name) {
  return name == open_to_all.name || name == signed_in.name || name == for_members.name;
}

}  // namespace

TEST(Roles, the_matrix_holds_membership_and_all_that_an_organisation_grants) {
  ASSERT_EQ(roles().size(), people::granted_roles.size() + 1);
  EXPECT_EQ(roles().front().name, "member");
  for (size_t i = 0; i < people::granted_roles.size(); ++i) EXPECT_EQ(roles()[i + 1].name, people::granted_roles[i]);
}

TEST(Roles, every_role_has_its_words_in_both_languages) {
  for (auto const& role : roles()) {
    auto const french = people::role_in_words(role.name, "fr"), english = people::role_in_words(role.name, "en");
    EXPECT_EQ(french.find("directory.role"), std::string::npos) << role.name;
    EXPECT_EQ(english.find("directory.role"), std::string::npos) << role.name;
    EXPECT_EQ(french.find('{'), std::string::npos) << french;
    EXPECT_FALSE(french.empty() || english.empty()) << role.name;
  }
}

// A permission that no role holds would close a route for good by a slip of the pen; one that no route asks for would
// promise what is not there.
TEST(Roles, every_permission_of_a_route_stands_in_the_matrix_and_the_other_way_round) {
  std::set<std::string> granted;
  for (auto const& role : roles()) granted.insert(role.permissions.begin(), role.permissions.end());
  auto asked = permissions_of_routes();
  EXPECT_TRUE(asked.contains(std::string(open_to_all.name)));
  std::erase_if(asked, [](auto const& name) { return is_for_anybody(name); });
  EXPECT_EQ(asked, granted);
}

TEST(Roles, promise_3_no_role_opens_what_is_a_members_own) {
  for (auto const& role : roles())
    for (auto const permission : role.permissions) EXPECT_FALSE(is_for_anybody(permission)) << role.name;
  std::vector<std::string> all;
  for (auto const name : people::granted_roles) all.emplace_back(name);
  Viewer const somebody{.person = 7, .session = 1, .is_member = false, .permissions = permissions_of(all)};
  EXPECT_FALSE(somebody.may(for_members)) << "whatever is granted, membership is one's own act";
}

TEST(Roles, recruiter_and_executive_read_what_everybody_reads_and_data_protection_verifies) {
  EXPECT_TRUE(permissions_of(std::vector<std::string>{"recruiter", "executive"}).empty());
  EXPECT_EQ(permissions_of(std::vector<std::string>{"data-protection"}),
            (std::vector<std::string_view>{people::read_changes.name, privacy::verify.name}));
}

}  // namespace essaim
