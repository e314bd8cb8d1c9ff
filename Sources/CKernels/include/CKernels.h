// What Swift cannot say: kernels that libxsmm makes at run time, shuffles, and the processor's modes.
// All matrices are row-major.
#ifndef DESCENT_CKERNELS_H
#define DESCENT_CKERNELS_H

#include <stdbool.h>

// C (rows x columns) = op(A) * B, or + C, where op(A) is rows x inner and B inner x columns.
// A stride is the distance between the rows of a matrix as it is stored.
typedef struct {
  int rows, columns, inner;
  int stride_a, stride_b, stride_c;
  // Whether A is stored transposed, as inner x rows.
  bool transposes_a;
  bool accumulates;
} descent_product_shape;

// libxsmm's arguments are those of the column-major product of B and A.
typedef void (*descent_product_kernel)(const float *b, const float *a, float *c, ...);

// A kernel made for the shape, or NULL where none can be made. It lives as long as the process.
descent_product_kernel descent_make_product(descent_product_shape shape);

static inline void descent_run_product(
    descent_product_kernel kernel, const float *a, const float *b, float *c) {
  kernel(b, a, c);
}

// The instruction set that kernels are made for, or NULL without libxsmm.
const char *descent_product_target(void);

// Writes the transpose of a rows x columns block of a matrix; strides as above.
void descent_transpose(
    const float *source, long source_stride, long rows, long columns, float *target,
    long target_stride);

// a * b + c, rounded once where the processor it is compiled for can do that in one instruction, and
// twice where it cannot.
static inline float descent_multiply_add(float a, float b, float c) {
#pragma clang fp contract(fast)
  return a * b + c;
}

// The square root; C's own sets errno for negative numbers, which a vector loop cannot.
static inline float descent_square_root(float x) { return __builtin_elementwise_sqrt(x); }

// 1 - base^exponent; const, so that a loop in which both stay the same calls it once.
__attribute__((const)) double descent_complement_of_power(double base, double exponent);

// Lets the calling thread treat denormal numbers as zero: they would slow a step down several times.
// Returns the mode before, for descent_restore_denormals.
unsigned descent_flush_denormals(void);
void descent_restore_denormals(unsigned mode);

#endif
