#pragma once
// The shapes of a programme's life as draws: who shares how much, when, and what comes of it. Pure; the same dice give
// the same answers on every machine. Each shape says where it is from.

#include "app/demo/world.hpp"

#include <cstdint>
#include <vector>

namespace essaim::demo {

/// Half of all values lie below 1; `sigma` says how far the others reach.
double lognormal(Dice& dice, double sigma);
/// Of mean and variance `shape` (Marsaglia and Tsang 2000).
double gamma(Dice& dice, double shape);
int64_t poisson(Dice& dice, double mean);

/// How much likelier a day is for sharing than another: high in January, September and October, low in summer and at
/// the year's end (Dynamic Signal 2019 for the direction), few at weekends. Day since 1970.
double season_of(int64_t day);
/// Minutes since midnight, local: before work, at noon and in the afternoon.
int minute_of_sharing(Dice& dice);
/// A reader comes so long after the share: seven in ten with a half-life of three hours, the others of a day (bitly
/// 2011, Graffius 2018).
Duration delay_of_reader(Dice& dice);
/// Readers of one share of a story of that quality (mean 1 over all stories): most links bring nobody, a few stories
/// bring most readers (Gabielkov et al. 2016: negative binomial over a heavy-tailed quality).
int64_t readers_of(Dice& dice, double quality);
/// Quality of stories, of mean 1.
double quality_of_story(Dice& dice);
/// How often one member shares against another, of mean 1: a tenth of them make about half of all shares.
double activity_of_member(Dice& dice);
/// What is left of a new member's zeal after so many days: half of it is gone in six weeks, a third of all stays.
double zeal_after(int64_t days);

/// Draws an index by weight in a step that costs the logarithm of their number.
class Weighted {
 public:
  void clear() { sums_.clear(); }
  void add(double weight) { sums_.push_back(sum() + weight); }
  double sum() const { return sums_.empty() ? 0 : sums_.back(); }
  size_t size() const { return sums_.size(); }
  size_t draw(Dice& dice) const;

 private:
  std::vector<double> sums_;
};

}  // namespace essaim::demo
