// Allocates once by the function that the argument names, and not at all without one.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments) {
  const char *name = count > 1 ? arguments[1] : "nothing";
  // Volatile: the compiler must not leave out a block that nobody uses.
  void *volatile block = NULL;
  void *aligned = NULL;
  if (!strcmp(name, "malloc")) block = malloc(100);
  if (!strcmp(name, "calloc")) block = calloc(10, 10);
  if (!strcmp(name, "realloc")) block = realloc(NULL, 100);
  if (!strcmp(name, "aligned_alloc")) block = aligned_alloc(64, 128);
  if (!strcmp(name, "posix_memalign") && !posix_memalign(&aligned, 64, 128)) block = aligned;
  free(block);
  return 0;
}
