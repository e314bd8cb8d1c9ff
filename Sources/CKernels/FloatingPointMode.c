#include "CKernels.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

unsigned descent_flush_denormals(void) {
  const unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x0040, mode = _mm_getcsr();
  _mm_setcsr(mode | flush_to_zero | denormals_are_zero);
  return mode;
}

void descent_restore_denormals(unsigned mode) { _mm_setcsr(mode); }

#elif defined(__aarch64__)

unsigned descent_flush_denormals(void) {
  const unsigned long flush_to_zero = 1ul << 24;
  unsigned long mode;
  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  __asm__ volatile("msr fpcr, %0" : : "r"(mode | flush_to_zero));
  return (unsigned)mode;
}

void descent_restore_denormals(unsigned mode) {
  __asm__ volatile("msr fpcr, %0" : : "r"((unsigned long)mode));
}

#else

unsigned descent_flush_denormals(void) { return 0; }

void descent_restore_denormals(unsigned mode) {}

#endif
