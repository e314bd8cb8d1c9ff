#include "distributions.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <limits>

namespace {

namespace math = boost::math;
namespace policies = boost::math::policies;

// Errors become values: NaN for a bad argument, infinity for an overflow. Nothing is thrown, and
// arithmetic stays in double.
using quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>,
    policies::promote_double<false>>;

using students_t = math::students_t_distribution<double, quiet>;
using noncentral_t = math::non_central_t_distribution<double, quiet>;
using normal = math::normal_distribution<double, quiet>;
using fisher_f = math::fisher_f_distribution<double, quiet>;
using chi_squared = math::chi_squared_distribution<double, quiet>;
using binomial = math::binomial_distribution<double, quiet>;

// Boost may still allocate or meet a case that no policy covers; no exception may reach Swift.
template <typename Value>
double guarded(Value value) noexcept {
  try {
    return value();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

double descent_t_cdf(double t, double degrees) {
  return guarded([=] { return math::cdf(students_t(degrees), t); });
}

double descent_t_upper(double t, double degrees) {
  return guarded([=] { return math::cdf(math::complement(students_t(degrees), t)); });
}

double descent_t_quantile(double p, double degrees) {
  return guarded([=] { return math::quantile(students_t(degrees), p); });
}

double descent_noncentral_t_cdf(double t, double degrees, double noncentrality) {
  return guarded([=] { return math::cdf(noncentral_t(degrees, noncentrality), t); });
}

double descent_noncentral_t_upper(double t, double degrees, double noncentrality) {
  return guarded(
      [=] { return math::cdf(math::complement(noncentral_t(degrees, noncentrality), t)); });
}

double descent_normal_cdf(double z) {
  return guarded([=] { return math::cdf(normal(), z); });
}

double descent_normal_quantile(double p) {
  return guarded([=] { return math::quantile(normal(), p); });
}

double descent_f_upper(double f, double numerator_degrees, double denominator_degrees) {
  return guarded([=] {
    return math::cdf(math::complement(fisher_f(numerator_degrees, denominator_degrees), f));
  });
}

double descent_f_cdf(double f, double numerator_degrees, double denominator_degrees) {
  return guarded([=] { return math::cdf(fisher_f(numerator_degrees, denominator_degrees), f); });
}

double descent_chi_squared_upper(double x, double degrees) {
  return guarded([=] { return math::cdf(math::complement(chi_squared(degrees), x)); });
}

double descent_binomial_cdf(double successes, double trials, double probability) {
  return guarded([=] { return math::cdf(binomial(trials, probability), successes); });
}
