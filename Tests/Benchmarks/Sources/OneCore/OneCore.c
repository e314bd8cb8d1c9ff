#define _GNU_SOURCE
#include "OneCore.h"

#if defined(__linux__)
#include <sched.h>

static cpu_set_t before;

void one_core_begin(void) {
  if (sched_getaffinity(0, sizeof before, &before)) return;
  int last = CPU_SETSIZE - 1;
  while (last > 0 && !CPU_ISSET(last, &before)) last--;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(last, &one);
  sched_setaffinity(0, sizeof one, &one);
}

void one_core_end(void) { sched_setaffinity(0, sizeof before, &before); }
#else
void one_core_begin(void) {}
void one_core_end(void) {}
#endif
