#include "CKernels.h"

typedef float vector __attribute__((vector_size(32), aligned(4)));

// 8 x 8 numbers in three rounds: pairs of numbers, pairs of pairs, halves of rows.
static inline void transpose_block(const float *source, long source_stride, float *target,
                                   long target_stride) {
  vector rows[8], pairs[8], quads[8];
  for (int i = 0; i < 8; i++) rows[i] = *(const vector *)(source + i * source_stride);
  for (int i = 0; i < 8; i += 2) {
    pairs[i] = __builtin_shufflevector(rows[i], rows[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pairs[i + 1] = __builtin_shufflevector(rows[i], rows[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int i = 0; i < 8; i += 4) {
    for (int j = 0; j < 2; j++) {
      const vector a = pairs[i + j], b = pairs[i + j + 2];
      quads[i + 2 * j] = __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
      quads[i + 2 * j + 1] = __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int i = 0; i < 4; i++) {
    const vector a = quads[i], b = quads[i + 4];
    *(vector *)(target + i * target_stride) =
        __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11);
    *(vector *)(target + (i + 4) * target_stride) =
        __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

void descent_transpose(const float *source, long source_stride, long rows, long columns,
                       float *target, long target_stride) {
  if (rows < 8 || columns < 8) {
    for (long j = 0; j < columns; j++) {
      for (long i = 0; i < rows; i++)
        target[j * target_stride + i] = source[i * source_stride + j];
    }
    return;
  }
  // The last block of a row or column reaches back over what is done where 8 does not divide it.
  for (long j = 0; j < columns; j += 8) {
    const long column = j + 8 <= columns ? j : columns - 8;
    for (long i = 0; i < rows; i += 8) {
      const long row = i + 8 <= rows ? i : rows - 8;
      transpose_block(source + row * source_stride + column, source_stride,
                      target + column * target_stride + row, target_stride);
    }
  }
}
