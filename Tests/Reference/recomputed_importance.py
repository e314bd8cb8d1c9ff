"""importance.csv and interactions.csv: what the factors of a sweep account for."""

import functools
import itertools
import math
from collections import Counter

import numpy as np
from recomputed_statistics import complete_block, mean
from recomputed_sweep import Sweep
from scipy import stats

# What Descent draws, and what is drawn here, where not all resamples can be counted.
DRAWS, OWN_DRAWS = 10_000, 50_000
COUNTED_SEEDS = 8
# So many standard errors of a share of draws are chance.
CHANCE = 5.0
SHOWN_PAIRS = 3


def factors_of(sweep: Sweep) -> list[dict]:
    """What is compared and what else varies, by path, levels and each configuration's level.

    What one component alone has belongs to that component, and is no factor of its own.
    """
    comparisons = sweep.plan["comparisons"]
    compared = {comparison["path"] for comparison in comparisons}
    owned = {path for comparison in comparisons for path in comparison["ownPaths"]} - compared
    sources = [(c["path"], c["levels"], "comparisonLevels") for c in comparisons]
    sources += [
        (f["path"], f["levels"], "factorLevels")
        for f in sweep.plan["factors"]
        if f["path"] not in compared | owned
    ]
    return [
        {"path": path, "levels": levels, "of": [c[key].get(path) for c in sweep.configurations]}
        for path, levels, key in sources
    ]


def whole_cells(sweep: Sweep) -> tuple[list[int], np.ndarray]:
    """The configurations and the scores [configuration][seed] of the largest complete block."""
    block = complete_block([sweep.present(i) for i in range(len(sweep.configurations))])
    if block is None:
        return [], np.empty((0, 0))
    rows, seeds = block
    return rows, np.array([[sweep.cells[i][k].capped for k in seeds] for i in rows])


# MARK: - Analysis of variance


def indicators(*columns: list) -> np.ndarray:
    """A column for each combination of levels that occurs."""
    keys = list(zip(*columns))
    kinds = sorted(set(keys), key=str)
    return np.array([[key == kind for kind in kinds] for key in keys], dtype=float)


def basis(matrix: np.ndarray) -> np.ndarray:
    """An orthonormal basis of the columns' span."""
    u, s, _ = np.linalg.svd(matrix, full_matrices=False)
    return u[:, s > 1e-8 * s[0]] if len(s) and s[0] > 0 else u[:, :0]


def added(extra: np.ndarray, to: list[np.ndarray]) -> np.ndarray:
    """A basis of what `extra` adds to the span of a constant and `to`."""
    before = basis(np.hstack([np.ones((len(extra), 1)), *to]))
    rest = extra - before @ (before.T @ extra)
    return basis(np.where(np.abs(rest) < 1e-9, 0, rest))


def leading_comparison(sweep: Sweep, terms: list[dict]) -> str | None:
    """What accounts for most, of what is compared; of shares equal to 12 decimals the first. Never the data."""
    paths = [comparison["path"] for comparison in sweep.plan["comparisons"]]
    compared = [path for path in paths if not path.startswith("data")]
    terms = [term for term in terms if term["term"] in compared]
    return max(terms, key=lambda term: round(term["share"], 12))["term"] if terms else None


def importance_table(sweep: Sweep) -> list[dict]:
    """S19 by least squares, of type II: the exact shares where all combinations ran equally often."""
    rows, scores = whole_cells(sweep)
    factors = [f for f in factors_of(sweep) if len({f["of"][i] for i in rows}) > 1]
    if not factors or is_constant(scores):
        return []
    levels = [[factor["of"][i] for i in rows] for factor in factors]
    sizes = [len(set(column)) for column in levels]
    counts = Counter(zip(*levels))
    is_balanced = len(counts) == math.prod(sizes) and len(set(counts.values())) == 1
    terms = [(i,) for i in range(len(factors))] + list(itertools.combinations(range(len(factors)), 2))
    columns = {term: indicators(*(levels[i] for i in term)) for term in terms}
    result = []
    for term in terms:
        others = [columns[t] for t in terms if t != term and not set(t) >= set(term)]
        part = added(columns[term], others)
        if part.shape[1] > 0:
            name = ":".join(factors[i]["path"] for i in term)
            result.append(term_row(name, len(term), part, scores, sweep.confidence))
    model = added(np.hstack(list(columns.values())), [])
    everything = added(np.eye(len(rows)), [])
    if model.shape[1] < len(rows) - 1:
        rest = added(everything, [model])
        result.append(term_row("higher_order", math.nan, rest, scores, sweep.confidence))
    method = "exact" if is_balanced else "approximate"
    noise = noise_row(scores, sweep.confidence)
    return [row | {"method": method} for row in result + ([noise] if noise else [])]


def is_constant(scores: np.ndarray) -> bool:
    unit = 1e-12 * np.abs(scores).max()
    return scores.mean(axis=1).var() <= unit * unit


def centred(scores: np.ndarray) -> np.ndarray:
    return scores - scores.mean()


def term_row(name: str, order: float, part: np.ndarray, scores: np.ndarray, confidence: float) -> dict:
    y = centred(scores)
    count, seeds = y.shape
    projected = part.T @ y
    means = y.mean(axis=1)
    between = means - means.mean()
    square = seeds * np.sum(projected.mean(axis=1) ** 2)
    total = np.sum(y**2)
    within = np.sum((y - means[:, None]) ** 2)

    def share(weights):
        m = y @ weights.T
        whole = ((m - m.mean(axis=0)) ** 2).sum(axis=0)
        own = ((projected @ weights.T) ** 2).sum(axis=0)
        return np.divide(own, whole, out=np.full(len(own), np.nan), where=whole > floor(scores) * count)

    low, high = bootstrap(share, seeds, confidence)
    row = {
        "term": name, "order": order, "share": square / (seeds * np.sum(between**2)), "ci_lo": low,
        "ci_hi": high, "eta_sq": square / total, "omega_sq": math.nan, "p": math.nan,
    }  # fmt: skip
    if seeds > 1 and within > floor(scores) * y.size:
        df, df_within = part.shape[1], count * (seeds - 1)
        error = within / df_within
        row["omega_sq"] = (square - df * error) / (total + error)
        row["p"] = stats.f.sf(square / df / error, df, df_within)
    return row


def noise_row(scores: np.ndarray, confidence: float) -> dict | None:
    y = centred(scores)
    seeds = y.shape[1]
    # The weighted variance as a sum over pairs of seeds: equal scores have none, not even of rounding.
    pairs = ((y[:, :, None] - y[:, None, :]) ** 2).mean(axis=0) / 2

    def share(weights):
        within = ((weights @ pairs) * weights).sum(axis=1)
        total = (y @ weights.T).var(axis=0) + within
        return np.divide(within, total, out=np.full(len(total), np.nan), where=total > floor(scores))

    if seeds < 2:
        return None
    low, high = bootstrap(share, seeds, confidence)
    empty = dict.fromkeys(["eta_sq", "omega_sq", "p"], math.nan)
    even = np.full((1, seeds), 1 / seeds)
    return {"term": "seed_noise", "order": 0, "share": share(even)[0], "ci_lo": low, "ci_hi": high} | empty


def floor(scores: np.ndarray) -> float:
    """A variance that is rounding."""
    return (1e-12 * np.abs(scores).max()) ** 2


# MARK: - Bootstrap


@functools.cache
def resamples(seeds: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the seeds and the probability of each: all there are, or many draws."""
    if seeds > COUNTED_SEEDS:
        draws = np.random.default_rng(seeds).multinomial(seeds, np.full(seeds, 1 / seeds), OWN_DRAWS)
        return draws / seeds, np.full(OWN_DRAWS, 1 / OWN_DRAWS)
    bags = list(itertools.combinations_with_replacement(range(seeds), seeds))
    counts = np.array([np.bincount(bag, minlength=seeds) for bag in bags])
    return counts / seeds, stats.multinomial.pmf(counts, seeds, np.full(seeds, 1 / seeds))


def bootstrap(statistic, seeds: int, confidence: float) -> tuple:
    """The ends of the percentile interval, each with the range that chance or 3 % of the width explain."""
    if seeds < 3:
        return math.nan, math.nan
    weights, odds = resamples(seeds)
    values = statistic(weights)
    known = ~np.isnan(values)
    if not known.any():
        return math.nan, math.nan
    order = np.argsort(values[known])
    values, odds = values[known][order], odds[known][order]
    cumulative = np.cumsum(odds) / odds.sum()

    def quantile(p):
        return values[min(np.searchsorted(cumulative, p), len(values) - 1)]

    tails = (1 - confidence) / 2, (1 + confidence) / 2
    slack = 0.03 * (quantile(tails[1]) - quantile(tails[0])) + 1e-9
    ends = []
    for p in tails:
        error = CHANCE * math.sqrt(p * (1 - p) * (1 / DRAWS + 1 / OWN_DRAWS))
        ends.append((quantile(p), quantile(max(0, p - error)) - 1e-9, quantile(min(1, p + error)) + 1e-9))
    return tuple((q, min(low, q - slack), max(high, q + slack)) for q, low, high in ends)


# MARK: - Interactions


def interactions_table(sweep: Sweep, terms: list[dict]) -> list[dict]:
    """S20 for the pairs with the largest shares; shares that are equal to 12 decimals stand in order."""
    rows, scores = whole_cells(sweep)
    factors = {factor["path"]: factor for factor in factors_of(sweep)}
    places = {path: place for place, path in enumerate(factors)}
    pairs = [term for term in terms if term["order"] == 2]
    pairs.sort(key=lambda t: (-round(t["share"], 12), *(places[path] for path in t["term"].split(":"))))
    result = []
    for pair in pairs[:SHOWN_PAIRS]:
        first, second = (factors[path] for path in pair["term"].split(":"))
        cells = [[pair_cell(sweep, rows, scores, first, a, second, b) for b in second["levels"]]
                 for a in first["levels"]]  # fmt: skip
        block = complete_block([[cell["n"] > 0 for cell in line] for line in cells])
        table = np.array([[cells[i][j]["mean"] for j in block[1]] for i in block[0]])
        rest = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
        for (i, line), (j, column) in itertools.product(enumerate(block[0]), enumerate(block[1])):
            cells[line][column]["residual"] = rest[i, j]
        result += [cell for line in cells for cell in line]
    return result


def pair_cell(sweep, rows, scores, first, a, second, b) -> dict:
    inside = [place for place, i in enumerate(rows) if first["of"][i] == a and second["of"][i] == b]
    own = whole_own(sweep, rows)
    return {
        "factor_1": first["path"], "level_1": a, "factor_2": second["path"], "level_2": b,
        "n": len(inside) * scores.shape[1], "n_ok": int(own[inside].sum()),
        "mean": mean(scores[inside]) if inside else math.nan, "residual": math.nan,
    }  # fmt: skip


def whole_own(sweep: Sweep, rows: list[int]) -> np.ndarray:
    _, seeds = complete_block([sweep.present(i) for i in range(len(sweep.configurations))])
    return np.array([sum(sweep.cells[i][k].own is not None for k in seeds) for i in rows])
