#include "features/today/today.hpp"

#include "base/zone.hpp"
#include "features/today/rules.hpp"
#include "features/today/store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/retention/retention.hpp"

#include <algorithm>

namespace essaim::today {
namespace {

constexpr int64_t days_remembered = 14;  // an offer of longer ago is no reason against another

struct Day {
  Profile profile;
  int64_t day = 0;
  std::set<int64_t> aside, kept;
};

Day day_of(Today const& today, db::Tx& tx, int64_t person) {
  Day d;
  d.profile = today.faces().profile_of(tx, person);
  d.day = Zone(d.profile.time_zone).at(today.content().organisation().now()).day;
  d.aside = store::put_aside(tx, person);
  d.kept = store::kept(tx, person);
  return d;
}

Candidate as_candidate(content::FeedStory story, std::map<int64_t, int64_t> const& offered) {
  auto const before = offered.find(story.id.value);
  return {story.id.value,
          story.stance,
          story.visible_from,
          story.expires_at,
          std::move(story.themes),
          std::move(story.audience),
          std::move(story.language),
          std::move(story.source),
          story.shared_class,
          before == offered.end() ? 0 : int(before->second)};
}

// The same for one person and day, another for the next: it decides only between near equals.
uint64_t seed_of(int64_t person, int64_t day) { return uint64_t(person) * 0x9E3779B97F4A7C15ULL ^ uint64_t(day); }

Taste taste_of(Today const& today, db::Tx& tx, int64_t person, Day const& day) {
  Taste taste;
  taste.reader = day.profile.reader;
  taste.follows = day.profile.themes;
  taste.less_of = store::less_of(tx, person);
  taste.handled.assign(day.aside.begin(), day.aside.end());
  for (auto const& [story, shared] : today.faces().shared_days(tx, person)) taste.handled.push_back(story);
  taste.seed = seed_of(person, day.day);
  return taste;
}

struct Plan {
  std::vector<store::ChoiceRow> rows;        // what stands, in order
  std::vector<content::KnownStory> stories;  // of the rows
  std::vector<store::ChoiceRow> added;       // what is new among them
  std::vector<int64_t> dropped;              // what can no longer be shown
};

std::vector<content::KnownStory> load(Today const& today, db::Tx& tx, Viewer const& viewer, Day const& day,
                                      std::vector<store::ChoiceRow> const& rows) {
  std::vector<content::StoryId> ids;
  for (auto const& row : rows) ids.push_back({row.story});
  return today.content().find_offered(tx, viewer, day.profile.reader, ids);
}

content::Stance stance_of(content::Story const& story) {
  return story.stance == "company" ? content::Stance::company : content::Stance::useful;
}

// A story that was withdrawn, expired or is no longer for this person gives its place away; one that the person dealt
// with keeps its place, so that the day ends.
std::vector<Candidate> keep_what_stands(Today const& today, db::Tx& tx, Viewer const& viewer, Day const& day,
                                        Plan& plan) {
  auto rows = store::choices(tx, viewer.person, day.day);
  plan.stories = load(today, tx, viewer, day, rows);
  std::vector<Candidate> given;
  for (auto& row : rows) {
    bool const stands = given.size() < plan.stories.size() && plan.stories[given.size()].id.value == row.story;
    if (!stands) {
      plan.dropped.push_back(row.story);
      continue;
    }
    auto const& known = plan.stories[given.size()];
    Candidate candidate;
    candidate.story = row.story;
    candidate.stance = stance_of(known.story);
    candidate.themes = known.themes;
    candidate.source = known.story.site_name.value_or("");
    given.push_back(std::move(candidate));
    plan.rows.push_back(std::move(row));
  }
  return given;
}

Plan plan_of(Today const& today, db::Tx& tx, Viewer const& viewer, Day const& day) {
  Plan plan;
  auto const given = keep_what_stands(today, tx, viewer, day, plan);
  auto const wanted = today.faces().wanted(tx);
  Menu const menu{int(wanted.stories), int(wanted.useful_percent), day.day};
  if (int(given.size()) >= menu.stories) return plan;

  auto const& content = today.content();
  auto const taste = taste_of(today, tx, viewer.person, day);
  auto const offered = store::offered_before(tx, viewer.person, day.day - days_remembered, day.day);
  std::vector<Candidate> candidates;
  for (auto& story : content.feed(tx, taste.reader, taste.follows))
    candidates.push_back(as_candidate(std::move(story), offered));
  int64_t place = plan.rows.empty() ? 0 : plan.rows.back().place + 1;
  for (auto const& choice : choose(candidates, given, taste, menu, content.organisation().now()))
    plan.added.push_back({place++, choice.story, std::string(to_text(choice.reason)), choice.theme});
  for (auto& story : load(today, tx, viewer, day, plan.added)) plan.stories.push_back(std::move(story));
  plan.rows.insert(plan.rows.end(), plan.added.begin(), plan.added.end());
  return plan;
}

Why show_why(Today const& today, db::Tx& tx, store::ChoiceRow const& row, content::Story const& story,
             std::string_view language) {
  Why why{row.reason, {}};
  if (row.theme) {
    auto name = today.content().theme_name(tx, *row.theme, language);
    if (!name.empty()) why.values.theme = std::move(name);
    why.values.theme_id = today.content().organisation().ids.show(*row.theme);
  }
  if (row.reason == "fresh") why.values.source = story.site_name;
  return why;
}

std::map<int64_t, int64_t> shared_of(Today const& today, db::Tx& tx, int64_t person, Plan const& plan) {
  std::vector<int64_t> ids;
  for (auto const& row : plan.rows) ids.push_back(row.story);
  return today.faces().shared_among(tx, person, ids);
}

Page show(Today const& today, db::Tx& tx, Viewer const& viewer, Day const& day, Plan plan) {
  Page page;
  auto const shared_on = shared_of(today, tx, viewer.person, plan);
  page.day = to_iso_date(day.day);
  page.greeting_name = day.profile.first_name;
  page.allowed_from = day.profile.allowed_from;
  page.allowed_to = day.profile.allowed_to;
  page.done = !plan.rows.empty();
  for (auto& known : plan.stories) {
    auto const id = known.id.value;
    if (day.aside.contains(id)) continue;
    auto const row =
        std::find_if(plan.rows.begin(), plan.rows.end(), [id](store::ChoiceRow const& one) { return one.story == id; });
    TodayStory shown{std::move(known.story), {}, day.kept.contains(id), std::nullopt};
    shown.why = show_why(today, tx, *row, shown.story, day.profile.language);
    if (auto const shared = shared_on.find(id); shared != shared_on.end())
      shown.shared_on = to_iso_date(shared->second);
    if (!shown.kept && !shown.shared_on) page.done = false;
    (stance_of(shown.story) == content::Stance::company ? page.company : page.useful) += 1;
    page.stories.push_back(std::move(shown));
  }
  return page;
}

}  // namespace

// Nearly always one read. Only what is still open is chosen and written, at the first look of the day or when a place
// became free; the write plans again, so that two looks at once agree.
Page page_of(Today const& today, Viewer const& viewer) {
  auto& db = *today.content().organisation().db;
  bool open = false;
  auto page = db.read([&](db::Tx& tx) {
    auto const day = day_of(today, tx, viewer.person);
    auto plan = plan_of(today, tx, viewer, day);
    open = !plan.added.empty() || !plan.dropped.empty();
    return show(today, tx, viewer, day, std::move(plan));
  });
  if (!open) return page;
  return db.write([&](db::Tx& tx) {
    auto const day = day_of(today, tx, viewer.person);
    auto plan = plan_of(today, tx, viewer, day);
    for (auto story : plan.dropped) store::drop_choice(tx, viewer.person, day.day, story);
    for (auto const& row : plan.added) store::add_choice(tx, viewer.person, day.day, row);
    return show(today, tx, viewer, day, std::move(plan));
  });
}

void add_jobs(Organisation& organisation) {
  auto const steady = std::make_shared<retention::Steadiness>(*organisation.clock);
  organisation.jobs->every("today.forget_choices", hours(24),
                           [&organisation, steady](jobs::Job const&) -> Result<Done> {
                             if (steady->in_doubt()) return fail(Fault::unavailable, "retention.clock_in_doubt");
                             auto const now = organisation.now();
                             organisation.db->write([&](db::Tx& tx) {
                               auto const before = utc_day(retention::limit_of(retention::Kind::today_choice, now));
                               note(tx, retention::Kind::today_choice, store::forget_choices(tx, before), now);
                             });
                             return Done{};
                           });
}

}  // namespace essaim::today
