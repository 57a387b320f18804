#pragma once
// Stories: what is offered to share. This is the one header that other features see.

#include "features/content/story.hpp"
