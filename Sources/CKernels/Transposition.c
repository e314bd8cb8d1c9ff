#include "CKernels.h"

#define SHUFFLE __builtin_shufflevector

// A block is transposed in rounds: pairs of numbers, pairs of pairs, then runs of four numbers.

typedef float vector8 __attribute__((vector_size(32), aligned(4)));

static inline void transpose_8x8(
    const float *source, long source_stride, float *target, long target_stride) {
  vector8 rows[8], pairs[8], quads[8];
  for (int i = 0; i < 8; i++) rows[i] = *(const vector8 *)(source + i * source_stride);
  for (int i = 0; i < 8; i += 2) {
    pairs[i] = SHUFFLE(rows[i], rows[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pairs[i + 1] = SHUFFLE(rows[i], rows[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int i = 0; i < 8; i += 4) {
    for (int j = 0; j < 2; j++) {
      const vector8 a = pairs[i + j], b = pairs[i + j + 2];
      quads[i + 2 * j] = SHUFFLE(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
      quads[i + 2 * j + 1] = SHUFFLE(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int i = 0; i < 4; i++) {
    const vector8 a = quads[i], b = quads[i + 4];
    *(vector8 *)(target + i * target_stride) = SHUFFLE(a, b, 0, 1, 2, 3, 8, 9, 10, 11);
    *(vector8 *)(target + (i + 4) * target_stride) = SHUFFLE(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

typedef float vector16 __attribute__((vector_size(64), aligned(4)));

#define PAIRS_LOW(a, b) SHUFFLE(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
#define PAIRS_HIGH(a, b) \
  SHUFFLE(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
#define QUADS_LOW(a, b) SHUFFLE(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
#define QUADS_HIGH(a, b) \
  SHUFFLE(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31)
#define EVEN_RUNS(a, b) SHUFFLE(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
#define ODD_RUNS(a, b) SHUFFLE(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)

static inline void transpose_16x16(
    const float *source, long source_stride, float *target, long target_stride) {
  vector16 rows[16], pairs[16], quads[16];
  for (int i = 0; i < 16; i++) rows[i] = *(const vector16 *)(source + i * source_stride);
  for (int i = 0; i < 16; i += 2) {
    pairs[i] = PAIRS_LOW(rows[i], rows[i + 1]);
    pairs[i + 1] = PAIRS_HIGH(rows[i], rows[i + 1]);
  }
  for (int i = 0; i < 16; i += 4) {
    for (int j = 0; j < 2; j++) {
      quads[i + 2 * j] = QUADS_LOW(pairs[i + j], pairs[i + j + 2]);
      quads[i + 2 * j + 1] = QUADS_HIGH(pairs[i + j], pairs[i + j + 2]);
    }
  }
  for (int i = 0; i < 4; i++) {
    const vector16 even_top = EVEN_RUNS(quads[i], quads[i + 4]);
    const vector16 even_bottom = EVEN_RUNS(quads[i + 8], quads[i + 12]);
    const vector16 odd_top = ODD_RUNS(quads[i], quads[i + 4]);
    const vector16 odd_bottom = ODD_RUNS(quads[i + 8], quads[i + 12]);
    *(vector16 *)(target + i * target_stride) = EVEN_RUNS(even_top, even_bottom);
    *(vector16 *)(target + (i + 4) * target_stride) = EVEN_RUNS(odd_top, odd_bottom);
    *(vector16 *)(target + (i + 8) * target_stride) = ODD_RUNS(even_top, even_bottom);
    *(vector16 *)(target + (i + 12) * target_stride) = ODD_RUNS(odd_top, odd_bottom);
  }
}

// Sixteen by sixteen numbers fill the registers of AVX-512, and would overflow those of other sets.
#ifdef __AVX512F__
enum { widest = 16 };
#else
enum { widest = 8 };
#endif

void descent_transpose(
    const float *source, long source_stride, long rows, long columns, float *target,
    long target_stride) {
  const long shorter = rows < columns ? rows : columns;
  if (shorter < 8) {
    for (long j = 0; j < columns; j++) {
      for (long i = 0; i < rows; i++)
        target[j * target_stride + i] = source[i * source_stride + j];
    }
    return;
  }
  const long width = shorter < 16 ? 8 : widest;
  // The last block of a row or column reaches back over what is done where its width does not divide it.
  for (long j = 0; j < columns; j += width) {
    const long column = j + width <= columns ? j : columns - width;
    for (long i = 0; i < rows; i += width) {
      const long row = i + width <= rows ? i : rows - width;
      const float *from = source + row * source_stride + column;
      float *to = target + column * target_stride + row;
      if (width == 16) {
        transpose_16x16(from, source_stride, to, target_stride);
      } else {
        transpose_8x8(from, source_stride, to, target_stride);
      }
    }
  }
}
