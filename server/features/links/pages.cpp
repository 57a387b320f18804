#include "features/links/pages.hpp"

#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace essaim::links {

namespace {

// The device's own letters, on purpose: the product's fonts would weigh more than the page, on a host that may not have
// them. The organisation's colour and mark come from /brand.css, which every host of ours answers; without it, or
// without either, the page is Essaim's own.
constexpr std::string_view style =
    "*{box-sizing:border-box}html{color-scheme:dark}body{margin:0;min-height:100vh;display:grid;place-items:center;"
    "padding:24px;background:var(--deep,#0b3329);color:var(--on-deep,#edf9f5);font:17px/26px "
    "system-ui,-apple-system,\"Segoe "
    "UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",Arial,sans-serif}"
    "main{max-width:34rem}svg{display:var(--essaim-mark,block);width:64px;height:64px;margin-bottom:24px;fill:var(--"
    "deep-dot,#80cdb3)}"
    "svg+i{display:var(--own-mark-box,none);width:calc(64px*var(--mark-width,1));max-width:100%;height:64px;"
    "margin-bottom:24px;padding:4px;border-radius:12px;background:var(--own-mark,none) center/contain no-repeat "
    "content-box,var(--mark-tile-deep,transparent)}h1{margin:0 0 8px;font-size:28px;"
    "line-height:34px;font-weight:700;letter-spacing:-.02em;text-wrap:balance}p{margin:0 0 16px;"
    "color:var(--on-deep-2,#d5f1e7)}section+section{margin-top:32px;padding-top:32px;border-top:1px solid "
    "var(--swarm-1,#1c705a)}section+section h1{"
    "font-size:20px;line-height:26px}a{color:#ffcb6d;overflow-wrap:anywhere;text-underline-offset:3px}"
    "a:focus-visible{outline:3px solid #f0cfe8;outline-offset:2px;border-radius:8px}";

// The mark, light on the deep panel; the honey dot is you.
constexpr std::string_view mark =
    R"(<svg viewBox="6 5 52 52" aria-hidden="true"><g><circle cx="15.6" cy="33.5" r="4.6"/>)"
    R"(<circle cx="25.6" cy="33.5" r="4.2"/><circle cx="35.2" cy="33.5" r="4.4"/><circle cx="45.7" cy="21.8" r="5"/>)"
    R"(<circle cx="36.6" cy="14.2" r="4.9"/><circle cx="24.6" cy="14.6" r="4.6"/><circle cx="16" cy="22.6" r="4.4"/>)"
    R"(<circle cx="18.2" cy="44.4" r="4.2"/><circle cx="27.2" cy="50.6" r="3.7"/><circle cx="37.4" cy="51" r="3.1"/>)"
    R"(<circle cx="46" cy="47.4" r="2.4"/></g><circle cx="47.4" cy="34" r="6" fill="#fab640"/></svg><i></i>)";

std::string style_hash() {
  auto const digest = sha256(style);
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(digest.data()), digest.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  return text.data();
}

struct Words {
  std::string title, text;  // text is HTML
};

std::string page(int status, std::string_view phrase, Words const& french, Words const& english, PageBody send) {
  auto const html = fmt::format(
      "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{}</title>"
      "<style>{}</style><link rel=\"stylesheet\" "
      "href=\"/brand.css\"></head><body><main>{}<section><h1>{}</h1>{}</section><section "
      "lang=\"en\"><h1>{}</h1>{}</section>"
      "</main></body></html>\n",
      french.title, style, mark, french.title, french.text, english.title, english.text);
  return fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n"
      "X-Robots-Tag: noindex\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
      "Content-Security-Policy: default-src 'none'; style-src 'sha256-{}' 'self'; img-src 'self'; base-uri 'none'; "
      "form-action 'none'; "
      "frame-ancestors 'none'\r\n\r\n{}",
      status, phrase, html.size(), style_hash(), send == PageBody::send ? html : "");
}

std::string anchor(std::string_view address) {
  return fmt::format("<a href=\"{0}\" rel=\"noreferrer\">{0}</a>", html_escape(address));
}

}  // namespace

// U+00A0 before a colon, U+2019 as apostrophe: French typography.
std::string unknown_page(PageBody body) {
  return page(
      404, "Not Found",
      {"Ce lien ne mène nulle part",
       "<p>Il manque peut-être une lettre à l’adresse. Vérifiez-la, ou retournez là où vous l’avez trouvée.</p>"},
      {"This link leads nowhere",
       "<p>A letter of the address may be missing. Check it, or go back to where you found it.</p>"},
      body);
}

std::string orphan_page(std::string_view organisation_url, PageBody body) {
  return page(200, "OK",
              {"Nous ne retrouvons pas cette page pour le moment",
               fmt::format("<p>Le lien est bien le nôtre et servira de nouveau dès que nous l’aurons retrouvé. En "
                           "attendant\u00a0: {}</p>",
                           anchor(organisation_url))},
              {"We can’t find this page at the moment",
               fmt::format("<p>The link is ours, and will work again once we have found it. Until then: {}</p>",
                           anchor(organisation_url))},
              body);
}

std::string closed_page(std::string_view destination, PageBody body) {
  return page(
      200, "OK",
      {"Ce lien a été fermé",
       fmt::format("<p>Ce qui se trouve à son adresse n’est peut-être plus ce que son auteur avait partagé. L’adresse "
                   "d’origine\u00a0: {}</p>",
                   anchor(destination))},
      {"This link was closed",
       fmt::format(
           "<p>What stands at its address may no longer be what its author shared. The original address: {}</p>",
           anchor(destination))},
      body);
}

}  // namespace essaim::links
