// What is offered in English.

#include "app/demo/stories.hpp"

#include <array>

namespace essaim::demo {
namespace {

constexpr std::array seeds{
    StorySeed{"boring", "Why district heating feels boring until the first cold night",
              "Pipes, valves, a boiler house: nothing to photograph. Then a January night comes, and a whole street "
              "stays warm.",
              "A calm introduction for readers who have never heard of heat networks.", "article", "useful", "en",
              "heat", "The Warm Street", "https://warm-street.example/why-district-heating-feels-boring", 7, 5, 5, 0.9,
              "Who keeps your street warm at four in the morning?",
              "One boiler house, 1,400 homes, one person on call.",
              "The only sound was a pump. Outside, the whole street was asleep and warm."},
    StorySeed{"stone", "A heat pump, a stone house and three winters",
              "An owner logged every kilowatt hour for three winters, and publishes the mistakes too.",
              "Numbers from a real old house, not from a brochure.", "article", "useful", "en", "homes",
              "The Warm Street", "https://warm-street.example/heat-pump-stone-house", 22, 7, 3, 0.7,
              "Can a heat pump warm a stone house? Three winters of notes say: it depends on one thing.",
              "Three winters, 1,095 readings, one wrong radiator.",
              "The first winter was cold. The second was a lesson. The third was fine."},
    StorySeed{"packing", "What offshore technicians pack for twelve hours at sea",
              "A bag, opened and explained item by item, by the woman who carries it.",
              "A small object tells a whole trade.", "article", "useful", "en", "sea trades", "The Warm Street",
              "https://warm-street.example/what-offshore-technicians-pack", 42, 3, 2, 0.6,
              "What would you pack for twelve hours on a turbine?", "Eleven kilograms, two of them biscuits.",
              "She packs the spare gloves last, so that they come out first."},
    StorySeed{"engineer", "Work with us: thermal engineer, Brest",
              "A post for somebody who likes calculations and muddy boots in equal parts. English is fine, French "
              "comes with the job.",
              "We would rather tell you what is hard about it.", "job", "company", "en", "trades", "Hélianne",
              "https://www.helianne.example/jobs/thermal-engineer-brest", 15, 2, 2, 0.5,
              "Do you know somebody who likes equations and mud?", "",
              "My first site visit here took place in the rain. So did the second."}};

}  // namespace

std::span<StorySeed const> english_stories() { return seeds; }

}  // namespace essaim::demo
