// An id says what it names: a story's id is not a person's.
// expect: could not convert
#include "base/id.hpp"

using PersonId = essaim::Id<struct PersonTag>;
using StoryId = essaim::Id<struct StoryTag>;

int64_t load(PersonId id) { return id.value; }

#ifdef MUST_FAIL
int64_t load_wrong(StoryId story) { return load(story); }
#else
int64_t load_right(PersonId person) { return load(person); }
#endif
