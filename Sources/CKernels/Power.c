#include "CKernels.h"

#include <math.h>

double descent_complement_of_power(double base, double exponent) {
  return 1 - pow(base, exponent);
}
