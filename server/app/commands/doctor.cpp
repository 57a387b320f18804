#include "app/commands/doctor.hpp"

#include "app/backup/daily.hpp"
#include "app/backup/restore.hpp"
#include "app/commands/options.hpp"
#include "app/commands/place.hpp"
#include "app/internal_hosts.hpp"
#include "app/open_organisation.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "features/links/links.hpp"
#include "features/people/people.hpp"
#include "platform/db/postgres_schema.hpp"
#include "platform/http/url.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/smtp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace essaim {
namespace {

enum class State { well, notice, broken };

struct Finding {
  std::string what;
  State state;
  std::string said;
  std::string mend;  // empty when nothing needs mending
};

std::string_view to_text(State state) {
  return state == State::well ? "well" : state == State::notice ? "notice" : "broken";
}

Finding check_folder(std::filesystem::path const& folder) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) != 0)
    return {"data folder", State::broken, folder.string() + " cannot be read",
            "create it, owned by the user that runs Essaim"};
  if ((info.st_mode & 0077) != 0)
    return {"data folder", State::broken, "others may read it", fmt::format("chmod 700 {}", folder.string())};
  auto const probe = folder / (".probe-" + random_token(6));
  int const file = ::open(probe.c_str(), O_CREAT | O_WRONLY | O_EXCL, 0600);
  bool const written = file >= 0 && ::write(file, "x", 1) == 1 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  ::unlink(probe.c_str());
  if (!written)
    return {"data folder", State::broken, "nothing can be written there",
            "free some space, and check who owns the folder"};
  auto const space = std::filesystem::space(folder);
  if (space.available < (512u << 20))
    return {"data folder", State::notice, fmt::format("{} MiB left on its disk", space.available >> 20),
            "free some space before it is full"};
  return {"data folder", State::well, fmt::format("{}, {} GiB free", folder.string(), space.available >> 30), ""};
}

std::optional<Finding> check_place(Config const& config) {
  if (std::filesystem::is_directory(config.data))
    if (auto found = check_folder(config.data); found.state == State::broken) return found;
  auto const missing = find_missing_place(config);
  return missing ? std::optional(Finding{missing->what, State::broken, missing->said, missing->mend}) : std::nullopt;
}

bool is_address(std::string const& text) {
  in6_addr any{};
  return ::inet_pton(AF_INET, text.c_str(), &any) == 1 || ::inet_pton(AF_INET6, text.c_str(), &any) == 1;
}

Finding check_address(Config const& config) {
  auto const url = config.public_url();
  if (url.starts_with("https://") && config.trusted_proxies.empty())
    return {"address", State::broken, url + ", but no proxy is trusted: nobody can sign in",
            "ESSAIM_TRUSTED_PROXIES=127.0.0.1, or whichever address the proxy calls Essaim from"};
  if (auto const strange = std::ranges::find_if_not(config.trusted_proxies, is_address);
      strange != config.trusted_proxies.end())
    return {"address", State::broken, *strange + " in ESSAIM_TRUSTED_PROXIES is no address, so it is never believed",
            "write each proxy's address (no name, no range), separated by commas"};
  if (url.starts_with("https://")) return {"address", State::well, url, ""};
  bool const loopback = url.find("//127.") != std::string::npos || url.find("//localhost") != std::string::npos;
  if (loopback)
    return {"address", State::notice, url + ": this machine only",
            "for colleagues: a domain with HTTPS in front, ESSAIM_BASE_URL=https://…, ESSAIM_TRUSTED_PROXIES"};
  return {"address", State::broken, url + " has no HTTPS: nobody can sign in there",
          "put a TLS proxy in front and set ESSAIM_BASE_URL=https://…"};
}

std::string host_of(std::string const& base_url) {
  auto const url = http::parse_url(base_url);
  return url ? url->host : base_url;
}

Finding check_short_address(Config const& config) {
  auto const host = host_of(config.short_url());
  if (host == host_of(config.public_url()))
    return {"short address", State::well, "links live on the app's own host", ""};
  return {
      "short address", State::notice,
      host + ": an author's own clicks there count as a reader's, because no browser can be marked for another host",
      "unset ESSAIM_SHORT_BASE_URL if that matters more than short links"};
}

bool is_on_loopback(std::string_view url) {
  auto const host = url.substr(std::min(url.size(), url.find("://") + 3));
  return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

// What a try of the mail server came to, and what an operator can do about it.
Finding explain_mail(Error const& error, Config const& config) {
  auto const said = config.smtp_url + ": " + error.detail;
  auto const broken = [&](std::string mend) { return Finding{"mail", State::broken, said, std::move(mend)}; };
  if (error.code == "mail.no_such_host") return broken("check the name in ESSAIM_SMTP_URL, and this machine's DNS");
  if (error.code == "mail.not_trusted")
    return broken(
        "name the server as its certificate does; a company's own authority goes into "
        "/usr/local/share/ca-certificates, "
        "then update-ca-certificates");
  if (error.code == "mail.no_encryption")
    return broken(
        "port 587 with STARTTLS, or smtps://host:465; ESSAIM_SMTP_SECURITY=none only for a server on loopback");
  if (error.code == "mail.wrong_password") return broken("check ESSAIM_SMTP_USER and ESSAIM_SMTP_PASSWORD_FILE");
  return broken("check the port in ESSAIM_SMTP_URL (587, or smtps://host:465) and the firewall on the way");
}

Finding check_mail(Config const& config) {
  if (config.smtp_url.empty())
    return {"mail", State::notice, "no mail server: mails wait, invitations are links that an administrator copies",
            "ESSAIM_SMTP_URL=smtp://host:587, ESSAIM_SMTP_USER, ESSAIM_SMTP_PASSWORD_FILE, ESSAIM_MAIL_FROM"};
  if (config.mail_from.empty())
    return {"mail", State::broken, "no sender", "ESSAIM_MAIL_FROM=\"Programme <address@your-domain>\""};
  if (!mail::read_mailbox(config.mail_from))
    return {"mail", State::broken, "ESSAIM_MAIL_FROM is no mail address: " + config.mail_from,
            "ESSAIM_MAIL_FROM=\"Programme <address@your-domain>\""};
  if (config.smtp_security == "none" && !is_on_loopback(config.smtp_url))
    return {"mail", State::broken, "sign-in links and the password cross the network unencrypted",
            "leave ESSAIM_SMTP_SECURITY away; none is for a mail server on loopback"};
  if (auto const tried = mail::try_server(config); !tried) return explain_mail(tried.error(), config);
  return {"mail", State::well, config.smtp_url + " answers and lets us in", ""};
}

Finding check_jobs(jobs::Queue& queue) {
  auto const health = queue.health();
  if (health.dead > 0)
    return {"jobs", State::notice, fmt::format("{} waiting, {} given up", health.waiting, health.dead),
            "the log says why (search job.failed)"};
  if (health.late > 0)
    return {"jobs", State::notice, fmt::format("{} are late", health.late),
            "start `essaim serve`: its workers do them"};
  return {"jobs", State::well, fmt::format("{} waiting", health.waiting), ""};
}

Finding check_clicks(Result<links::Health> const& health) {
  if (!health)
    return {"clicks", State::broken, "their store does not open: " + health.error().detail,
            "start the database, or `essaim serve` once where there is none yet; clicks wait in memory until then"};
  if (health->warn)
    return {"clicks", State::broken, "durable to " + health->durable_to + " only, though a standby exists",
            "set synchronous_standby_names, or a fail-over loses answered clicks"};
  if (health->incomplete_hours > 0)
    return {"clicks", State::notice,
            fmt::format("{} of the last 24 hours may miss one: readers were redirected before the disk had answered",
                        health->incomplete_hours),
            "look after the disk's speed and space; figures over these hours say so"};
  return {"clicks", State::well, "durable to " + health->durable_to, ""};
}

Finding check_internal_hosts(Organisation const& organisation) {
  auto const open = internal_hosts(organisation);
  if (open.empty()) return {"internal hosts", State::well, "closed to the fetcher", ""};
  return {
      "internal hosts", State::notice, "open to the fetcher, so to every editor: " + open,
      "keep in ESSAIM_ALLOWED_INTERNAL_HOSTS what feeds or pages need, each with its port; the audit has each change"};
}

Finding check_audit(db::Db& db) {
  auto const broken = db.read([](db::Tx& tx) { return people::find_broken_record(tx); });
  if (!broken) return {"audit", State::well, "each row follows from the one before", ""};
  return {"audit", State::broken, fmt::format("row {} does not follow from the one before", *broken),
          "somebody changed the database by hand: compare with a backup"};
}

Finding check_backups(Config const& config, Instant now) {
  auto const state = read_backup_state(config.data);
  auto const key = backup_key_of(config);
  if (!key) return {"backup", State::broken, key.error().detail, "the word that `essaim backup keygen` said"};
  auto const standing = standing_of(config, state, now);
  auto const last =
      state.good_at.ms ? "the last good one is of " + to_rfc3339(state.good_at) : "there is no good one yet";
  if (standing == "off")
    return {"backup", State::notice, "none is made by itself; " + last,
            "`essaim backup keygen`, then ESSAIM_BACKUP_KEY and ESSAIM_BACKUP_FOLDER (on another disk)"};
  if (::access(config.backup_folder.c_str(), W_OK | X_OK) != 0)
    return {"backup", State::broken, config.backup_folder + " cannot be written; " + last,
            "create it, owned by the user that runs Essaim (systemd: ReadWritePaths=)"};
  if (standing == "failing")
    return {"backup", State::broken, fmt::format("the last try failed ({}); {}", state.failure, last),
            "`essaim backup` says more; the server tries again each hour"};
  if (standing == "old") return {"backup", State::broken, last, "start `essaim serve`: it makes one each day"};
  if (standing == "none")
    return {"backup", State::notice, last, "start `essaim serve`: it makes the first one at once"};
  return {"backup", State::well, fmt::format("{}, sealed to {}", last, backup::fingerprint(**key)), ""};
}

constexpr db::Sql read_setting{"doctor.read_setting", "select current_setting($1)"};

void check_postgres(db::Db& db, std::vector<Finding>& findings) {
  auto const setting = [&](std::string_view name) {
    return db.read([&](db::Tx& tx) { return tx.one<std::string>(read_setting, name).value_or(""); });
  };
  if (setting("log_statement") != "none")
    findings.push_back({"database log", State::broken,
                        "PostgreSQL writes statements to its log, with what people wrote",
                        "alter role … set log_statement = 'none'"});
  if (setting("log_parameter_max_length_on_error") != "0")
    findings.push_back({"database log", State::broken, "PostgreSQL writes parameters of failed statements to its log",
                        "alter system set log_parameter_max_length_on_error = 0"});
  findings.push_back(
      {"durable to", setting("fsync") == "on" ? State::well : State::broken,
       setting("synchronous_standby_names").empty() ? "this disk" : "a synchronous standby",
       setting("fsync") == "on" ? "" : "set fsync = on: without it a power cut loses what was answered"});
}

// Where several organisations share a database, each role keeps to its own schema.
void check_role(Config const& config, std::vector<Finding>& findings) {
  auto const place = db::look_at_postgres(config.postgres);
  if (place.reads_also.empty()) return;
  findings.push_back({"database role", State::broken,
                      place.role + " may read other organisations: schema " + join(place.reads_also, ", "),
                      "a role without such rights for this organisation (no superuser, not the one that makes roles): "
                      "see \"Several organisations\" in docs/operator.md"});
}

std::vector<Finding> examine(Config config) {
  std::vector<Finding> findings{check_address(config), check_short_address(config), check_mail(config)};
  if (auto const place = check_place(config)) {
    findings.push_back(*place);
    return findings;
  }
  if (findings.back().state == State::broken) config.smtp_url.clear();  // said above, and nothing is sent here
  static SystemClock const clock;
  auto organisation = OpenOrganisation::open(std::move(config), clock);
  if (!organisation) {
    findings.push_back({"database", State::broken, organisation.error().code + ": " + organisation.error().detail,
                        "check the data folder, ESSAIM_POSTGRES and that the key file is the one of this database"});
    return findings;
  }
  auto& opened = **organisation;
  findings.push_back(check_folder(opened->folder));
  findings.push_back({"database", State::well,
                      opened->db->engine() == db::Engine::sqlite ? "SQLite, migrated" : "PostgreSQL, migrated", ""});
  if (opened->db->engine() == db::Engine::postgres) {
    check_postgres(*opened->db, findings);
    check_role(organisation.value()->config(), findings);
  }
  findings.push_back(check_internal_hosts(*opened));
  findings.push_back(check_audit(*opened->db));
  findings.push_back(check_jobs(opened.jobs()));
  findings.push_back({"clock", State::well, to_rfc3339(clock.now()), ""});
  findings.push_back(check_clicks(links::look(*opened)));
  findings.push_back(check_backups(organisation.value()->config(), clock.now()));
  if (auto const restored = last_restore(*opened->db))
    findings.push_back(
        {"restored", State::well,
         fmt::format("on {}, from a backup of {}", to_rfc3339(restored->opened_at), to_rfc3339(restored->taken_at)),
         ""});
  return findings;
}

void print(std::vector<Finding> const& findings, bool json) {
  if (json) {
    JsonArray items;
    for (auto const& f : findings)
      items.push_back(JsonObject{{"what", f.what},
                                 {"state", to_text(f.state)},
                                 {"said", f.said},
                                 {"mend", f.mend.empty() ? Json() : Json(f.mend)}});
    fmt::print("{}", print_json_pretty(Json(std::move(items))));
    return;
  }
  for (auto const& f : findings) {
    fmt::print("{:<7} {:<14} {}\n", to_text(f.state), f.what, f.said);
    if (!f.mend.empty()) fmt::print("{:<22} mend: {}\n", "", f.mend);
  }
}

}  // namespace

int run_doctor(std::vector<std::string> const& arguments) {
  auto options = read_common_options(arguments);
  if (!options) return complain(options.error());
  if (auto const chosen = choose_organisation(*options); !chosen) return complain(chosen.error());
  if (!options->rest.empty()) {
    fmt::print(stderr, "essaim doctor: '{}' is no option; see essaim doctor --help\n", options->rest.front());
    return 2;
  }
  auto const findings = examine(std::move(options->config));
  print(findings, options->json);
  bool const broken =
      std::any_of(findings.begin(), findings.end(), [](auto const& f) { return f.state == State::broken; });
  return broken ? 1 : 0;
}

}  // namespace essaim
