#include "CKernels.h"

#include <stddef.h>

#if defined(__x86_64__)
#include <libxsmm.h>

descent_product_kernel descent_make_product(descent_product_shape shape) {
  const float alpha = 1, beta = shape.accumulates ? 1 : 0;
  const int flags = shape.transposes_a ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
  return libxsmm_smmdispatch(
      shape.columns, shape.rows, shape.inner, &shape.stride_b, &shape.stride_a, &shape.stride_c,
      &alpha, &beta, &flags, NULL);
}

const char *descent_product_target(void) { return libxsmm_get_target_arch(); }

#else

descent_product_kernel descent_make_product(descent_product_shape shape) { return NULL; }

const char *descent_product_target(void) { return NULL; }

#endif
