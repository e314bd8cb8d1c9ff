// The peak of one core: fused multiply-adds in registers alone, as many at once as keep its units busy.
// Prints the best of seven; build with -march=native, or the compiler uses the oldest instructions.
#include <stdio.h>
#include <time.h>

#if defined(__AVX512F__)
enum { vectorBytes = 64, sumCount = 24 };
#elif defined(__AVX__)
enum { vectorBytes = 32, sumCount = 12 };
#elif defined(__aarch64__)
enum { vectorBytes = 16, sumCount = 24 };
#else
enum { vectorBytes = 16, sumCount = 12 };
#endif
typedef float vector __attribute__((vector_size(vectorBytes)));
enum { lanes = vectorBytes / sizeof(float), repetitions = 1000000 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

// The sums go to 1, far from overflow and from denormal numbers.
static float multiply_add(float factor, float addend) {
  vector sums[sumCount], factors, addends, total;
  for (int lane = 0; lane < lanes; lane++) {
    factors[lane] = factor;
    addends[lane] = addend;
    total[lane] = 0;
  }
  for (int i = 0; i < sumCount; i++) sums[i] = addends * (float)i;
  for (int repetition = 0; repetition < repetitions; repetition++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < sumCount; i++) sums[i] = sums[i] * factors + addends;
  }
  for (int i = 0; i < sumCount; i++) total += sums[i];
  return total[0];
}

int main(void) {
  // Volatile: the compiler must not know the answer.
  volatile float factor = 0.9f, addend = 0.1f, sink;
  double best = 0;
  for (int attempt = 0; attempt < 7; attempt++) {
    const double start = now();
    sink = multiply_add(factor, addend);
    const double flops = 2.0 * lanes * sumCount * repetitions;
    const double rate = flops / (now() - start) * 1e-9;
    if (rate > best) best = rate;
  }
  (void)sink;
  printf("peak %.1f GFLOP/s\n", best);
  return 0;
}
