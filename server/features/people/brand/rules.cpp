#include "features/people/brand/rules.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace essaim::people {
namespace {

constexpr double text = 4.5, shape = 3;
// A step of lightness that the eye does not see, while it moves towards what can be read.
constexpr double stride = 0.002;
// Below this the pointer's tone and the deepest step could not be told from black.
constexpr double darkest_primary = 0.22;

constexpr std::array<Fixed, 20> fixed{{
    {"bg", {"#f3f4f1", "#0e1613"}},          {"surface", {"#ffffff", "#16201c"}},
    {"surface-2", {"#f9faf8", "#1b2622"}},   {"surface-3", {"#e8eae6", "#22302a"}},
    {"sunken", {"#ebede8", "#0b120f"}},      {"raised", {"#ffffff", "#34463f"}},
    {"useful-soft", {"#edf9f5", "#15332a"}}, {"company-soft", {"#ffefcb", "#3a2c12"}},
    {"warm-soft", {"#fff9ea", "#2a2314"}},   {"danger-soft", {"#fff4f3", "#3a1d1b"}},
    {"warn-soft", {"#e2ecf7", "#1b2a3a"}},   {"private-soft", {"#fcf5fa", "#33202d"}},
    {"text", {"#151e1a", "#edf2ef"}},        {"text-2", {"#49524d", "#bcc7c1"}},
    {"text-3", {"#616963", "#95a29b"}},      {"danger", {"#b93731", "#f17873"}},
    {"company", {"#b97420", "#f3b74a"}},     {"private", {"#733662", "#e3add6"}},
    {"useful", {"#1c705a", "#5fc2a3"}},      {"you", {"#fab640", "#fab640"}},
}};
constexpr std::array<std::string_view, 12> grounds{"bg",        "surface",     "surface-2",   "surface-3",
                                                   "sunken",    "raised",      "useful-soft", "company-soft",
                                                   "warm-soft", "danger-soft", "warn-soft",   "private-soft"};
constexpr std::array<std::string_view, 4> meanings{"danger", "company", "private", "useful"};
constexpr Colour white{255, 255, 255}, toast{0x15, 0x1e, 0x1a};

// Essaim's own ten steps: their lightness is the curve, their chroma says how much colour each step bears.
constexpr std::array<std::string_view, 10> sapin{"#edf9f5", "#d5f1e7", "#aee3d1", "#80cdb3", "#52af92",
                                                 "#308e73", "#1c705a", "#135847", "#0e4034", "#072821"};

Colour of(std::string_view token, Scheme scheme) {
  auto const* const found = std::ranges::find(fixed, token, &Fixed::token);
  return *read_colour(found->schemes[size_t(scheme)]);
}

std::vector<Colour> all_grounds(Scheme scheme) {
  std::vector<Colour> out;
  for (auto const& token : grounds) out.push_back(of(token, scheme));
  return out;
}

std::array<Oklch, 10> const& curve() {
  static auto const steps = [] {
    std::array<Oklch, 10> out;
    for (size_t i = 0; i < out.size(); ++i) out[i] = to_oklch(*read_colour(sapin[i]));
    return out;
  }();
  return steps;
}

double least_contrast(Colour front, std::span<Colour const> on) {
  double least = 21;
  for (auto const& ground : on) least = std::min(least, contrast(front, ground));
  return least;
}

enum class Towards { lighter, darker };

class Maker {
 public:
  explicit Maker(Colour chosen) : own_(to_oklch(chosen)) { out_.chosen = chosen; }

  Palette make() {
    make_light();
    make_dark();
    out_.deep = tinted(0.2902, 0.0478);
    out_.swarm = {tinted(0.5203, 0.0932), tinted(0.5868, 0.0984), out_.steps[4], out_.steps[3], out_.steps[2]};
    find_near();
    return std::move(out_);
  }

 private:
  // A tone of this lightness, with as much of our chroma as Essaim's own tone of this place has of the green's.
  Colour tinted(double lightness, double chroma_of_sapin) const {
    return from_oklch({lightness, share_of(chroma_of_sapin), own_.hue});
  }
  double share_of(double chroma_of_sapin) const { return own_.chroma * chroma_of_sapin / curve()[7].chroma; }

  // Moves lightness until the tone is read on (or under) all of these, and tells it.
  Colour hold(Scheme scheme, Tone tone, Oklch wanted, Towards towards, std::vector<Colour> const& on) {
    Colour const first = from_oklch(wanted);
    Colour held = first;
    while (least_contrast(held, on) < text && wanted.lightness > 0 && wanted.lightness < 1) {
      wanted.lightness += towards == Towards::lighter ? stride : -stride;
      held = from_oklch(wanted);
    }
    if (held != first)
      out_.moves.push_back({scheme, tone, first, held, least_contrast(first, on), least_contrast(held, on), false});
    return held;
  }

  Colour hold_primary() {
    if (own_.lightness < darkest_primary) {
      auto const lifted = from_oklch({darkest_primary, own_.chroma, own_.hue});
      out_.moves.push_back({Scheme::light, Tone::primary, out_.chosen, lifted, contrast(out_.chosen, white),
                            contrast(lifted, white), true});
      return lifted;
    }
    return hold(Scheme::light, Tone::primary, own_, Towards::darker, {white});
  }

  // The curve, hung up on the colour at step 7: its light end stays, its dark end follows.
  void make_steps(Colour primary) {
    double const at = to_oklch(primary).lightness;
    auto const& ours = curve();
    for (size_t i = 0; i < 10; ++i) {
      double const lightness = i < 7 ? at + (ours[i].lightness - ours[7].lightness) * (ours[0].lightness - at) /
                                                (ours[0].lightness - ours[7].lightness)
                                     : at * ours[i].lightness / ours[7].lightness;
      // The light steps lie under text on half a screen: they stay faint however strong the colour is.
      double const chroma = i < 4 ? std::min(share_of(ours[i].chroma), 2.2 * ours[i].chroma) : share_of(ours[i].chroma);
      wanted_[i] = {lightness, chroma, own_.hue};
      out_.steps[i] = from_oklch(wanted_[i]);
    }
    out_.steps[7] = primary;
  }

  void make_light() {
    auto& tones = out_.light;
    make_steps(hold_primary());
    auto& steps = out_.steps;
    auto const meta = of("text-3", Scheme::light);
    steps[0] = hold(Scheme::light, Tone::primary_soft, wanted_[0], Towards::lighter, {meta});
    steps[1] = hold(Scheme::light, Tone::primary_soft_2, wanted_[1], Towards::lighter, {meta});
    auto const touched = mix(steps[1], steps[7], 0.8);  // a soft button under the pointer
    steps[8] =
        hold(Scheme::light, Tone::on_primary_soft, wanted_[8], Towards::darker, {steps[0], steps[1], touched, white});
    auto on = all_grounds(Scheme::light);
    on.insert(on.end(), {steps[0], steps[1]});
    auto const primary = to_oklch(steps[7]);
    Colour const link = least_contrast(steps[7], on) >= text
                            ? steps[7]
                            : hold(Scheme::light, Tone::primary_text, primary, Towards::darker, on);
    tones.all = {steps[7], steps[8], white, steps[0], steps[1], steps[8], link};
  }

  // Light tones on dark grounds. A colour that is light by itself is taken as it is: here it can be.
  void make_dark() {
    auto& tones = out_.dark;
    auto const scheme = Scheme::dark;
    double const lightness = std::clamp(own_.lightness, 0.7455, 0.93);
    double const chroma = own_.lightness >= 0.7455 ? own_.chroma : share_of(0.1046);
    auto const soft_chroma = [&](double ours) { return std::min(share_of(ours), 1.6 * ours); };
    tones[Tone::on_primary] = tinted(0.2389, 0.0396);
    tones[Tone::primary] =
        hold(scheme, Tone::primary, {lightness, chroma, own_.hue}, Towards::lighter, {tones[Tone::on_primary]});
    tones[Tone::primary_hover] =
        from_oklch({std::min(to_oklch(tones[Tone::primary]).lightness + 0.06, 0.97), 0.89 * chroma, own_.hue});
    auto& soft = tones[Tone::primary_soft];
    auto& soft_2 = tones[Tone::primary_soft_2];
    soft = hold(scheme, Tone::primary_soft, {0.2948, soft_chroma(0.0399), own_.hue}, Towards::darker,
                {of("text-3", scheme)});
    soft_2 = hold(scheme, Tone::primary_soft_2, {0.3534, soft_chroma(0.0511), own_.hue}, Towards::darker,
                  {of("text-2", scheme)});
    tones[Tone::on_primary_soft] = hold(scheme, Tone::on_primary_soft, {0.8741, share_of(0.0599), own_.hue},
                                        Towards::lighter, {soft, soft_2, mix(soft_2, tones[Tone::primary], 0.8)});
    auto on = all_grounds(scheme);
    on.insert(on.end(), {soft, soft_2});
    tones[Tone::primary_text] =
        hold(scheme, Tone::primary_text, {0.7908, share_of(0.0856), own_.hue}, Towards::lighter, on);
  }

  // Distance in Oklab, where equal distances look equal: 0.1 is "much like it", side by side on a screen.
  void find_near() {
    auto const distance = [](Colour a, Colour b) {
      auto const place = [](Colour c) {
        auto const p = to_oklch(c);
        double const angle = p.hue * std::numbers::pi / 180;
        return std::array{p.lightness, p.chroma * std::cos(angle), p.chroma * std::sin(angle)};
      };
      auto const x = place(a), y = place(b);
      return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
    };
    for (auto const& meaning : meanings)
      if (distance(out_.light[Tone::primary], of(meaning, Scheme::light)) < 0.1 ||
          distance(out_.dark[Tone::primary], of(meaning, Scheme::dark)) < 0.1)
        out_.near.push_back(meaning);
  }

  Oklch own_;
  std::array<Oklch, 10> wanted_{};
  Palette out_;
};

}  // namespace

std::string_view name_of(Tone tone) {
  constexpr std::array<std::string_view, tone_count> names{
      "primary", "primary_hover", "on_primary", "primary_soft", "primary_soft_2", "on_primary_soft", "primary_text"};
  return names[size_t(tone)];
}

Palette palette_of(Colour chosen) { return Maker(chosen).make(); }

std::vector<Pair> pairs_of(Palette const& p) {
  std::vector<Pair> out;
  for (auto const scheme : {Scheme::light, Scheme::dark}) {
    auto const& tones = scheme == Scheme::light ? p.light : p.dark;
    auto const pair = [&](std::string front, Colour a, std::string ground, Colour b, double needed = text) {
      out.push_back(
          {scheme == Scheme::light ? "light" : "dark", std::move(front), std::move(ground), contrast(a, b), needed});
    };
    auto const tone_on = [&](Tone front, Tone ground) {
      pair(std::string(name_of(front)), tones[front], std::string(name_of(ground)), tones[ground]);
    };
    tone_on(Tone::on_primary, Tone::primary);
    tone_on(Tone::on_primary, Tone::primary_hover);
    for (auto const soft : {Tone::primary_soft, Tone::primary_soft_2}) {
      tone_on(Tone::on_primary_soft, soft);
      tone_on(Tone::primary_text, soft);
      for (auto const& token : {"text", "text-2"})
        pair(token, of(token, scheme), std::string(name_of(soft)), tones[soft]);
    }
    pair("text-3", of("text-3", scheme), "primary_soft", tones[Tone::primary_soft]);
    pair("on_primary_soft", tones[Tone::on_primary_soft], "a soft button under the pointer",
         mix(tones[Tone::primary_soft_2], tones[Tone::primary], 0.8));
    for (auto const& ground : grounds) {
      pair("primary_text", tones[Tone::primary_text], std::string(ground), of(ground, scheme));
      if (ground == "bg" || ground == "surface")
        pair("primary", tones[Tone::primary], std::string(ground), of(ground, scheme), shape);
    }
    pair("on_deep", p.steps[0], "deep", p.deep);
    pair("on_deep_2", p.steps[1], "deep", p.deep);
    pair("deep_dot", p.steps[3], "deep", p.deep, shape);
    pair("you", of("you", scheme), "deep", p.deep, shape);
    pair("toast_link", p.steps[3], "toast", toast);
  }
  return out;
}

std::span<Fixed const> fixed_tokens() { return fixed; }

bool needs_tile(Ink ink, Scheme scheme) { return (scheme == Scheme::light ? ink.on_light : ink.on_dark) < 60; }

}  // namespace essaim::people
