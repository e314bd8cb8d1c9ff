"""A sweep read back from its report, and the statistics of its scores, by the rules of sections 2.0 to 2.2.

Written from the rules alone, with pandas, SciPy and statsmodels; nothing here follows Descent's code.
"""

import functools
import itertools
import json
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests

FAILED = {"diverged", "crashed", "timeout"}
SCORED = {"ok", "pruned"} | FAILED


class Cell(NamedTuple):
    """A configuration with a seed: the score that counts, the run's own score, whether it failed."""

    capped: float
    own: float | None
    failed: bool


class Sweep:
    """The plan, the tables, and a cell or None for each configuration and seed."""

    def __init__(self, folder: Path):
        self.plan = json.loads((folder / "plan.json").read_text())
        self.manifest = json.loads((folder / "manifest.json").read_text())
        self.tables = {path.stem: self._table(path) for path in sorted((folder / "data").glob("*.csv"))}
        selection = self.plan["selection"]
        self.maximize, self.at_best = selection["maximize"], selection["atBest"]
        self.part, self.metric = selection["metric"].split("_", 1)
        self.sign = 1 if self.maximize else -1
        self.confidence = self.plan["report"]["confidence"]
        self.sesoi = self.plan["report"].get("sesoi")
        self.configurations = self.plan["configurations"]
        self.seeds = sorted({run["seed"] for run in self.plan["runs"]})
        self.untrained = self._untrained()
        self.runs = self._runs()
        self.cells = [[self._cell(c["configID"], seed) for seed in self.seeds] for c in self.configurations]

    @staticmethod
    def _table(path: Path) -> pd.DataFrame:
        text = ["a", "b", "level", "group", "level_1", "level_2", "best_nuisance"]
        return pd.read_csv(
            path, float_precision="round_trip", keep_default_na=False, na_values=[""],
            dtype={name: str for name in text},
        )  # fmt: skip

    def task(self, config: str) -> tuple[str, str]:
        found = next(c for c in self.configurations if c["configID"] == config)
        return found["dataset"], found["loss"]

    def _untrained(self) -> dict:
        """c0: the median of the metric before training, by data set and loss; a test metric has its twin."""
        history = self.tables["history"]
        part = "val" if self.part == "test" else self.part
        start = history[history["epoch"] == 0]
        values = start[f"{part}_{self.metric}"].to_numpy(float)
        tasks = {config: self.task(config) for config in set(start["config_id"])}
        frame = pd.DataFrame({"task": [tasks[c] for c in start["config_id"]], "value": values})
        return frame.dropna().groupby("task")["value"].median().to_dict()

    def _runs(self) -> dict:
        """By configuration, seed and fold: status, own score and capped score."""
        found = {}
        for row in self.tables["runs"].to_dict("records"):
            failure = self.untrained.get(self.task(row["config_id"]))
            own = self.own_score(row)
            capped = None
            if row["status"] in FAILED:
                capped = failure
            elif own is not None:
                capped = own if failure is None else max(own, failure) if self.maximize else min(own, failure)
            fold = row["fold"] if not pd.isna(row["fold"]) else 0
            found[row["config_id"], row["seed"], fold] = row["status"], own, capped
        return found

    def own_score(self, run: dict) -> float | None:
        """The metric at the last epoch, or at the first of the best ones; nothing where the run failed."""
        if run["status"] not in SCORED - FAILED:
            return None
        if self.part == "test":
            value = run[f"test_{self.metric}"]
        else:
            history = self.histories[run["run_id"]]
            if not self.at_best:
                value = history[-1]
            else:
                known = history[~np.isnan(history)]
                value = math.nan if not len(known) else known.max() if self.maximize else known.min()
        return None if math.isnan(value) else float(value)

    @functools.cached_property
    def histories(self) -> dict[str, np.ndarray]:
        groups = self.tables["history"].groupby("run_id")[f"{self.part}_{self.metric}"]
        return {run: values.to_numpy(float) for run, values in groups}

    @functools.cached_property
    def planned(self) -> dict:
        """The folds planned of each configuration and seed."""
        folds = {}
        for run in self.plan["runs"]:
            folds.setdefault((run["configID"], run["seed"]), []).append(run.get("fold") or 0)
        return folds

    def _cell(self, config: str, seed: int) -> Cell | None:
        """The mean over the folds, to 12 digits; None where one is missing."""
        runs = [self.runs.get((config, seed, fold)) for fold in self.planned.get((config, seed), [])]
        if not runs or any(run is None or run[2] is None for run in runs):
            return None
        owns = [run[1] for run in runs]
        return Cell(
            fold_mean([run[2] for run in runs]),
            None if None in owns else fold_mean(owns),
            any(run[0] in FAILED for run in runs),
        )

    def oriented(self, configuration: int, seeds: list[int]) -> np.ndarray:
        """Capped scores, turned so that larger is better."""
        return np.array([self.sign * self.cells[configuration][k].capped for k in seeds])

    def present(self, configuration: int) -> list[bool]:
        return [cell is not None for cell in self.cells[configuration]]


def fold_mean(values: list[float]) -> float:
    if len(values) == 1:
        return values[0]
    mean = math.fsum(values) / len(values)
    return float(f"{mean:.11e}")


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
