"""S22 to S24, S26, S28 and S29: learning rates and the time to a target."""

import numpy as np
from scipy import stats

BUDGET = 20


def learning_rates() -> list[dict]:
    rng = np.random.default_rng(22)
    grids = [[0.001, 0.01, 0.1, 1], [0.001, 0.003, 0.01, 0.03, 0.1], [0.1, 0.2, 0.5, 1, 2, 5],
             [0.1, 0.2, 0.3, 0.4, 0.5], [0.01, 0.1, 0.15, 0.2, 1], [0.01, 1]]
    even = [True, True, True, False, False, None]
    cases = []
    for rates, is_even in zip(grids, even):
        for tolerance in [None, 0.03]:
            n = len(rates)
            peak = rng.uniform(0, n - 1)
            scores = (0.9 - 0.02 * (np.arange(n)[:, None] - peak) ** 2
                      + rng.normal(0, 0.02, (n, 5)))
            failures = np.where(np.arange(n) > peak + 1, rng.integers(0, 3, n), 0)
            means = scores.mean(axis=1)
            best = int(np.argmax(means))
            lost = means[best] - means
            logs = np.log10(rates)
            area = np.trapezoid(lost, logs) / (logs[-1] - logs[0])
            margin = max(tolerance or 0, scores[best].std(ddof=1))
            usable = (lost <= margin) & (failures == 0)
            first = last = best
            while first > 0 and usable[first - 1]:
                first -= 1
            while last < n - 1 and usable[last + 1]:
                last += 1
            cases.append({
                "rates": rates, "scores": scores.tolist(), "failures": failures.tolist(),
                "tolerance": tolerance, "best": rates[best],
                "sensitivity": {True: lost.mean(), False: area, None: None}[is_even],
                "window": [rates[first], rates[last]], "decades": logs[last] - logs[first],
                "open": first == 0 or last == n - 1, "gap": means[best] - means[0]})
    return cases


def censored(times, reached):
    return stats.CensoredData.right_censored(times, ~reached)


def restricted_mean(survival) -> float:
    """The area under a step function up to the budget."""
    inside = survival.quantiles < BUDGET
    edges = np.concatenate([[0], survival.quantiles[inside], [BUDGET]])
    return float(np.diff(edges) @ np.concatenate([[1], survival.probabilities[inside]]))


def times_to_target() -> list[dict]:
    rng = np.random.default_rng(26)
    cases = []
    for n, m, discrete in [(5, 5, True), (8, 3, True), (30, 25, True), (12, 12, False)]:
        groups = []
        for size, scale in [(n, 10), (m, 16)]:
            t = rng.exponential(scale, size)
            t = np.ceil(t) if discrete else t
            ends = np.minimum(BUDGET, rng.choice([BUDGET, 7], size, p=[0.8, 0.2]))
            groups.append((np.minimum(t, ends), t <= ends))
        survival = [stats.ecdf(censored(*group)).sf for group in groups]
        test = stats.logrank(censored(*groups[0]), censored(*groups[1]))
        drops = np.diff(np.concatenate([[1], survival[0].probabilities])) < 0
        cases.append({
            "times": [times.tolist() for times, _ in groups],
            "reached": [reached.tolist() for _, reached in groups],
            "steps": survival[0].quantiles[drops].tolist(),
            "remaining": survival[0].probabilities[drops].tolist(),
            "means": [restricted_mean(s) for s in survival],
            "z": test.statistic, "p": test.pvalue})
    return cases


def speed() -> list[dict]:
    rng = np.random.default_rng(28)
    cases = []
    for settings, seeds in [(1, 5), (4, 6), (3, 10)]:
        a = np.ceil(rng.exponential(9, (settings, seeds)))
        b = np.ceil(rng.exponential(15, (settings, seeds)))
        counted = [np.minimum(times, BUDGET + 1).mean(axis=0) for times in (b, a)]
        test = stats.ttest_rel(*counted)
        interval = test.confidence_interval(0.95)
        cases.append({
            "a": [[t if t <= BUDGET else None for t in row] for row in a.tolist()],
            "b": [[t if t <= BUDGET else None for t in row] for row in b.tolist()],
            "delta": (counted[0] - counted[1]).mean(), "p": test.pvalue,
            "interval": [interval.low, interval.high],
            "ratio": np.minimum(b, BUDGET).mean() / np.minimum(a, BUDGET).mean()})
    return cases


def profiles() -> list[dict]:
    """The score as an integral over a fine grid is 1e-6 from its closed form."""
    rng = np.random.default_rng(29)
    cases = []
    for settings, levels in [(5, 2), (8, 4), (20, 3)]:
        times = np.ceil(rng.exponential(12, (settings, levels)))
        times[times > BUDGET] = np.inf
        times[0] = np.inf
        kept = np.isfinite(times).any(axis=1)
        ratios = times[kept] / times[kept].min(axis=1, keepdims=True)
        taus = np.linspace(1, 4, 3_000_001)
        scores = [float(np.mean(np.searchsorted(np.sort(r), taus, side="right") / len(r)))
                  for r in ratios.T]
        cases.append({
            "times": [[t if np.isfinite(t) else None for t in row] for row in times.tolist()],
            "dropped": np.flatnonzero(~kept).tolist(), "scores": scores,
            "within_two": (ratios <= 2).mean(axis=0).tolist()})
    return cases


def golden() -> dict:
    return {"learning_rates": learning_rates(), "times": times_to_target(), "speed": speed(),
            "profiles": profiles()}
