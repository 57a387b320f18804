// What the programme supplies and what members share are two types: neither is given where the other is asked for.
// expect: could not convert
#include "features/content/story.hpp"

using essaim::content::SupplyMix;
using SharedMix = essaim::content::Mix<struct SharedByMembers>;

bool is_supply_kept(SupplyMix mix) { return mix.keeps(80); }

#ifdef MUST_FAIL
bool answer() { return is_supply_kept(SharedMix{80, 20}); }
#else
bool answer() { return is_supply_kept(SupplyMix{80, 20}); }
#endif
