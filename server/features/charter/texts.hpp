#pragma once
// The texts a programme starts with, in French and English. Written to be read by the works council first: in one's own
// name, without constraint, a no has no consequence, nothing here serves appraisal.

#include "features/charter/charter.hpp"

namespace essaim::charter {

Text default_charter(std::string_view language);
Guide default_guide(std::string_view language);

}  // namespace essaim::charter
