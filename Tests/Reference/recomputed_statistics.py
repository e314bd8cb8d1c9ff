"""Statistics of scores, by the rules of sections 2.0 to 2.2, with pandas, SciPy and statsmodels."""

import functools
import itertools
import math

import numpy as np
import pandas as pd
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests

# MARK: - Rules


class Ties:
    """Differences rounded to 12 significant digits of the largest score."""

    def __init__(self, scores):
        largest = max((abs(float(x)) for x in np.ravel(scores)), default=0.0)
        self.quantum = 10.0 ** (math.floor(math.log10(largest)) - 11) if largest > 0 else 0.0

    def difference(self, a, b):
        d = np.asarray(a, float) - np.asarray(b, float)
        return np.round(d / self.quantum) * self.quantum if self.quantum > 0 else d


def complete_block(present: list[list[bool]]) -> tuple[list[int], list[int]] | None:
    """The rows and seeds of the largest block without a gap; more seeds, then smaller seeds win ties."""
    table = np.array(present, dtype=bool)
    if table.size == 0 or not table.any():
        return None
    width = table.shape[1]
    gaps = (~table) @ (1 << np.arange(width))
    subsets = np.arange(1, 1 << width)
    rows = ((gaps[:, None] & subsets[None, :]) == 0).sum(axis=0)
    sizes = np.array([bin(s).count("1") for s in subsets])
    cells = rows * sizes
    best = np.flatnonzero((cells == cells.max()))
    best = best[sizes[best] == sizes[best].max()]
    seeds = min([k for k in range(width) if subsets[i] >> k & 1] for i in best)
    return [i for i in range(len(table)) if table[i, seeds].all()], seeds


# MARK: - Statistics


def mean(values) -> float:
    return float(np.mean(values)) if len(values) else math.nan


def deviation(values) -> float:
    if len(values) < 2:
        return math.nan
    return 0.0 if np.ptp(values) == 0 else float(pd.Series(values).std())


def t_interval(values, confidence: float) -> tuple[float, float]:
    if len(values) < 2:
        return math.nan, math.nan
    if np.ptp(values) == 0:
        return float(values[0]), float(values[0])
    return tuple(stats.ttest_1samp(values, 0).confidence_interval(confidence))


def holm(values: list[float]) -> list[float]:
    adjusted = np.array(values, dtype=float)
    known = ~np.isnan(adjusted)
    if known.any():
        adjusted[known] = multipletests(adjusted[known], method="holm")[1]
    return list(adjusted)


@functools.cache
def detectable(seeds: int, alpha: float) -> float:
    """S15 in standard deviations.

    With u the root of a chi-squared number over its degrees of freedom, the power at noncentrality c is the
    mean over u of P(Z > tu - c) + P(Z < -tu - c). statsmodels' TTestPower says the same where it does not
    give NaN, as SciPy's noncentral t does far from 0.
    """
    t = stats.t.ppf(1 - alpha / 2, seeds - 1)
    u, weights = QUADRATURE
    weights = weights * stats.chi(seeds - 1, scale=1 / math.sqrt(seeds - 1)).pdf(u)

    def missing(effect):
        c = effect * math.sqrt(seeds)
        return weights @ (stats.norm.sf(t * u - c) + stats.norm.cdf(-t * u - c)) - 0.8

    return optimize.brentq(missing, 0.0, 300.0, xtol=1e-13, rtol=1e-13)


def quadrature(end: float, panels: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights of Gauss's rule in each of some panels from 0 on."""
    nodes, weights = np.polynomial.legendre.leggauss(20)
    width = end / panels
    starts = np.arange(panels)[:, None] * width
    return (starts + width * (nodes + 1) / 2).ravel(), np.tile(weights * width / 2, panels)


QUADRATURE = quadrature(10, 400)


@functools.cache
def sign_patterns(count: int) -> np.ndarray:
    return np.array(list(itertools.product([1, -1], repeat=count)))


def sign_flip(differences: np.ndarray) -> float:
    """S7, all patterns."""
    sums = np.abs(sign_patterns(len(differences)) @ differences)
    slack = 1e-12 * np.abs(differences).sum()
    return float((sums >= abs(differences.sum()) - slack).mean())


def superiority(a: np.ndarray, b: np.ndarray, ties: Ties) -> float:
    """S10: the share of pairs of runs in which a is better, ties half, averaged over the settings."""
    signs = np.sign(ties.difference(a[:, :, None], b[:, None, :]))
    return float(((signs + 1) / 2).mean())


def crossed(differences: np.ndarray, confidence: float) -> tuple[float, float, float]:
    """S6: p and the interval, with settings and seeds both random."""
    count, seeds = differences.shape
    mean = differences.mean()
    by_setting, by_seed = differences.mean(axis=1), differences.mean(axis=0)
    settings_square = seeds * ((by_setting - mean) ** 2).sum() / (count - 1)
    seeds_square = count * ((by_seed - mean) ** 2).sum() / (seeds - 1)
    rest = differences - by_setting[:, None] - by_seed + mean
    error_square = (rest**2).sum() / ((count - 1) * (seeds - 1))
    variance = max(settings_square + seeds_square - error_square, settings_square, seeds_square)
    error = math.sqrt(variance / differences.size)
    if error <= 1e-12 * np.abs(differences).max():
        return math.nan, math.nan, math.nan
    distribution = stats.t(min(count, seeds) - 1)
    reach = error * distribution.ppf((1 + confidence) / 2)
    return 2 * distribution.sf(abs(mean) / error), mean - reach, mean + reach


def wilcoxon(differences: np.ndarray) -> float:
    """S8: zeros dropped, exact with ties."""
    kept = differences[differences != 0]
    return float(stats.wilcoxon(kept, method="auto").pvalue)


def paired(a: np.ndarray, b: np.ndarray, confidence: float) -> dict:
    """S5, S7, S9, S10, S11 and S15 of scores [setting][seed], larger is better."""
    ties = Ties([a, b])
    per_seed = (a - b).mean(axis=0)
    seeds = len(per_seed)
    signs = np.sign(ties.difference(a, b))
    result = {
        "n_settings": len(a), "n_seeds": seeds, "n_pairs": a.size, "delta": per_seed.mean(),
        "wins": int((signs > 0).sum()), "ties": int((signs == 0).sum()), "losses": int((signs < 0).sum()),
        "poi": superiority(a, b, ties), "identical": bool((signs == 0).all()),
    }  # fmt: skip
    missing = dict.fromkeys(["ci_lo", "ci_hi", "p", "p_exact", "dz", "gz", "detectable"], math.nan)
    if seeds < 2 or len(set(ties.difference(per_seed, 0))) == 1:
        return result | missing
    low, high = t_interval(per_seed, confidence)
    dz = per_seed.mean() / deviation(per_seed)
    return result | {
        "ci_lo": low, "ci_hi": high, "p": stats.ttest_rel(a.mean(axis=0), b.mean(axis=0)).pvalue,
        "p_exact": sign_flip(per_seed), "dz": dz, "gz": dz * (1 - 3 / (4 * (seeds - 1) - 1)),
        "detectable": detectable(seeds, round(1 - confidence, 12)) * deviation(per_seed),
    }  # fmt: skip
