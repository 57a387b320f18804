#include "app/cli.hpp"

int main(int argc, char** argv) { return essaim::run_command_line(argc, argv); }
