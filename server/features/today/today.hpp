#pragma once
// Today: a few stories chosen for one person, fixed for the day, each saying why it is here. It ends, on purpose.

#include "features/content/content.hpp"
#include "platform/access/organisation.hpp"
#include "platform/http/router.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace essaim::today {

/// What today asks of people and sharing.
struct Profile {
  std::string first_name, language = "fr", time_zone = "Europe/Paris";
  std::vector<int64_t> themes;  // followed
  std::string allowed_from = "08:30", allowed_to = "18:00";
  content::Reader reader;
};
/// What a lead decided of each day's page.
struct Wanted {
  int64_t stories = 5, useful_percent = 80;
};
struct Faces {
  std::function<Profile(db::Tx&, int64_t person)> profile_of;
  /// The last local day on which this person shared each story.
  std::function<std::map<int64_t, int64_t>(db::Tx&, int64_t person)> shared_days;
  /// The same of these stories alone: a page that stands asks of its own, and a busy member has shared hundreds.
  std::function<std::map<int64_t, int64_t>(db::Tx&, int64_t person, std::span<int64_t const> stories)> shared_among;
  std::function<Wanted(db::Tx&)> wanted;
};

struct WhyValues {
  static constexpr std::string_view dto = "WhyValues";
  std::optional<std::string> theme, theme_id, source;
};
template <class V>
void describe(V& v, WhyValues& w) {
  v("theme", w.theme);
  v("theme_id", w.theme_id);
  v("source", w.source);
}
struct Why {
  static constexpr std::string_view dto = "Why";
  std::string code;
  WhyValues values;
};
template <class V>
void describe(V& v, Why& w) {
  v("code", w.code, http::one_of({"theme", "group", "site", "fresh", "novelty", "discovery", "everybody", "company"}));
  v("values", w.values);
}
struct TodayStory {
  static constexpr std::string_view dto = "TodayStory";
  content::Story story;
  Why why;
  bool kept = false;
  std::optional<std::string> shared_on;
};
template <class V>
void describe(V& v, TodayStory& t) {
  v("story", t.story);
  v("why", t.why);
  v("kept", t.kept);
  v("shared_on", t.shared_on);
}
struct Page {
  static constexpr std::string_view dto = "Today";
  std::string day, greeting_name;
  std::vector<TodayStory> stories;
  int64_t useful = 0, company = 0;
  bool done = false;  // each of them was shared, kept or put aside
  std::string allowed_from, allowed_to;
};
template <class V>
void describe(V& v, Page& p) {
  v("day", p.day);
  v("greeting_name", p.greeting_name);
  v("stories", p.stories);
  v("useful", p.useful);
  v("company", p.company);
  v("done", p.done);
  v("allowed_from", p.allowed_from);
  v("allowed_to", p.allowed_to);
}

class Today {
 public:
  Today(content::Content const& content, Faces faces) : content_(content), faces_(std::move(faces)) {}
  content::Content const& content() const { return content_; }
  Faces const& faces() const { return faces_; }

 private:
  content::Content const& content_;
  Faces faces_;
};

/// The page of this person's day. It chooses what is still open and keeps the choice; asked again, it is the same page.
Page page_of(Today const& today, Viewer const& viewer);

/// GET /today, /kept; keeping and putting aside. `today` outlives the router.
void add_routes(http::Router& router, Today const& today);
/// Forgets the choices of long ago.
void add_jobs(Organisation& organisation);
PersonalData personal_data(Organisation& organisation);

}  // namespace essaim::today
