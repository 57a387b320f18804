# Which promises have how many tests in this version: distinct names promise_<n>_… in the sources of all suites that
# `./test --promises` runs. Included at configure; run as a script (-P) at build, when one of these files has changed.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(watched CONFIGURE_DEPENDS)
endif()
file(GLOB_RECURSE PROMISE_SOURCES ${watched}
  "${CMAKE_CURRENT_LIST_DIR}/../server/*_test.cpp"
  "${CMAKE_CURRENT_LIST_DIR}/../web/src/*.test.ts")
file(GLOB more ${watched}
  "${CMAKE_CURRENT_LIST_DIR}/../tests/compile_fail/*.cpp"
  "${CMAKE_CURRENT_LIST_DIR}/../tests/scenarios/*.test.mjs"
  "${CMAKE_CURRENT_LIST_DIR}/../tests/faults/*.test.mjs"
  "${CMAKE_CURRENT_LIST_DIR}/../tests/journeys/*.spec.mjs"
  "${CMAKE_CURRENT_LIST_DIR}/../web/tests/unit/*.test.ts")
list(APPEND PROMISE_SOURCES ${more})

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(PROMISES_CPP "${CMAKE_BINARY_DIR}/generated/promises.cpp")
  add_custom_command(OUTPUT "${PROMISES_CPP}"
    COMMAND "${CMAKE_COMMAND}" "-DINTO=${PROMISES_CPP}" "-DVERSION=${PROJECT_VERSION}" -P "${CMAKE_CURRENT_LIST_FILE}"
    DEPENDS ${PROMISE_SOURCES} "${CMAKE_CURRENT_LIST_FILE}"
    COMMENT "Counting the tests of each promise")
  return()
endif()

set(names "")
foreach(source ${PROMISE_SOURCES})
  file(READ "${source}" text)
  get_filename_component(base "${source}" NAME_WE)
  if(base MATCHES "^promise_")
    set(text "${base} ")
  endif()
  string(REGEX MATCHALL "promise_[0-9]+_[A-Za-z0-9_]+" found "${text}")
  list(APPEND names ${found})
endforeach()
list(REMOVE_DUPLICATES names)
list(SORT names COMPARE NATURAL)
set(numbers "")
foreach(name ${names})
  string(REGEX REPLACE "^promise_([0-9]+)_.*" "\\1" number "${name}")
  list(APPEND numbers ${number})
  math(EXPR of_${number} "0${of_${number}} + 1")
endforeach()
list(REMOVE_DUPLICATES numbers)
set(rows "")
foreach(number ${numbers})
  string(APPEND rows "    {${number}, ${of_${number}}},\n")
endforeach()
file(CONFIGURE OUTPUT "${INTO}" CONTENT "#include \"features/privacy/promises.hpp\"

#include <array>

namespace essaim::privacy {
namespace {
constexpr auto counted = std::to_array<PromiseTests>({
${rows}});
}  // namespace

std::span<PromiseTests const> promise_tests() { return counted; }
std::string_view version() { return \"${VERSION}\"; }

}  // namespace essaim::privacy
" @ONLY)
