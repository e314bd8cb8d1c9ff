// Probability distributions for the statistics of a report: a C surface over Boost.Math.
//
// A function returns NaN where its distribution is not defined (degrees of freedom not above 0, a
// probability outside 0...1, an argument that is NaN). None throws, traps or sets a global state.
#ifndef DESCENT_DISTRIBUTIONS_H
#define DESCENT_DISTRIBUTIONS_H

#ifdef __cplusplus
extern "C" {
#endif

/// P(T <= t), Student's t.
double descent_t_cdf(double t, double degrees);
/// P(T > t), exact far in the tail where 1 - cdf would cancel.
double descent_t_upper(double t, double degrees);
/// The t with P(T <= t) = p.
double descent_t_quantile(double p, double degrees);
/// P(T <= t), Student's t with a noncentrality parameter.
double descent_noncentral_t_cdf(double t, double degrees, double noncentrality);
/// P(T > t), Student's t with a noncentrality parameter.
double descent_noncentral_t_upper(double t, double degrees, double noncentrality);

/// P(Z <= z), the standard normal distribution.
double descent_normal_cdf(double z);
/// The z with P(Z <= z) = p.
double descent_normal_quantile(double p);

/// P(F > f), Fisher's F.
double descent_f_upper(double f, double numerator_degrees, double denominator_degrees);
/// P(F <= f), Fisher's F.
double descent_f_cdf(double f, double numerator_degrees, double denominator_degrees);

/// P(X > x), chi-squared.
double descent_chi_squared_upper(double x, double degrees);

/// P(X <= successes) for `trials` independent trials.
double descent_binomial_cdf(double successes, double trials, double probability);

#ifdef __cplusplus
}
#endif

#endif
