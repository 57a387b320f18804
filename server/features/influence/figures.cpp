#include "features/influence/figures.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <set>

namespace essaim::influence {
namespace {

constexpr size_t worked_shown = 5;
constexpr size_t text_start = 90;  // code points of a share's first line

struct Known {
  sharing::OwnShare share;
  std::string title;
  std::vector<int64_t> themes;
  content::Stance stance = content::Stance::useful;
  bool in_period = false;
  bool proved = false;
  Figure<Measured> clicks;  // of people, in the period
};

// Everything the page is made of, asked once.
struct Facts {
  Period period;
  Zone zone{"UTC"};
  std::vector<Known> shares;
  std::map<int64_t, size_t> by_link;
  std::vector<links::PeriodCount> visits;  // by hour and network, of these shares' links, in the period
  std::set<int64_t> incomplete;
  Instant from, to;

  Known const& of(links::PeriodCount const& visit) const { return shares[by_link.at(visit.link.value)]; }
  LocalTime when(links::PeriodCount const& visit) const { return zone.at({visit.period * hours(1).ms}); }
};

using Stories = std::map<int64_t, content::KnownStory>;

Stories stories_of(db::Tx& tx, Desk const& desk, std::vector<sharing::OwnShare> const& shares) {
  std::set<content::StoryId> ids;
  for (auto const& share : shares) ids.insert({share.story});
  return desk.content.recall_stories(tx, std::vector(ids.begin(), ids.end()), desk.viewer.person);
}

Known recall(sharing::OwnShare share, Facts const& facts, Stories const& stories) {
  Known out;
  if (auto const found = stories.find(share.story); found != stories.end()) {
    auto const& known = found->second;
    out.title = known.story.title;
    out.themes = known.themes;
    out.stance = content::read_stance(known.story.stance).value_or(content::Stance::useful);
  }
  out.in_period = share.opened_at >= facts.from && share.opened_at < facts.to;
  out.share = std::move(share);
  return out;
}

// Mastodon has no central host: what proves a share there is the server that the person chose.
void mark_proved(db::Tx& tx, Desk const& desk, Facts& facts) {
  for (auto const& count : links::count_by_link(tx, desk.viewer.person)) {
    auto const found = facts.by_link.find(count.link.value);
    if (found != facts.by_link.end()) facts.shares[found->second].proved = count.proved;
  }
  auto const is_mastodon = [](Known const& known) { return !known.share.server.empty(); };
  auto const first = std::find_if(facts.shares.begin(), facts.shares.end(), is_mastodon);
  if (first == facts.shares.end()) return;
  int64_t const from = utc_day(first->share.opened_at), to = utc_day(facts.to) + 1;
  for (auto const& row : links::count_by_referrer(tx, desk.viewer.person, from, to)) {
    auto const found = facts.by_link.find(row.link.value);
    if (found == facts.by_link.end() || row.clicks.people.value == 0) continue;
    auto& known = facts.shares[found->second];
    if (is_mastodon(known) && known.share.server == row.host) known.proved = true;
  }
}

Facts gather_facts(db::Tx& tx, Desk const& desk, Period const& period, Zone zone) {
  Facts facts;
  facts.period = period;
  facts.zone = std::move(zone);
  facts.from = facts.zone.start_of(period.from_day);
  facts.to = facts.zone.start_of(period.to_day + 1);
  auto shares = sharing::own_shares(tx, desk.viewer.person, {0}, facts.to);
  auto const stories = stories_of(tx, desk, shares);
  for (auto& share : shares) {
    if (share.link) facts.by_link[*share.link] = facts.shares.size();
    facts.shares.push_back(recall(std::move(share), facts, stories));
  }
  int64_t const from = utc_hour(facts.from), to = utc_hour(facts.to);
  for (auto& visit : links::count_by_hour(tx, desk.viewer.person, from, to)) {
    auto const found = facts.by_link.find(visit.link.value);
    if (found == facts.by_link.end()) continue;  // of a share its author has deleted
    facts.shares[found->second].clicks += visit.clicks.people;
    facts.visits.push_back(std::move(visit));
  }
  facts.incomplete = links::incomplete_hours(tx, from, to);
  mark_proved(tx, desk, facts);
  return facts;
}

void add_days(Influence& out, Facts const& facts) {
  std::map<int64_t, DayClicks> days, weeks;
  for (int64_t day = facts.period.from_day; day <= facts.period.to_day; ++day) {
    days[day].day = day;
    weeks[week_start(day)].day = week_start(day);
  }
  for (auto const& visit : facts.visits) {
    int64_t const day = facts.when(visit).day;
    days[day].clicks += visit.clicks.people;
    weeks[week_start(day)].clicks += visit.clicks.people;
    out.clicks += visit.clicks.people;
    out.filtered += visit.clicks.filtered;
  }
  for (int64_t const hour : facts.incomplete) {
    int64_t const day = facts.zone.at({hour * hours(1).ms}).day;
    days[day].incomplete = true;
    weeks[week_start(day)].incomplete = true;
  }
  for (auto const& [day, clicks] : days) out.days.push_back(clicks);
  for (auto const& [day, clicks] : weeks) out.weeks.push_back(clicks);
  out.incomplete_hours = int64_t(facts.incomplete.size());
}

void count_share(Shares& out, Known const& known) {
  if (known.proved)
    out.proved += Figure<Proved>(1);
  else if (known.share.said == "declared")
    out.declared += Figure<Declared>(1);
  else if (known.share.said == "opened")
    out.opened += Figure<Opened>(1);
}

bool went_out(Known const& known) { return known.proved || known.share.said != "not_this_time"; }

void add_shares(Influence& out, Facts const& facts) {
  for (auto const& known : facts.shares)
    if (known.in_period) count_share(out.shares, known);
}

void add_mix(Influence& out, Facts const& facts) {
  auto const from = facts.zone.start_of(facts.period.to_day + 1 - days_of_mix);
  for (auto const& known : facts.shares)
    if (known.share.opened_at >= from && went_out(known))
      ++(known.stance == content::Stance::company ? out.mix.company : out.mix.useful);
}

// A story of two themes counts in both, so these parts are compared with each other and not with the total.
template <class Key>
std::vector<Slice> finish(std::map<Key, Slice>&& by_key) {
  std::vector<Slice> out;
  std::vector<int64_t> rows, clicks;
  for (auto& [key, slice] : by_key) {
    rows.push_back(slice.rows);
    clicks.push_back(slice.clicks.value);
    out.push_back(std::move(slice));
  }
  auto const of_rows = percents(rows), of_clicks = percents(clicks);
  for (size_t i = 0; i < out.size(); ++i) out[i].share_percent = of_rows[i], out[i].click_percent = of_clicks[i];
  std::stable_sort(out.begin(), out.end(), [](Slice const& a, Slice const& b) { return a.clicks > b.clicks; });
  return out;
}

void count_slice(Slice& slice, Known const& known) {
  slice.clicks += known.clicks;
  if (!known.in_period || !went_out(known)) return;
  ++slice.rows;
  count_share(slice.shares, known);
}

void add_slices(Influence& out, Facts const& facts, std::vector<content::Theme> const& themes, IdCipher const& ids) {
  std::map<std::string, Slice> by_network;
  std::map<int64_t, Slice> by_theme;
  for (auto const& known : facts.shares) {
    if (known.clicks.value == 0 && (!known.in_period || !went_out(known))) continue;
    auto& network = by_network[known.share.network];
    network.id = known.share.network;
    count_slice(network, known);
    for (auto theme : known.themes) count_slice(by_theme[theme], known);
  }
  for (auto& [id, slice] : by_theme) {
    slice.theme = id;
    for (auto const& theme : themes)
      if (theme.id == ids.show(id)) slice.name_fr = theme.name_fr, slice.name_en = theme.name_en;
  }
  out.networks = finish(std::move(by_network));
  out.themes = finish(std::move(by_theme));
}

void add_hours_and_circles(Influence& out, Facts const& facts) {
  std::vector<HourClicks> clicks;
  for (auto const& visit : facts.visits) {
    auto const& known = facts.of(visit);
    auto const when = facts.when(visit);
    clicks.push_back({known.share.id, when.weekday, when.hour, visit.clicks.people});
    switch (circle_of(known.share.network, known.share.is_private, visit.network)) {
      case Circle::direct: out.circles.direct += visit.clicks.people; break;
      case Circle::beyond: out.circles.beyond += visit.clicks.people; break;
      case Circle::unknown: out.circles.unknown += visit.clicks.people; break;
    }
  }
  out.hours = best_hours(clicks);
}

// What one wrote, as far as a line goes: a text that goes on ends with its last whole word and says so.
std::string beginning_of(std::string const& text) {
  auto const line = one_line(text);
  auto head = clip(line, text_start);
  if (head.size() == line.size()) return line;
  if (line[head.size()] != ' ')
    if (auto const space = head.rfind(' '); space != std::string_view::npos) head = head.substr(0, space);
  while (!head.empty() && std::string_view(" ,;:.").find(head.back()) != std::string_view::npos) head.remove_suffix(1);
  return std::string(head) + "…";
}

void add_worked(Influence& out, Facts const& facts) {
  std::vector<SharedText> texts;
  std::vector<Known const*> read;
  for (auto const& known : facts.shares) {
    if (known.clicks.value > 0) read.push_back(&known);
    if (known.in_period && known.share.link)
      texts.push_back({known.share.id, known.themes.empty() ? "" : std::to_string(known.themes.front()),
                       known.share.own_words, known.clicks});
  }
  std::stable_sort(read.begin(), read.end(), [](auto const* a, auto const* b) { return a->clicks > b->clicks; });
  for (auto const* known : read)
    out.read.push_back({known->share.id, known->title, beginning_of(known->share.text), known->share.network,
                        facts.zone.at(known->share.opened_at).day, known->clicks});
  out.worked.assign(out.read.begin(), out.read.begin() + std::ptrdiff_t(std::min(worked_shown, out.read.size())));
  out.sentence = what_worked(texts);
}

// Rules know themes by number; people by name.
void name_theme(db::Tx& tx, Desk const& desk, std::optional<Sentence>& sentence) {
  if (!sentence) return;
  for (auto& [key, value] : sentence->values)
    if (key == "theme") value = desk.content.theme_name(tx, std::stoll(value), desk.viewer.language);
}

}  // namespace

Result<Period> read_period(std::string_view name, int64_t today) {
  if (name.empty() || name == "3m") return Period{"3m", week_start(today) - 12 * 7, today};
  if (name == "30d") return Period{"30d", today - 29, today};
  if (name == "1y") return Period{"1y", week_start(today) - 52 * 7, today};
  return fail(Fault::invalid, "influence.unknown_period", "30d, 3m or 1y");
}

Result<Influence> gather(db::Tx& tx, Desk const& desk, std::string_view period) {
  auto const person = TRY(people::load_person(tx, {desk.viewer.person}));
  Zone zone(person.time_zone);
  Influence out;
  out.period = TRY(read_period(period, zone.at(desk.organisation.now()).day));
  auto const facts = gather_facts(tx, desk, out.period, std::move(zone));
  add_days(out, facts);
  add_shares(out, facts);
  add_mix(out, facts);
  out.target_useful_percent = desk.content.faces().useful_percent(tx);
  add_slices(out, facts, desk.content.themes(tx), desk.organisation.ids);
  add_hours_and_circles(out, facts);
  add_worked(out, facts);
  name_theme(tx, desk, out.sentence);
  out.visitors_today = Figure<Measured>(links::visitors_today(desk.links, desk.viewer.person));
  out.circles.contacts = people::load_preferences(tx, person.id).contacts;
  for (auto const& contact : out.circles.contacts) {
    if (!out.circles.contacts_total) out.circles.contacts_total.emplace();
    *out.circles.contacts_total += Figure<Declared>(contact.count);
  }
  return out;
}

}  // namespace essaim::influence
