#include "AllocationCounter.h"

#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// What stands behind the functions that are replaced; glibc exports it for this purpose.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_long allocations;
static const char *first_argument = "-";

static void count(void) { atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed); }

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  count();
  void *memory = __libc_memalign(alignment, size);
  if (!memory) return ENOMEM;
  *block = memory;
  return 0;
}

// glibc hands the arguments of the program to constructors too.
__attribute__((constructor)) static void begin(int argument_count, char **arguments) {
  if (argument_count > 1) first_argument = arguments[1];
}

// One write for the whole line, so that the lines of several processes do not mix.
__attribute__((destructor)) static void report(void) {
  const char *path = getenv("ALLOCATION_COUNTS");
  if (!path) return;
  char line[256];
  int length = snprintf(line, sizeof line, "%ld %.200s\n", atomic_load(&allocations), first_argument);
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0 || write(file, line, length) != length) perror("ALLOCATION_COUNTS");
  if (file >= 0) close(file);
}
#endif
