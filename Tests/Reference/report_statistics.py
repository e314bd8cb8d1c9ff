"""Makes the golden values of Tests/DescentReportsTests/Golden/statistics.json.

    python3 -m venv venv && venv/bin/pip install -r Tests/Reference/requirements.txt
    venv/bin/python Tests/Reference/report_statistics.py

Every statistic of a report has its reference implementation here or in one of the modules
`report_….py`. A mismatch is a mistake to explain, never a value to paste.
"""
from importlib.metadata import version

import numpy as np
import pandas as pd
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower

import golden_file
import report_importance
import report_intervals
import report_ranks
import report_times

rng = np.random.default_rng(20260102)


def distributions():
    cases = []

    def add(function, arguments, value):
        cases.append({"function": function, "arguments": [float(a) for a in arguments],
                      "value": float(value)})

    for degrees in [1, 2, 4, 9, 29.5, 200]:
        for t in [-40, -2.5, -0.1, 0, 0.7, 3.3, 25]:
            add("t_cdf", [t, degrees], stats.t.cdf(t, degrees))
            add("t_upper", [t, degrees], stats.t.sf(t, degrees))
        for p in [1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999]:
            add("t_quantile", [p, degrees], stats.t.ppf(p, degrees))
    for z in [-8, -1.96, 0, 0.5, 3, 6]:
        add("normal_cdf", [z], stats.norm.cdf(z))
    for p in [1e-9, 0.025, 0.5, 0.8, 0.975]:
        add("normal_quantile", [p], stats.norm.ppf(p))
    for f, a, b in [(0.5, 1, 4), (2.9518072, 2, 10), (10, 3, 30), (200, 5, 5)]:
        add("f_cdf", [f, a, b], stats.f.cdf(f, a, b))
        add("f_upper", [f, a, b], stats.f.sf(f, a, b))
    for x, degrees in [(0.1, 1), (4.4545455, 2), (30, 9), (200, 5)]:
        add("chi_squared_upper", [x, degrees], stats.chi2.sf(x, degrees))
    for k, n, p in [(0, 5, 0.5), (3, 10, 0.2), (25, 30, 0.9)]:
        add("binomial_cdf", [k, n, p], stats.binom.cdf(k, n, p))
    for t, degrees, shift in [(2.776, 4, 3.75), (2.262, 9, 3.1), (-2.776, 4, 1), (2.093, 19, 2.9)]:
        add("noncentral_t_upper", [t, degrees, shift], stats.nct.sf(t, degrees, shift))
        add("noncentral_t_cdf", [t, degrees, shift], stats.nct.cdf(t, degrees, shift))
    return cases


def paired():
    cases = []
    for settings, seeds in [(1, 2), (1, 8), (3, 5), (6, 5), (4, 14), (12, 3)]:
        a = rng.normal(0.9, 0.02, (settings, seeds))
        b = a - 0.01 + rng.normal(0, 0.01, (settings, seeds)) + rng.normal(0, 0.01, (1, seeds))
        result = stats.ttest_rel(a.mean(0), b.mean(0))
        interval = result.confidence_interval(0.95)
        d = a.mean(0) - b.mean(0)
        flip = stats.permutation_test(
            (d,), lambda x, axis: np.mean(x, axis=axis), permutation_type="samples",
            n_resamples=np.inf, vectorized=True)
        dz = d.mean() / d.std(ddof=1)
        poi = np.mean([
            stats.mannwhitneyu(x, y, alternative="greater").statistic / (seeds * seeds)
            for x, y in zip(a, b)])
        cases.append({
            "a": a.tolist(), "b": b.tolist(), "delta": d.mean(), "sd": d.std(ddof=1),
            "lower": interval.low, "upper": interval.high, "p": result.pvalue,
            "exact_p": flip.pvalue, "dz": dz, "poi": poi})
    return cases


def samples():
    cases = []
    for n in [1, 2, 3, 5, 20]:
        y = rng.normal(0.4, 0.1, n)
        case = {"values": y.tolist(), "mean": y.mean(), "median": np.median(y),
                "quartiles": np.quantile(y, [0.25, 0.75], method="linear").tolist()}
        if n > 1:
            interval = stats.ttest_1samp(y, 0).confidence_interval(0.95)
            case |= {"sd": pd.Series(y).std(), "lower": interval.low, "upper": interval.high}
        cases.append(case)
    return cases


def wilson():
    cases = []
    for x, n in [(0, 5), (1, 5), (4, 5), (5, 5), (0, 1), (62, 90), (3, 1000)]:
        interval = stats.binomtest(x, n).proportion_ci(method="wilson")
        cases.append({"successes": x, "trials": n, "lower": interval.low, "upper": interval.high})
    return cases


def holm():
    cases = []
    for m in [1, 2, 3, 6, 15]:
        p = rng.uniform(0, 1, m) ** 3
        p[0] = p[-1]
        cases.append({"p": p.tolist(), "adjusted": multipletests(p, method="holm")[1].tolist()})
    return cases


def detectable():
    """statsmodels' power, solved to the end: its own solve_power stops at six digits."""
    cases = []
    for seeds in [3, 5, 8, 10, 20, 50]:
        for confidence in [0.9, 0.95]:
            model = TTestPower()
            rough = float(model.solve_power(nobs=seeds, alpha=1 - confidence, power=0.8))
            effect = optimize.brentq(
                lambda d: model.power(d, seeds, 1 - confidence) - 0.8, rough * 0.99, rough * 1.01,
                xtol=1e-14)
            cases.append({"seeds": seeds, "confidence": confidence, "effect": effect})
    return cases


def tuned():
    """S21: leave-one-seed-out, as a loop."""
    cases = []
    for rates, seeds in [(3, 3), (4, 5), (2, 8)]:
        y = rng.normal(0.9, 0.03, (rates, seeds))
        chosen = []
        for k in range(seeds):
            others = [j for j in range(seeds) if j != k]
            chosen.append(y[int(np.argmax(y[:, others].mean(axis=1))), k])
        cases.append({"scores": y.tolist(), "chosen": chosen})
    return cases


def expected_maximum():
    cases = []
    for n in [2, 3, 27, 81, 1000]:
        z = np.linspace(-12, 12, 2_000_001)
        density = n * stats.norm.pdf(z) * stats.norm.cdf(z) ** (n - 1)
        cases.append({"count": n, "value": float(np.trapezoid(z * density, z))})
    return cases


def golden() -> dict:
    return {"statistics.json": {
        "versions": {name: version(name) for name in ["numpy", "pandas", "scipy", "statsmodels"]},
        "distributions": distributions(), "paired": paired(), "samples": samples(),
        "wilson": wilson(), "holm": holm(), "detectable": detectable(), "tuned": tuned(),
        "expected_maximum": expected_maximum(),
        **report_importance.golden(), **report_times.golden(), **report_ranks.golden(),
        **report_intervals.golden(),
    }}


if __name__ == "__main__":
    golden_file.write(golden())
