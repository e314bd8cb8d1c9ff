// Counts the allocations of any program that this library is loaded into, by LD_PRELOAD. At its end
// the process appends a line to the file that ALLOCATION_COUNTS names: the count, and its first argument.
#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H
#endif
