// Matrix products in float by kernels that libxsmm makes at run time.
// All matrices are row-major and contiguous. Where no kernel can be made, the makers return NULL.
#ifndef DESCENT_CXSMM_H
#define DESCENT_CXSMM_H
#include <stdbool.h>

// C (rows x columns) = A (rows x inner) * B (inner x columns), or + C.
const void *descent_xsmm_product(int rows, int columns, int inner, bool accumulates);

// C (rows x columns) = transpose of A (batch x rows) * B (batch x columns), or + C.
const void *descent_xsmm_weight_gradient(int rows, int columns, int batch, bool accumulates);

// Runs a kernel that one of the above has made.
void descent_xsmm_run(const void *kernel, const float *a, const float *b, float *c);

// The instruction set that kernels are made for, or NULL without libxsmm.
const char *descent_xsmm_target(void);

// Lets the calling thread treat denormal numbers as zero: they would slow a step down several times.
// Returns the mode before, for descent_restore_denormals.
unsigned descent_flush_denormals(void);
void descent_restore_denormals(unsigned mode);
#endif
