"""S6, S10, S14, S18, S25 and S31: claims beyond the settings, equivalence, and resampled seeds."""

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf
from scipy import stats
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.weightstats import ttost_paired

RESAMPLES = 100_000


def crossed() -> list[dict]:
    rng = np.random.default_rng(6)
    cases = []
    for settings, seeds, shared in [(6, 5, 0.5), (8, 3, 0), (12, 10, 2), (2, 2, 0.5)]:
        d = (0.01 + rng.normal(0, 0.01, (settings, 1)) + rng.normal(0, 0.01 * shared, (1, seeds))
             + rng.normal(0, 0.01, (settings, seeds)))
        data = pd.DataFrame([(s, k, d[s, k]) for s in range(settings) for k in range(seeds)],
                            columns=["s", "k", "d"])
        table = anova_lm(smf.ols("d ~ C(s) + C(k)", data).fit())
        squares = (table.sum_sq / table.df).to_dict()
        ms, mk, me = squares["C(s)"], squares["C(k)"], squares["Residual"]
        variance = max(ms + mk - me, ms, mk) / d.size
        degrees = min(d.shape) - 1
        half = stats.t.ppf(0.975, degrees) * np.sqrt(variance)
        cases.append({
            "differences": d.tolist(), "squares": [ms, mk, me], "variance": variance,
            "p": 2 * stats.t.sf(abs(d.mean()) / np.sqrt(variance), degrees),
            "interval": [d.mean() - half, d.mean() + half],
            "correlation": max(0, (mk - me) / (mk + (settings - 1) * me))})
    return cases


def equivalence() -> list[dict]:
    rng = np.random.default_rng(14)
    cases = []
    for seeds, margin, confidence in [(5, 0.03, 0.95), (8, 0.01, 0.95), (10, 0.005, 0.9),
                                      (3, 0.1, 0.95), (20, 0.002, 0.99)]:
        a = rng.normal(0.9, 0.02, (2, seeds))
        b = a + rng.normal(0.004, 0.006, (2, seeds))
        p = ttost_paired(a.mean(0), b.mean(0), -margin, margin)[0]
        interval = stats.ttest_rel(a.mean(0), b.mean(0)).confidence_interval(2 * confidence - 1)
        cases.append({"a": a.tolist(), "b": b.tolist(), "margin": margin,
                      "confidence": confidence, "p": p, "interval": [interval.low, interval.high]})
    return cases


def weights(rng, seeds: int) -> np.ndarray:
    drawn = rng.integers(0, seeds, (RESAMPLES, seeds))
    return np.stack([(drawn == k).sum(axis=1) for k in range(seeds)], axis=1)


def improvement() -> list[dict]:
    rng = np.random.default_rng(10)
    cases = []
    for settings, seeds, digits in [(1, 10, 6), (4, 12, 2), (3, 5, 6)]:
        a = np.round(rng.normal(0.91, 0.02, (settings, seeds)), digits)
        b = np.round(rng.normal(0.9, 0.02, (settings, seeds)), digits)
        better = np.mean([np.greater.outer(x, y) + 0.5 * np.equal.outer(x, y)
                          for x, y in zip(a, b)], axis=0)
        case = {"a": a.tolist(), "b": b.tolist(), "value": better.mean()}
        if seeds >= 10:
            w = weights(rng, seeds) / seeds
            drawn = np.einsum("rk,kl,rl->r", w, better, w)
            case["interval"] = np.quantile(drawn, [0.025, 0.975]).tolist()
        cases.append(case)
    return cases


def interquartile() -> list[dict]:
    rng = np.random.default_rng(18)
    cases = []
    for settings, seeds in [(1, 3), (3, 5), (2, 10), (6, 8), (3, 7)]:
        scores = rng.beta(8, 2, (settings, seeds)) + rng.normal(0, 0.05, (1, seeds))
        case = {"scores": scores.tolist(),
                "value": stats.trim_mean(scores, 0.25, axis=None)}
        if scores.size >= 20:
            drawn = rng.integers(0, seeds, (RESAMPLES, seeds))
            sets = scores[:, drawn].transpose(1, 0, 2).reshape(RESAMPLES, -1)
            case["interval"] = np.quantile(
                stats.trim_mean(sets, 0.25, axis=1), [0.025, 0.975]).tolist()
        cases.append(case)
    return cases


def expected_best() -> list[dict]:
    """The sum as it is defined; and it is a mean over all ways to draw."""
    rng = np.random.default_rng(25)
    cases = []
    for n in [1, 5, 12]:
        scores = rng.normal(0.8, 0.1, n)
        v, i = np.sort(scores), np.arange(1, n + 1)
        values = [float(v @ ((i / n) ** b - ((i - 1) / n) ** b)) for b in [1, 2, 3, 10]]
        pairs = np.maximum.outer(scores, scores)
        assert abs(values[1] - pairs.mean()) < 1e-12
        cases.append({"scores": scores.tolist(), "budgets": [1, 2, 3, 10], "values": values})
    return cases


def golden() -> dict:
    return {"crossed": crossed(), "equivalence": equivalence(), "improvement": improvement(),
            "interquartile": interquartile(), "expected_best": expected_best()}
