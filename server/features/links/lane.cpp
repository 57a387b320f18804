#include "features/links/lane.hpp"

#include "base/random.hpp"
#include "features/links/pages.hpp"
#include "features/links/utm.hpp"
#include "platform/http/loop.hpp"
#include "platform/http/reply.hpp"

#include <algorithm>
#include <cstring>

namespace essaim::links {

namespace {

constexpr size_t verdict_slots = 4096;  // user agents seen lately
constexpr int64_t too_early = 2'000;    // milliseconds after the link was made

// Microseconds. Measured with bench/redirect.
constexpr int64_t longest_hold = 300, calm_after = 20'000;
constexpr int hold_rest = 40, busy_rest = 100;
constexpr size_t crowd = 8, most_pending = 10'000;

int64_t monotonic_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

bool holds_mark(std::string_view cookie) {
  while (!cookie.empty()) {
    auto const end = std::min(cookie.find(';'), cookie.size());
    auto part = cookie.substr(0, end);
    cookie.remove_prefix(std::min(end + 1, cookie.size()));
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (part == "mine=1") return true;
  }
  return false;
}

/// Behind the status line, as every answer of a server with a clock has it (RFC 9110 section 6.6.1).
std::string with_date(std::string_view page) {
  auto const line = page.find("\r\n") + 2;
  return std::string(page.substr(0, line)) + "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n" + std::string(page.substr(line));
}

}  // namespace

Lane::Lane(Needs needs) : needs_(std::move(needs)), visitors_(needs_.runtime_folder), verdicts_(verdict_slots) {
  unknown_ = with_date(unknown_page(PageBody::send));
  unknown_head_ = with_date(unknown_page(PageBody::leave_out));
  orphan_ = with_date(orphan_page(needs_.organisation_url, PageBody::send));
  orphan_head_ = with_date(orphan_page(needs_.organisation_url, PageBody::leave_out));
}

void Lane::attach(http::FastReplies* server) {
  std::lock_guard const lock(attached_);
  server_ = server;
}

void Lane::wake() {
  std::lock_guard const lock(attached_);
  if (server_) server_->wake();
}

std::optional<std::string_view> Lane::take(http::FastRequest const& request, http::FastToken reader) {
  auto const code = read_code(request.code);
  auto const* entry = code ? needs_.table.find(code->value) : nullptr;
  if (entry && entry->check != code->check) entry = nullptr;
  if (!entry && !(code && needs_.check.is_genuine(*code))) return dated(request.head ? unknown_head_ : unknown_);
  auto const at = needs_.clock.now();
  note(request, *code, entry, at);

  Waiting waiting;
  waiting.reader = reader;
  waiting.number = ++numbered_;
  waiting.hour = utc_hour(at);
  if (!entry) {
    waiting.own = request.head ? orphan_head_ : orphan_;
  } else if (entry->closed) {
    waiting.own =
        with_date(closed_page(entry->target->destination, request.head ? PageBody::leave_out : PageBody::send));
  } else if (entry->pass_query && !request.query.empty()) {
    waiting.own = redirect_answer(pass_query(entry->target->destination, request.query));
  } else {
    waiting.target = entry->target;
  }
  if (!waiting.target) (void)dated(waiting.own);
  if (writer_->failing()) {  // waiting would not help: the click is kept in memory and the hour is marked
    ++unacknowledged_;
    needs_.marks.mark(waiting.hour);
    if (waiting.target) return dated(*waiting.target);
    built_ = std::move(waiting.own);
    return built_;
  }
  waiting.since = http::monotonic_ms();
  waiting_.push_back(std::move(waiting));
  return std::nullopt;
}

void Lane::note(http::FastRequest const& request, Code code, Entry const* entry, Instant at) {
  if (utc_day(at) != visitors_.day()) begin_day_at(at);
  auto& click = pending_.emplace_back();
  fill_id(click);
  click.at = at.ms;
  if (entry) {
    click.link = entry->link;
    click.holder = entry->holder;
  } else {
    click.code = int64_t(code.value);
  }
  auto const& verdict = judge(request.user_agent);
  click.device = verdict.device;
  std::array<char, 100> buffer{};
  auto const host = referrer_host(request.referer, buffer);
  click.host = host;
  click.network = verdict.network.empty() ? network_of_host(host) : verdict.network;
  click.visitor = visitors_.key_of(request.peer, request.user_agent);
  if (needs_.countries) {
    auto const country = needs_.countries->find(request.peer);
    if (country.size() == 2) click.country = {country[0], country[1]};
  }
  click.reason = tell_class(request, verdict, entry, click);
  click.proves = click.reason == ClickClass::person && entry && !click.network.empty() &&
                 click.network == needs_.table.network_name(entry->network);
}

ClickClass Lane::tell_class(http::FastRequest const& request, Verdict const& verdict, Entry const* entry,
                            Click const& click) {
  Signs signs;
  signs.head = request.head;
  signs.empty_agent = request.user_agent.empty();
  signs.agent = verdict.judged;
  signs.prefetch = is_prefetch(request.purpose);
  signs.scanner = is_scanner_host(click.host);
  if (class_of(signs) != ClickClass::person) return class_of(signs);
  Instant const at{click.at};
  signs.author = holds_mark(request.cookie);
  if (signs.author)
    marked_.mark(click.visitor, click.holder);
  else
    signs.author = marked_.is_marked(click.visitor, click.holder);
  signs.too_early = entry && click.at - entry->made_at < too_early;
  signs.scanner =
      !signs.author && habits_.opens_link_after_link(click.visitor, int64_t(entry ? entry->link : click.code), at);
  auto const so_far = class_of(signs);
  if (so_far != ClickClass::person) return so_far;
  signs.repeat = repeats_.is_repeat(click.visitor, entry ? entry->link : click.code, at);
  return class_of(signs);
}

void Lane::begin_day_at(Instant at) {
  visitors_.begin_day(utc_day(at));
  marked_.forget();
  if (new_day_) new_day_();
}

/// A person's browser sends the same user agent again and again; judging one anew costs a hundred times more.
Lane::Verdict const& Lane::judge(std::string_view user_agent) {
  auto& verdict = verdicts_[std::hash<std::string_view>()(user_agent) % verdict_slots];
  if (verdict.agent == user_agent && !user_agent.empty()) return verdict;
  verdict.agent = user_agent.substr(0, 1024);
  verdict.judged = needs_.robots.judge(user_agent);
  verdict.device = device_of(user_agent);
  verdict.network = network_of_agent(user_agent);
  return verdict;
}

void Lane::fill_id(Click& click) {
  if (random_used_ + click.id.size() > random_.size()) {
    fill_random({reinterpret_cast<unsigned char*>(random_.data()), random_.size()});
    random_used_ = 0;
  }
  std::memcpy(click.id.data(), random_.data() + random_used_, click.id.size());
  random_used_ += click.id.size();
}

void Lane::look_at_the_clock() {
  auto const second = needs_.clock.now().ms / 1000;
  if (second == date_second_) return;
  date_ = http::http_date(second);
  date_second_ = second;
}

std::string_view Lane::dated(Target& target) {
  look_at_the_clock();
  if (target.answer_second != date_second_) {
    target.answer.replace(date_offset, date_.size(), date_);
    target.answer_second = date_second_;
  }
  return target.answer;
}

std::string_view Lane::dated(std::string& page) {
  look_at_the_clock();
  page.replace(page.find("Date: ") + 6, date_.size(), date_);
  return page;
}

/// One commit for all who came together. A click on its own goes at once; under load the loop waits a moment for those
/// who will ask again as soon as they are answered, because a sync costs as much for one as for a hundred.
void Lane::hand_over() {
  rest_ = 0;
  if (pending_.empty()) return;
  auto const now = monotonic_us();
  if (noticed_ == 0) pending_since_ = now;
  auto const came = pending_.size() - noticed_;
  noticed_ = pending_.size();
  bool const busy = writer_->durable() != handed_over_ && !writer_->failing();
  if (now - handed_over_at_ > calm_after) usual_batch_ = 0;
  if (busy && noticed_ < most_pending) {
    if (usual_batch_ >= crowd && came > 0) rest_ = busy_rest;
    return;
  }
  if (!busy && noticed_ * 8 < usual_batch_ * 7 && now - pending_since_ < longest_hold) {
    rest_ = hold_rest;
    return;
  }
  usual_batch_ = noticed_;
  handed_over_at_ = now;
  noticed_ = 0;
  auto const count = pending_.size();
  if (writer_->hand_over(pending_)) {
    handed_over_ += count;
  } else {
    release(0, true);  // more wait already than memory should hold
    numbered_ -= count;
  }
}

void Lane::turn_ended() {
  needs_.table.take_news();
  hand_over();
  if (!waiting_.empty() && patience() == 0) {
    auto const now = http::monotonic_ms();
    while (!waiting_.empty() && now - waiting_.front().since >= longest_wait) {
      ++unacknowledged_;
      needs_.marks.mark(waiting_.front().hour);
      answer_front();
    }
  }
}

void Lane::woken() {
  release(writer_->durable(), false);
  if (writer_->failing()) release(0, true);
}

void Lane::release(uint64_t durable, bool all) {
  while (!waiting_.empty() && (all || waiting_.front().number <= durable)) {
    if (all) {
      ++unacknowledged_;
      needs_.marks.mark(waiting_.front().hour);
    }
    answer_front();
  }
}

void Lane::answer_front() {
  auto waiting = std::move(waiting_.front());
  waiting_.pop_front();
  server_->answer(waiting.reader, waiting.target ? dated(*waiting.target) : std::string_view(waiting.own));
}

int Lane::patience() const {
  if (waiting_.empty()) return -1;
  return int(std::clamp<int64_t>(waiting_.front().since + longest_wait - http::monotonic_ms(), 0, longest_wait));
}

}  // namespace essaim::links
