#include "features/links/table.hpp"

#include <algorithm>

namespace essaim::links {

std::string redirect_answer(std::string_view destination) {
  std::string out = "HTTP/1.1 302 Found\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nLocation: ";
  out += destination;
  out +=
      "\r\nCache-Control: no-store\r\nX-Robots-Tag: noindex\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n"
      "Content-Length: 0\r\n\r\n";
  return out;
}

Entry const* LinkTable::find(uint64_t code) {
  auto found = entries_.find(code);
  if (found == entries_.end() && has_news_.load(std::memory_order_acquire)) {
    take_news();
    found = entries_.find(code);
  }
  return found == entries_.end() ? nullptr : &found->second;
}

void LinkTable::add(LinkNews news) {
  auto found = by_destination_.find(news.destination);
  if (found == by_destination_.end()) {
    auto answer = redirect_answer(news.destination);
    targets_.push_back({std::move(news.destination), std::move(answer), 0});
    found = by_destination_.emplace(targets_.back().destination, &targets_.back()).first;
  }
  news.entry.target = found->second;
  news.entry.network = network_index(news.network);
  entries_.emplace(news.code, news.entry);
}

uint16_t LinkTable::network_index(std::string const& name) {
  auto const found = std::find(networks_.begin(), networks_.end(), name);
  if (found != networks_.end()) return uint16_t(found - networks_.begin());
  if (networks_.size() == UINT16_MAX) return 0;
  networks_.push_back(name);
  return uint16_t(networks_.size() - 1);
}

void LinkTable::take_news() {
  if (!has_news_.load(std::memory_order_acquire)) return;
  std::vector<News> news;
  {
    std::lock_guard const lock(mutex_);
    news.swap(news_);
    has_news_ = false;
  }
  for (auto& one : news) {
    if (one.what == News::What::made) {
      add(std::move(one.link));
      continue;
    }
    auto const found = entries_.find(one.link.code);
    if (found == entries_.end()) continue;
    if (one.what == News::What::closed)
      found->second.closed = true;
    else
      found->second.holder = one.link.entry.holder;
  }
}

void LinkTable::tell(LinkNews news) {
  std::lock_guard const lock(mutex_);
  news_.push_back({News::What::made, std::move(news)});
  has_news_ = true;
}

void LinkTable::tell_closed(uint64_t code) {
  std::lock_guard const lock(mutex_);
  news_.push_back({News::What::closed, {code, {}, {}, {}}});
  has_news_ = true;
}

void LinkTable::tell_holder(uint64_t code, int64_t holder) {
  std::lock_guard const lock(mutex_);
  LinkNews news{code, {}, {}, {}};
  news.entry.holder = holder;
  news_.push_back({News::What::holder, std::move(news)});
  has_news_ = true;
}

}  // namespace essaim::links
