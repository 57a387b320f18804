#pragma once
// A sentence that tells readers who the author works for, suggested as the law of the place asks and never locked:
// the person may change it or leave it out, and nothing is noted of that.

#include <string>
#include <string_view>

namespace essaim::sharing {

enum class DisclosureBasis {
  endorsement,  // US: 16 CFR 255.5, an employee who speaks of the employer says so inside the post
  consumer,     // EU and EEA: directive 2005/29/EC, annex I, point 22 (in France Code de la consommation L121-4)
  courtesy,     // elsewhere: readers trust what they can place
};
std::string_view to_text(DisclosureBasis basis);

struct Disclosure {
  std::string text;
  DisclosureBasis basis = DisclosureBasis::courtesy;
};

/// `language` is that of the text ("fr"), `country` of the author's site ("FR", may be empty). `wording` is the
/// programme's own sentence for that language, where it has set one; {organisation} in it becomes the name.
Disclosure suggest_disclosure(std::string_view language, std::string_view country, std::string_view organisation,
                              std::string_view wording = {});

}  // namespace essaim::sharing
