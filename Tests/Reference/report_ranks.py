"""S8, S16, S17 and S30: ranks, signs and trends, with exact distributions by enumeration."""

import itertools
import math

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar


def studentized_ranges() -> list[dict]:
    return [{"count": k, "p": p, "quantile": stats.studentized_range.ppf(p, k, np.inf)}
            for k in [2, 3, 5, 10, 20] for p in [0.5, 0.9, 0.95, 0.99]]


def friedman() -> list[dict]:
    rng = np.random.default_rng(17)
    cases = []
    for settings, levels, digits in [(6, 3, 2), (8, 4, 2), (12, 5, 1), (30, 10, 4), (2, 3, 3)]:
        scores = np.round(rng.normal(0.8, 0.1, (settings, levels))
                          + np.linspace(0, 0.1, levels), digits)
        result = stats.friedmanchisquare(*scores.T)
        ranks = stats.rankdata(-scores, axis=1).mean(axis=0)
        chi = result.statistic
        f = (settings - 1) * chi / (settings * (levels - 1) - chi)
        q = stats.studentized_range.ppf(0.95, levels, np.inf) / math.sqrt(2)
        cases.append({
            "scores": scores.tolist(), "ranks": ranks.tolist(), "chi": chi, "chi_p": result.pvalue,
            "f": f, "p": stats.f.sf(f, levels - 1, (levels - 1) * (settings - 1)),
            "difference": q * math.sqrt(levels * (levels + 1) / (6 * settings))})
    return cases


def mcnemar_cases() -> list[dict]:
    """The one-sided p is half of the two-sided one, where that is below 1."""
    cases = []
    for b, c in [(5, 0), (0, 0), (3, 3), (1, 9), (12, 4), (40, 70)]:
        cases.append({"a": b, "b": c,
                      "p": mcnemar([[7, b], [c, 11]], exact=True).pvalue,
                      "fewer_a": stats.binom.cdf(b, b + c, 0.5) if b + c else 1.0})
    return cases


def signed_rank() -> list[dict]:
    rng = np.random.default_rng(8)
    cases = []
    for n, digits in [(3, 2), (8, 2), (10, 1), (12, 1), (13, 3), (40, 6)]:
        d = np.round(rng.normal(0.3, 0.6, n), digits)
        kept = d[d != 0]
        ranks = stats.rankdata(np.abs(kept))
        plus, minus = ranks[kept > 0].sum(), ranks[kept < 0].sum()
        if n > 13:
            result = stats.wilcoxon(kept, method="exact")
        else:
            method = stats.PermutationMethod(n_resamples=np.inf)
            result = stats.wilcoxon(kept, method=method)
        walsh = [(d[i] + d[j]) / 2 for i in range(n) for j in range(i + 1)]
        cases.append({"differences": d.tolist(), "statistic": result.statistic,
                      "p": result.pvalue, "biserial": (plus - minus) / (plus + minus),
                      "pseudomedian": float(np.median(walsh))})
    return cases


def row_distribution(ranks) -> dict[float, float]:
    sums = {}
    for order in itertools.permutations(ranks):
        total = float(np.dot(order, np.arange(1, len(ranks) + 1)))
        sums[total] = sums.get(total, 0) + 1 / math.factorial(len(ranks))
    return sums


def page_tails(ranks: np.ndarray, statistic: float) -> tuple[float, float]:
    """Every order of every row, added up."""
    sums = {0.0: 1.0}
    for row in ranks:
        added = {}
        for total, share in sums.items():
            for more, other in row_distribution(row).items():
                added[total + more] = added.get(total + more, 0) + share * other
        sums = added
    return (sum(p for total, p in sums.items() if total >= statistic),
            sum(p for total, p in sums.items() if total <= statistic))


def trends() -> list[dict]:
    rng = np.random.default_rng(30)
    cases = []
    grids = [([1.0, 2, 4], 5, 3), ([0.1, 0.01, 1, 10], 6, 3), ([0.0, 0.1, 0.2, 0.5, 0.9], 4, 1),
             ([2.0 ** i for i in range(6)], 3, 6), ([2.0 ** i for i in range(10)], 5, 1),
             ([1.0, 2, 3], 25, 3)]
    for levels, seeds, digits in grids:
        x = np.log10(levels) if min(levels) > 0 else stats.rankdata(levels)
        y = np.round(0.5 + 0.03 * x[:, None] + rng.normal(0, 0.08, (len(levels), seeds)), digits)
        slopes = [stats.linregress(x, column).slope for column in y.T]
        test = stats.ttest_1samp(slopes, 0)
        interval = test.confidence_interval(0.95)
        table = y[np.argsort(x)].T
        ranks = stats.rankdata(table, axis=1)
        small = len(levels) <= 8 and seeds <= 20
        page = stats.page_trend_test(table, method="exact" if small else "asymptotic")
        tied = any(len(set(row)) < len(row) for row in ranks)
        if small:
            up, down = page_tails(ranks, page.statistic)
            assert tied or abs(up - page.pvalue) < 1e-12
        else:
            n, middle = len(levels), (len(levels) + 1) / 2
            variance = sum(((row - middle) ** 2).sum() for row in ranks) * n * (n * n - 1) / 12 / (
                n - 1)
            z = (page.statistic - seeds * n * middle ** 2) / math.sqrt(variance)
            up, down = stats.norm.sf(z), stats.norm.cdf(z)
            assert tied or abs(up - page.pvalue) < 1e-12
        cases.append({"levels": levels, "scores": y.tolist(), "slopes": slopes, "p": test.pvalue,
                      "interval": [interval.low, interval.high], "statistic": page.statistic,
                      "increasing": up, "decreasing": down})
    return cases


def golden() -> dict:
    return {"studentized_ranges": studentized_ranges(), "friedman": friedman(),
            "mcnemar": mcnemar_cases(), "signed_rank": signed_rank(), "trends": trends()}
