"""Makes the golden values of Tests/DescentReportsTests/Golden/hypotheses.json.

Random scores of two sides, by setting and seed, with what SciPy says of claims about them.

    venv/bin/python Tests/Reference/report_hypotheses.py
"""
from importlib.metadata import version

import numpy as np
from scipy import stats

import golden_file

rng = np.random.default_rng(20261123)


def bounds(d, alpha) -> dict:
    """The one-sided bounds of the mean, each at its own level."""
    half = stats.t.ppf(1 - alpha, len(d) - 1) * stats.sem(d)
    return {"mean": d.mean(), "lower": d.mean() - half, "upper": d.mean() + half}


def above(d, margin, alpha) -> dict:
    """Whether the mean is above a margin, by t and by all patterns of signs."""
    exact = stats.permutation_test(
        (d - margin,), np.mean, permutation_type="samples", n_resamples=np.inf,
        alternative="greater")
    return {"p": stats.ttest_1samp(d, margin, alternative="greater").pvalue,
            "exact_p": exact.pvalue, **bounds(d, alpha)}


def within(d, margin, alpha) -> dict:
    """Whether the mean is within a margin of 0: two one-sided tests."""
    below = stats.ttest_1samp(d, margin, alternative="less").pvalue
    over = stats.ttest_1samp(d, -margin, alternative="greater").pvalue
    return {"p": max(below, over), "exact_p": None, **bounds(d, alpha)}


def sides(settings, seeds, effect):
    shared = rng.normal(0, 0.03, (settings, 1)) + rng.normal(0, 0.01, (1, seeds))
    b = 0.6 + shared + rng.normal(0, 0.02, (settings, seeds))
    a = b + effect + rng.normal(0, 0.02, (settings, seeds))
    return np.round(a, 6), np.round(b, 6)


def differences() -> list[dict]:
    cases = []
    for settings, seeds in [(1, 3), (1, 8), (2, 5), (4, 6), (3, 10)]:
        for effect, alpha in [(0.0, 0.1), (0.05, 0.01)]:
            a, b = sides(settings, seeds, effect)
            d = a.mean(0) - b.mean(0)
            logs = np.log10(a).mean(0) - np.log10(b).mean(0)
            case = {"alpha": alpha, "a": a.tolist(), "b": b.tolist()}
            cases += [
                {"kind": "absolute", "margin": 0.02, **case, **above(d, 0.02, alpha)},
                {"kind": "percent", "margin": 5, **case, **above(d, 0.05 * b.mean(), alpha)},
                {"kind": "ratio", "margin": 1.05, **case, **above(logs, np.log10(1.05), alpha)},
                {"kind": "threshold", "margin": 0.59, **case,
                 **above(a.mean(0) - 0.59, 0, alpha)},
                {"kind": "equivalence", "margin": 0.03, **case, **within(d, 0.03, alpha)},
            ]
    return cases


def trends() -> list[dict]:
    cases = []
    for count, seeds in [(3, 4), (4, 6), (5, 9)]:
        levels = 2 ** np.arange(count)
        noise = rng.normal(0, 0.03, (count, seeds))
        table = np.round(0.5 + 0.02 * np.arange(count)[:, None] + noise, 6)
        slopes = np.array([stats.linregress(np.log10(levels), column).slope for column in table.T])
        cases.append({"levels": levels.tolist(), "alpha": 0.05, "table": table.tolist(),
                      **above(slopes, 0, 0.05)})
    return cases


def rates() -> list[dict]:
    cases = []
    for a, b in [([1, 1, 1, 1, 1, 0], [0, 0, 0, 0, 0, 0]), ([1, 0, 1, 0], [1, 1, 0, 0]),
                 ([1] * 8, [0] * 8)]:
        only_a = sum(x > y for x, y in zip(a, b))
        only_b = sum(x < y for x, y in zip(a, b))
        paired = stats.binomtest(only_a, only_a + only_b, alternative="greater")
        single = stats.binomtest(sum(a), len(a), 0.3, alternative="greater")
        interval = stats.binomtest(sum(a), len(a)).proportion_ci(0.9, method="wilson")
        cases.append({"a": a, "b": b, "p": paired.pvalue, "threshold": 0.3,
                      "threshold_p": single.pvalue, "lower": interval.low, "upper": interval.high})
    return cases


def golden() -> dict:
    return {"hypotheses.json": {
        "versions": {name: version(name) for name in ["numpy", "scipy"]},
        "differences": differences(), "trends": trends(), "rates": rates()}}


if __name__ == "__main__":
    golden_file.write(golden())
