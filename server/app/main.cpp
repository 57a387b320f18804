#include <cstdio>

int main() { std::puts("essaim"); }
