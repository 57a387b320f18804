#include "app/compose_stories.hpp"

#include "features/content/content.hpp"
#include "features/people/people.hpp"
#include "features/sharing/sharing.hpp"
#include "features/today/today.hpp"
#include "platform/jobs/jobs.hpp"

#include <algorithm>

namespace essaim {
namespace {

content::Reader reader_of(people::Place const& place, people::Preferences const& preferences) {
  content::Reader reader;
  for (auto const group : place.groups) reader.groups.push_back(group.value);
  if (place.site) reader.site = place.site->value;
  reader.languages = preferences.languages;
  // Who chose no language of stories reads the one the app speaks to them.
  if (reader.languages.empty() && !preferences.language.empty()) reader.languages = {preferences.language};
  // Of a story in several of them, that one is offered first.
  std::ranges::stable_partition(reader.languages, [&](auto const& each) { return each == preferences.language; });
  return reader;
}

content::Faces content_faces() {
  content::Faces faces;
  faces.reader_of = [](db::Tx& tx, int64_t person) {
    auto const known = people::load_known(tx, {person});
    return known ? reader_of(known->place, known->preferences) : reader_of({}, people::load_preferences(tx, {person}));
  };
  faces.name_of = [](db::Tx& tx, int64_t person) -> std::optional<std::string> {
    auto name = people::find_name(tx, {person});
    return name.empty() ? std::nullopt : std::optional(std::move(name));
  };
  faces.own_hosts = [](db::Tx& tx) { return people::load_settings(tx).own_hosts; };
  faces.useful_percent = [](db::Tx& tx) { return people::load_settings(tx).mix_useful_percent; };
  faces.ceiling = [](db::Tx& tx) {
    return people::load_settings(tx).mix_ceiling == "stops" ? content::Ceiling::stops : content::Ceiling::asks;
  };
  faces.group_exists = [](db::Tx& tx, int64_t group) {
    people::GroupId const id{group};
    return people::groups_exist(tx, {&id, 1});
  };
  faces.site_exists = [](db::Tx& tx, int64_t site) {
    people::SiteId const id{site};
    return people::sites_exist(tx, {&id, 1});
  };
  return faces;
}

today::Profile profile_of(db::Tx& tx, int64_t person) {
  today::Profile profile;
  auto const known = people::load_known(tx, {person});
  if (!known) return profile;
  profile.first_name = known->person.first_name;
  profile.language = known->person.language;
  profile.time_zone = known->person.time_zone;
  profile.themes = known->preferences.themes;
  profile.allowed_from = known->preferences.allowed_from;
  profile.allowed_to = known->preferences.allowed_to;
  profile.reader = reader_of(known->place, known->preferences);
  return profile;
}

today::Faces today_faces() {
  today::Faces faces;
  faces.profile_of = profile_of;
  faces.shared_days = [](db::Tx& tx, int64_t person) { return sharing::shared_days(tx, person); };
  faces.shared_among = [](db::Tx& tx, int64_t person, std::span<int64_t const> stories) {
    return sharing::shared_days_among(tx, person, stories);
  };
  faces.wanted = [](db::Tx& tx) {
    auto const settings = people::load_settings(tx);
    return today::Wanted{settings.stories_per_day, settings.mix_useful_percent};
  };
  return faces;
}

}  // namespace

void compose_content(App& app) {
  auto& organisation = app.organisation;
  auto const made = std::make_shared<content::Content>(organisation, content_faces());
  auto const sources = std::make_shared<content::sources::Sources>(*made);
  app.content = made.get();
  content::add_routes(app.router, *made);
  content::sources::add_routes(app.router, *sources);
  content::sources::add_jobs(*organisation.jobs, *sources);
  content::suggestions::add_routes(app.router, *made, *sources);
  content::suggestions::add_jobs(*organisation.jobs, *made, *sources);
  app.outside.push_back(content::suggestions::serve_shared);
  organisation.personal_data.push_back(content::personal_data(organisation));
  organisation.personal_data.push_back(content::sources::personal_data(*sources));
  organisation.personal_data.push_back(content::suggestions::personal_data(organisation));
  // Who left, or only knows a file's hash, is told what is told of a file that is not there.
  app.outside.push_back([&app](http::Request const& request) {
    auto found = content::serve_media(app.organisation, request);
    if (found && found->status == 200 && app.authenticate(app.organisation, request).person == 0)
      found = http::Response{.status = 404, .headers = {}, .body = {}, .stream = {}};
    return found;
  });
  organisation.news.on<people::GroupEnded>([](db::Tx& tx, people::GroupEnded const& news) {
    if (news.into) content::move_group_audience(tx, news.group.value, news.into->value);
  });
  organisation.news.on<people::SiteEnded>([](db::Tx& tx, people::SiteEnded const& news) {
    if (news.into) content::move_site_audience(tx, news.site.value, news.into->value);
  });
  app.held.push_back(made);
  app.held.push_back(sources);
}

void compose_today(App& app) {
  auto const made = std::make_shared<today::Today>(*app.content, today_faces());
  today::add_routes(app.router, *made);
  today::add_jobs(app.organisation);
  app.organisation.personal_data.push_back(today::personal_data(app.organisation));
  app.held.push_back(made);
}

}  // namespace essaim
