#pragma once
// Everything that belongs to an organisation hangs on one object, found from an exact list of hosts (promise 10):
// no query can reach another's, because there is no other handle in reach.

#include "base/clock.hpp"
#include "base/id.hpp"
#include "platform/access/personal_data.hpp"
#include "platform/db/db.hpp"
#include "platform/events/events.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace essaim {

struct Config;
class KeyRing;
class Blobs;
namespace http {
class EventHub;
class Fetcher;
}  // namespace http
namespace mail {
class Outbox;
}
namespace jobs {
class Queue;
}
namespace pictures {
class Pictures;
}

struct Organisation {
  std::string id;                  // random, never reused: names folders, keys and metric labels
  std::vector<std::string> hosts;  // exact, lower case, with port where it is not the scheme's own
  std::string base_url;            // "https://essaim.example.com", no slash at its end: links in mails use it
  std::string short_base_url;      // where share links live; equals base_url unless a short domain is set
  std::filesystem::path folder;    // data, 0700
  std::filesystem::path runtime;   // tmpfs, 0700: the day's salt; never in a backup
  Config const* config = nullptr;
  Clock const* clock = nullptr;
  db::Db* db = nullptr;
  KeyRing const* keys = nullptr;
  IdCipher ids{{}};
  http::EventHub* live = nullptr;  // live updates to browsers; null on the command line
  http::Fetcher* fetcher = nullptr;
  mail::Outbox* mail = nullptr;
  jobs::Queue* jobs = nullptr;
  Blobs* blobs = nullptr;
  events::Bus news;                              // filled by app/compose before the first request
  std::vector<PersonalData> personal_data;       // one entry a feature
  pictures::Pictures const* pictures = nullptr;  // the helper process that draws uploads and copies anew

  Instant now() const { return clock->now(); }
};

}  // namespace essaim
