"""S19 and S20: importance by analysis of variance, and residuals of interactions."""

import itertools

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf
from statsmodels.stats.anova import anova_lm

RESAMPLES = 100_000
NAMES = "abcdef"


def configurations(levels: list[int]) -> np.ndarray:
    return np.array(list(itertools.product(*[range(count) for count in levels])))


def made_scores(rng, table: np.ndarray, seeds: int, noise: float) -> np.ndarray:
    """Main effects, an interaction of the first two factors, noise of the seed and of the run."""
    effects = [rng.normal(0, 0.05, table[:, i].max() + 1) for i in range(table.shape[1])]
    means = 0.8 + sum(effect[table[:, i]] for i, effect in enumerate(effects))
    if table.shape[1] > 1:
        pair = rng.normal(0, 0.03, (table[:, 0].max() + 1, table[:, 1].max() + 1))
        means = means + pair[table[:, 0], table[:, 1]]
    return (means[:, None] + rng.normal(0, 0.01, (1, seeds))
            + rng.normal(0, noise, (len(table), seeds)))


def long_table(table: np.ndarray, scores: np.ndarray) -> pd.DataFrame:
    rows = [[*levels, score] for levels, row in zip(table, scores) for score in row]
    return pd.DataFrame(rows, columns=[*NAMES[:table.shape[1]], "y"])


def terms_of(count: int) -> list[tuple[int, ...]]:
    return [(i,) for i in range(count)] + list(itertools.combinations(range(count), 2))


def term_name(term: tuple[int, ...]) -> str:
    return ":".join(f"C({NAMES[i]})" for i in term)


def full_grid_shares(scores: np.ndarray, levels: list[int]) -> np.ndarray:
    """The shares of all terms by marginal means of `scores` `[..., configuration]`."""
    grid = scores.reshape(scores.shape[:-1] + tuple(levels))
    axes = tuple(range(grid.ndim - len(levels), grid.ndim))
    centred = grid - grid.mean(axis=axes, keepdims=True)

    def effect(term):
        others = tuple(axis for i, axis in enumerate(axes) if i not in term)
        mean = centred.mean(axis=others, keepdims=True)
        return mean - (effect(term[:1]) + effect(term[1:]) if len(term) == 2 else 0)

    whole = (centred ** 2).mean(axis=axes)
    return np.stack(
        [(effect(t) ** 2).mean(axis=axes) / whole for t in terms_of(len(levels))], axis=-1)


def exact(rng, levels: list[int], seeds: int, noise: float, interval: bool) -> dict:
    table = configurations(levels)
    scores = made_scores(rng, table, seeds, noise)
    formula = "y ~ " + " * ".join(f"C({NAMES[i]})" for i in range(len(levels)))
    model = smf.ols(formula, long_table(table, scores)).fit()
    anova = anova_lm(model, typ=2)
    residual = anova.loc["Residual"]
    total = anova.sum_sq.sum()
    means = total - residual.sum_sq
    within = residual.sum_sq / residual.df

    def term(factors, square, degrees, p=None):
        return {"factors": list(factors), "degrees": int(degrees), "share": square / means,
                "eta": square / total, "omega": (square - degrees * within) / (total + within),
                "p": p}

    terms = []
    for factors in terms_of(len(levels)):
        row = anova.loc[term_name(factors)]
        terms.append(term(factors, row.sum_sq, row.df, row["PR(>F)"]))
    higher = [row for name, row in anova.iterrows() if str(name).count(":") > 1]
    if higher:
        square, degrees = sum(r.sum_sq for r in higher), sum(r.df for r in higher)
        contrast = np.zeros((int(degrees), len(model.params)))
        for i, j in enumerate(k for k, name in enumerate(model.params.index)
                              if name.count(":") > 1):
            contrast[i, j] = 1
        terms.append(term((), square, degrees, float(model.f_test(contrast).pvalue)))
    case = {"levels": table.tolist(), "scores": scores.tolist(), "method": "exact",
            "terms": terms, "noise": residual.sum_sq / total,
            "per_seed": full_grid_shares(scores.T, levels).T.tolist()}
    if interval:
        drawn = rng.integers(0, seeds, (RESAMPLES, seeds))
        weights = np.stack([(drawn == k).mean(axis=1) for k in range(seeds)], axis=1)
        resampled = weights @ scores.T
        shares = full_grid_shares(resampled, levels)
        grand = resampled.mean(axis=1)
        whole = weights @ (scores ** 2).mean(axis=0) - grand ** 2
        between = (resampled ** 2).mean(axis=1) - grand ** 2
        case["intervals"] = np.quantile(shares, [0.025, 0.975], axis=0).T.tolist()
        case["noise_interval"] = np.quantile(1 - between / whole, [0.025, 0.975]).tolist()
    return case


def indicators(cells) -> np.ndarray:
    return np.stack([cells == cell for cell in np.unique(cells)], axis=1).astype(float)


def approximate(rng, levels: list[int], seeds: int, kept: float, repeated: int = 0) -> dict:
    """Type II sums of squares as differences of residuals of least-squares fits."""
    table = configurations(levels)
    table = table[np.sort(rng.permutation(len(table))[:int(kept * len(table))])]
    table = np.vstack([table, table[:repeated]])
    scores = made_scores(rng, table, seeds, 0.01)
    means = scores.mean(axis=1)
    terms = terms_of(len(levels))

    def fit(included) -> tuple[float, int]:
        columns = [np.ones((len(table), 1))]
        for term in included:
            cells = np.ravel_multi_index(table[:, term].T, [levels[i] for i in term])
            columns.append(indicators(cells))
        design = np.hstack(columns)
        solution, _, rank, _ = np.linalg.lstsq(design, means, rcond=1e-10)
        return float(((means - design @ solution) ** 2).sum()), int(rank)

    whole = float(((means - means.mean()) ** 2).sum())
    rows = []
    for term in terms:
        others = [t for t in terms if t != term and not set(t) >= set(term)]
        (before, small), (after, large) = fit(others), fit(others + [term])
        if large > small:
            rows.append({"factors": list(term), "degrees": large - small,
                         "share": (before - after) / whole})
    left, rank = fit(terms)
    if len(table) > rank:
        rows.append({"factors": [], "degrees": len(table) - rank, "share": left / whole})
    if all(row["degrees"] == np.prod([levels[i] - 1 for i in row["factors"]])
           for row in rows if row["factors"]):
        data = long_table(table, means[:, None])
        formula = "y ~ (" + " + ".join(f"C({NAMES[i]})" for i in range(len(levels))) + ") ** 2"
        anova = anova_lm(smf.ols(formula, data).fit(), typ=2)
        for row in rows:
            if row["factors"]:
                other = anova.loc[term_name(tuple(row["factors"]))].sum_sq / whole
                assert abs(other - row["share"]) < 1e-9, (row, other)
    return {"levels": table.tolist(), "scores": scores.tolist(), "method": "approximate",
            "terms": rows}


def importance() -> list[dict]:
    rng = np.random.default_rng(19)
    return [
        exact(rng, [3], 4, 0.02, False),
        exact(rng, [2, 3], 2, 0.02, False),
        exact(rng, [3, 4], 10, 0.02, True),
        exact(rng, [2, 3, 2], 5, 0.01, False),
        exact(rng, [3, 2, 3], 8, 0.05, True),
        exact(rng, [2, 2, 3, 2], 3, 0.01, False),
        approximate(rng, [3, 4], 3, 0.8),
        approximate(rng, [3, 3, 4], 2, 0.9),
        approximate(rng, [3, 3, 4], 4, 0.5),
        approximate(rng, [2, 3, 2], 3, 1, repeated=4),
        approximate(rng, [4, 4, 4], 2, 0.15),
    ]


def interactions() -> list[dict]:
    rng = np.random.default_rng(20)
    cases = []
    for rows, columns in [(2, 2), (3, 4), (6, 2), (1, 3)]:
        m = rng.normal(0.8, 0.05, (rows, columns))
        residuals = m - m.mean(1, keepdims=True) - m.mean(0, keepdims=True) + m.mean()
        cases.append({"means": m.tolist(), "residuals": residuals.tolist()})
    return cases


def golden() -> dict:
    return {"importance": importance(), "interactions": interactions()}
