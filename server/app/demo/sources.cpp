// Six fictional sources and what they tell. Their hosts end in ".example", which nobody can own (RFC 2606).

#include "app/demo/sources.hpp"

#include "app/demo/mark.hpp"
#include "app/demo/world.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "features/content/content.hpp"
#include "platform/http/reply.hpp"
#include "platform/http/url.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace essaim::demo {
namespace {

constexpr std::array trades{
    NewsSeed{"/la-reunion-de-chantier-du-lundi", "Ce qui se décide vraiment à la réunion de chantier du lundi",
             "Huit personnes, quarante minutes, un plan déplié sur un capot. Une conductrice de travaux raconte.", 1,
             7},
    NewsSeed{"/apprendre-a-lire-un-plan", "Apprendre à lire un plan à trente-cinq ans",
             "Ancien serveur, Ludovic entre en formation de canalisateur. Carnet de ses douze premières semaines.", 4,
             8},
    NewsSeed{"/la-corde-et-le-casque", "La corde et le casque : deux objets que l’on vérifie avant de parler",
             "Sur une nacelle en mer, les trois premières minutes de la journée sont toujours les mêmes.", 11, 9}};
constexpr std::array territories{
    NewsSeed{"/quatorze-communes-une-chaufferie", "Quatorze communes, une chaufferie : ce que le partage a changé",
             "Un syndicat de communes rurales publie ses comptes après cinq hivers de chaleur en commun.", 0, 6},
    NewsSeed{"/concertation-reseau-chaleur", "Réseau de chaleur : les questions que posent les habitants",
             "Trois réunions publiques, cent douze questions, classées par une sociologue.", 3, 7},
    NewsSeed{"/velo-cargo-collectivites", "Le vélo cargo entre dans les services techniques",
             "Deux villes moyennes ont remplacé une partie de leurs fourgons. Bilan après dix-huit mois.", 8, 10}};
constexpr std::array homes{
    NewsSeed{"/renover-sans-quitter-la-maison", "Rénover une maison sans la quitter : le calendrier d’une famille",
             "Six mois, pièce par pièce, avec ce qui s’est bien passé et ce qu’il aurait fallu commencer plus tôt.", 1,
             11},
    NewsSeed{"/dix-neuf-degres", "Dix-neuf degrés, et après : ce que ressent le corps dans une pièce",
             "Parois froides, courants d’air, humidité : pourquoi le thermomètre ne dit pas tout du confort.", 5, 8},
    NewsSeed{"/combles-perdus-une-matinee", "Combles perdus : une matinée de travail, trente ans d’effet",
             "Le chantier le plus simple est souvent celui que l’on repousse. Photos et relevés à l’appui.", 10, 9}};
constexpr std::array offshore{
    NewsSeed{"/a-quiet-week-on-the-turbine", "A quiet week on the turbine, and why that is good news",
             "A technician's log from seven days without a single alarm.", 2, 9},
    NewsSeed{"/porpoises-and-piles", "What porpoises did while the piles went in",
             "Marine biologists share two years of listening, with the recordings.", 6, 12}};
constexpr std::array street{
    NewsSeed{"/return-temperature", "The one number every heat network engineer watches",
             "Return temperature, explained with a bathtub and a school kitchen.", 0, 8},
    NewsSeed{"/waste-heat-bakery", "The bakery that warms the library next door",
             "A small town found its cheapest heat behind a wall it had walked past for years.", 3, 10},
    NewsSeed{"/tenants-and-valves", "What tenants ask about their first radiator valve",
             "A building manager answers the twelve questions of her first winter.", 9, 9}};
constexpr std::array shore{
    NewsSeed{"/herbiers-de-zosteres", "Les herbiers de zostères reviennent dans la baie",
             "Des bénévoles comptent, plongée après plongée, ce que l’on croyait perdu.", 10, 8},
    NewsSeed{"/une-haie-contre-le-vent", "Une haie contre le vent, et tout ce qui s’y installe",
             "Cinq ans après la plantation, un inventaire au bord d’un champ du littoral.", 12, 8}};

constexpr std::array seeds{
    SourceSeed{"gens-de-metier.example", "/flux.xml", "Gens de métier", "fr", "trades sea", trades},
    SourceSeed{"revue-territoires.example", "/flux.xml", "La Revue des territoires", "fr", "heat mobility",
               territories},
    SourceSeed{"carnet-habitat.example", "/feed", "Le Carnet de l’habitat", "fr", "homes less", homes},
    SourceSeed{"offshore-notes.example", "/feed.json", "Offshore Notes", "en", "sea living", offshore},
    SourceSeed{"warm-street.example", "/rss", "The Warm Street", "en", "heat homes", street},
    SourceSeed{"lettre-du-littoral.example", "/rss", "La Lettre du littoral", "fr", "living", shore, 6}};

constexpr int added = 13, tom = 3;  // days ago; in World::members: Claire, Inès, Maël, Tom
constexpr std::array polled{12, 11, 10, 8, 6, 5, 4, 2, 1};

Instant moment(NewsSeed const& news, Instant filled) {
  // On the day of the filling nothing is told from the future.
  auto const at = Instant{(utc_day(filled) - news.days_ago) * days(1).ms} + hours(news.hour);
  return std::min(at, filled - minutes(40));
}

std::string address_of(SourceSeed const& source, std::string_view path) {
  return fmt::format("https://{}{}", source.host, path);
}

std::string write_rss(SourceSeed const& source, Instant filled, Instant now) {
  auto out = fmt::format(
      R"(<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{}</title><link>{}</link><language>{}</language>)",
      html_escape(source.name), address_of(source, "/"), source.language);
  for (auto const& news : source.news)
    if (auto const at = moment(news, filled); at <= now)
      out +=
          fmt::format("<item><title>{}</title><link>{}</link><description>{}</description><pubDate>{}</pubDate></item>",
                      html_escape(news.title), address_of(source, news.path), html_escape(news.summary),
                      http::http_date(at.ms / 1000));
  return out + "</channel></rss>";
}

std::string write_json(SourceSeed const& source, Instant filled, Instant now) {
  JsonArray items;
  for (auto const& news : source.news)
    if (auto const at = moment(news, filled); at <= now) {
      auto const address = address_of(source, news.path);
      items.push_back(JsonObject{{"id", address},
                                 {"url", address},
                                 {"title", news.title},
                                 {"summary", news.summary},
                                 {"date_published", to_rfc3339(at)},
                                 {"language", source.language}});
    }
  Json out;
  out.set("version", "https://jsonfeed.org/version/1.1").set("title", source.name);
  out.set("home_page_url", address_of(source, "/")).set("items", Json(std::move(items)));
  return print_json(out);
}

std::string write_page(SourceSeed const& source, std::string_view title, std::string_view summary) {
  return fmt::format(
      R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title><meta name="description" content="{}"><meta property="og:title" content="{}"><meta property="og:site_name" content="{}"><link rel="alternate" type="{}" href="{}"></head><body><p>{}</p></body></html>)",
      source.language, html_escape(title), html_escape(summary), html_escape(title), html_escape(source.name),
      source.feed.ends_with(".json") ? "application/feed+json" : "application/rss+xml", source.feed,
      html_escape(summary));
}

http::Fetched answer(http::FetchRequest const& request, int status, std::string_view type, std::string body) {
  http::Fetched out;
  out.status = status;
  out.url = out.permanent_url = request.url;
  out.headers = {{"content-type", std::string(type) + "; charset=utf-8"}};
  out.body = std::move(body);
  return out;
}

Result<Json> edit(World& world, http::Method method, std::string const& path, Json const& body) {
  return world.call(world.members[tom].id, {"editor"}, method, path, body);
}

Result<Done> watch(World& world, SourceSeed const& seed) {
  Json input;
  input.set("address", address_of(seed, seed.feed)).set("name", seed.name);
  JsonArray themes;
  for (auto const key : split(seed.themes, ' ')) themes.emplace_back(world.themes[std::string(key)]);
  input.set("theme_ids", Json(std::move(themes)));
  (void)TRY(edit(world, http::Method::post, "/sources", input));
  return Done{};
}

Result<Done> poll_all(World& world) {
  content::sources::Sources sources(*world.app.content);
  for (auto const& source : sources.list())
    if (auto const id = world.organisation().ids.read(source.id)) CHECK_OK(sources.poll({*id}));
  return Done{};
}

// What Tom has looked at already: the oldest are decided, the newest wait for whoever signs in.
Result<Done> decide(World& world, std::string_view decision, std::span<std::string_view const> titles) {
  auto const page = TRY(edit(world, http::Method::get, "/watch", Json()));
  JsonArray ids;
  for (auto const& item : *page.find("items")->array())
    if (std::ranges::find(titles, item.string_or("title")) != titles.end()) ids.emplace_back(item.string_or("id"));
  if (ids.size() != titles.size()) return fail(Fault::internal, "demo.refused", "a watch item is not there");
  (void)TRY(edit(world, http::Method::post, "/watch/decisions",
                 JsonObject{{"item_ids", Json(std::move(ids))}, {"decision", decision}}));
  return Done{};
}

}  // namespace

std::span<SourceSeed const> source_seeds() { return seeds; }

std::optional<http::Fetched> tell(http::FetchRequest const& request, Instant filled, Instant now) {
  auto const url = http::parse_url(request.url);
  auto const source = url ? std::ranges::find(seeds, std::string_view(url->host), &SourceSeed::host) : seeds.end();
  if (source == seeds.end()) return std::nullopt;
  if (source->fails_since && now > filled - days(source->fails_since)) return answer(request, 503, "text/plain", "");
  auto const path = std::string_view(url->path);
  if (path == source->feed)
    return source->feed.ends_with(".json")
               ? answer(request, 200, "application/feed+json", write_json(*source, filled, now))
               : answer(request, 200, "application/rss+xml", write_rss(*source, filled, now));
  auto const news = std::ranges::find(source->news, path, &NewsSeed::path);
  if (news != source->news.end())
    return answer(request, 200, "text/html", write_page(*source, news->title, news->summary));
  if (path == "/") return answer(request, 200, "text/html", write_page(*source, source->name, source->name));
  return answer(request, 404, "text/html", "");
}

http::Fiction fiction_of(Organisation const& organisation) {
  return [&organisation](http::FetchRequest const& request) {
    auto const now = organisation.now();
    auto const filled = organisation.db->read([](db::Tx& tx) { return begun_at(tx); });
    return tell(request, filled.value_or(now), now);
  };
}

void plan_sources(World& world) {
  for (auto const& seed : seeds) world.plan(world.at(added, 9), [&world, &seed] { return watch(world, seed); });
  for (int const days_ago : polled) world.plan(world.at(days_ago, 8), [&world] { return poll_all(world); });
  world.plan(world.at(3, 16), [&world] {
    constexpr std::array kept{homes[2].title, shore[0].title, street[2].title};
    return decide(world, "kept", kept);
  });
  world.plan(world.at(3, 16, 1), [&world] {
    constexpr std::array dropped{trades[2].title, territories[2].title};
    return decide(world, "dropped", dropped);
  });
  world.plan(world.now, [&world] { return poll_all(world); });
}

}  // namespace essaim::demo
