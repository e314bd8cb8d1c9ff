#include "CXSMM.h"
#include <stddef.h>

#if defined(__x86_64__)
#include <libxsmm.h>
#include <xmmintrin.h>

// libxsmm counts in columns: a row-major product A*B is the column-major product of B and A.
static const void *dispatch(int m, int n, int k, int ldb, bool transposes_b, bool accumulates) {
  const float alpha = 1, beta = accumulates ? 1 : 0;
  const int flags = transposes_b ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
  return (const void *)libxsmm_smmdispatch(m, n, k, &m, &ldb, &m, &alpha, &beta, &flags, NULL);
}

const void *descent_xsmm_product(int rows, int columns, int inner, bool accumulates) {
  return dispatch(columns, rows, inner, inner, false, accumulates);
}

const void *descent_xsmm_weight_gradient(int rows, int columns, int batch, bool accumulates) {
  return dispatch(columns, rows, batch, rows, true, accumulates);
}

void descent_xsmm_run(const void *kernel, const float *a, const float *b, float *c) {
  ((libxsmm_smmfunction)kernel)(b, a, c);
}

const char *descent_xsmm_target(void) { return libxsmm_get_target_arch(); }

unsigned descent_flush_denormals(void) {
  const unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x0040, mode = _mm_getcsr();
  _mm_setcsr(mode | flush_to_zero | denormals_are_zero);
  return mode;
}

void descent_restore_denormals(unsigned mode) { _mm_setcsr(mode); }
#else
const void *descent_xsmm_product(int rows, int columns, int inner, bool accumulates) { return NULL; }
const void *descent_xsmm_weight_gradient(int rows, int columns, int batch, bool accumulates) { return NULL; }
void descent_xsmm_run(const void *kernel, const float *a, const float *b, float *c) {}
const char *descent_xsmm_target(void) { return NULL; }
unsigned descent_flush_denormals(void) { return 0; }
void descent_restore_denormals(unsigned mode) {}
#endif
