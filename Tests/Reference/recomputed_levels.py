"""comparisons.csv and main_effects.csv: the levels of a factor, over the grid and at their best."""

import itertools
import math
from collections import Counter

import numpy as np
from recomputed_statistics import Ties, complete_block, crossed, holm, mean, paired, t_interval, wilcoxon
from recomputed_sweep import Sweep

# From how many levels on each is compared with the baseline alone.
BASELINE_FROM = 7
# Below this many seeds a tuned choice uses the seed that it is scored on.
LEAVE_ONE_OUT_FROM = 3


class Grid:
    """The configurations of a compared factor by level and setting: all that the level does not fix."""

    def __init__(self, sweep: Sweep, comparison: dict, tuned: bool, dataset: str | None = None):
        self.sweep = sweep
        self.dataset = dataset
        self.path = comparison["path"]
        self.levels = comparison["levels"]
        varied = [factor["path"] for factor in sweep.plan["factors"]]
        self.tuned_paths = [p for p in varied if p in sweep.plan["tune"] and p != self.path]
        own = {self.path, *comparison["ownPaths"], *(self.tuned_paths if tuned else [])}
        shared = [path for path in varied if path not in own]
        self.rows = {level: {} for level in self.levels}
        self.settings = []
        for index, configuration in enumerate(sweep.configurations):
            level = configuration["comparisonLevels"].get(self.path)
            if level is None or dataset not in (None, configuration["dataset"]):
                continue
            setting = tuple(configuration["factorLevels"].get(path) for path in shared)
            if setting not in self.settings:
                self.settings.append(setting)
            self.rows[level].setdefault(setting, []).append(index)

    def settings_of(self, *levels: str) -> list[tuple]:
        return [s for s in self.settings if all(s in self.rows[level] for level in levels)]

    @property
    def has_choice(self) -> bool:
        return any(len(rows) > 1 for level in self.rows.values() for rows in level.values())

    # MARK: - Tuned values

    def tuning(self, configuration: int) -> str:
        levels = self.sweep.configurations[configuration]["factorLevels"]
        return ", ".join(f"{p.split('.')[-1]} {levels[p]}" for p in self.tuned_paths if p in levels) or "-"

    def tuning_order(self, configuration: int) -> tuple:
        order = []
        for factor in self.sweep.plan["factors"]:
            if factor["path"] in self.tuned_paths:
                level = self.sweep.configurations[configuration]["factorLevels"].get(factor["path"])
                number = as_number(level)
                order.append(factor["levels"].index(level) if number is None else number)
        return *order, configuration

    def is_at_edge(self, best: int, candidates: list[int]) -> bool:
        for path in self.tuned_paths:
            levels = {i: self.sweep.configurations[i]["factorLevels"].get(path) for i in candidates}
            values = {i: as_number(level) for i, level in levels.items()}
            tried = {value for value in values.values() if value is not None}
            if len(tried) > 1 and values[best] in (min(tried), max(tried)):
                return True
        return False

    def choose(self, candidates: list[int], seeds: list[int]) -> tuple[int, list[int]]:
        """S21: the best configuration over all seeds, and for each seed the best over the other ones."""
        candidates = sorted(candidates, key=self.tuning_order)
        table = np.array([self.sweep.oriented(i, seeds) for i in candidates])
        ties = Ties(table)

        def best(columns):
            means = table[:, columns].mean(axis=1)
            winner = 0
            for row in range(1, len(means)):
                if ties.difference(means[row], means[winner]) > 0:
                    winner = row
            return candidates[winner]

        every = list(range(len(seeds)))
        if len(seeds) < LEAVE_ONE_OUT_FROM:
            return best(every), [best(every)] * len(seeds)
        return best(every), [best([k for k in every if k != left]) for left in every]


def as_number(level: str | None) -> float | None:
    try:
        return float(level)
    except (TypeError, ValueError):
        return None


# MARK: - Pairs


def pair_row(grid: Grid, a: str, b: str, view: str) -> dict:
    sweep = grid.sweep
    shared = grid.settings_of(a, b)
    row = {
        "factor": grid.path, "a": a, "b": b, "metric": sweep.plan["selection"]["metric"], "view": view,
        "dataset": grid.dataset or "-", "scope": "grid", "correction": "holm", "test": "-",
        "confirmatory": False,
        "n_planned": len(shared) * len(sweep.seeds), "n_settings": 0, "n_seeds": 0, "n_pairs": 0,
        "fails_a": 0, "fails_b": 0, "p_adj": math.nan, "family_size": 0,
    }  # fmt: skip
    missing = "delta ci_lo ci_hi p p_exact dz gz poi wins ties losses detectable".split()
    row |= dict.fromkeys(missing, math.nan) | {"identical": False, "equivalent": False, "flags": set()}
    if not shared:
        return row | {"flags": {"no_shared_setting"}}
    if any(len(grid.rows[level]) > len(shared) for level in (a, b)):
        row["flags"].add("partial_overlap")
    scores = (marginal_pair if view == "marginal" else tuned_pair)(grid, a, b, shared)
    if scores is None:
        row["flags"].add("no_pairs")
        return row
    first, second, row["fails_a"], row["fails_b"] = scores
    row |= tested(first, second, sweep)
    add_flags(row, view, 1 - sweep.confidence)
    return row


def tested(a: np.ndarray, b: np.ndarray, sweep: Sweep) -> dict:
    """What ``paired`` says, with the test that the report's settings ask for, and S14."""
    row = paired(a, b, sweep.confidence) | {"test": "paired_t", "scope": "grid", "equivalent": False}
    varies = not math.isnan(row["p"])
    per_seed = (a - b).mean(axis=0)
    if sweep.sesoi and varies:
        low, high = t_interval(per_seed, 2 * sweep.confidence - 1)
        row["equivalent"] = -sweep.sesoi < low and high < sweep.sesoi
    if sweep.report["scope"] == "general":
        if row["n_settings"] >= 6 and row["n_seeds"] >= 3:
            p, low, high = crossed(a - b, sweep.confidence)
            return row | {"p": p, "ci_lo": low, "ci_hi": high, "test": "crossed_t", "scope": "general"}
        row["grid_only"] = True
    if sweep.report["test"] == "wilcoxon" and varies:
        row |= {"p": wilcoxon(Ties([a, b]).difference(per_seed, 0)), "test": "wilcoxon"}
    return row


def complete_grid(grid: Grid, settings: list[tuple], levels: tuple[str, ...]):
    """The largest block of settings and seeds in which no configuration of the levels is missing."""
    rows = [[i for level in levels for i in grid.rows[level][setting]] for setting in settings]
    seeds = range(len(grid.sweep.seeds))
    return complete_block([[all(grid.sweep.cells[i][k] for i in own) for k in seeds] for own in rows])


def marginal_pair(grid: Grid, a: str, b: str, shared: list[tuple]):
    """The mean over the configurations of a setting, in the largest block of settings and seeds."""
    cells = grid.sweep.cells
    rows = [(grid.rows[a][setting], grid.rows[b][setting]) for setting in shared]
    seeds = range(len(grid.sweep.seeds))
    block = complete_block([[all(cells[i][k] for i in (*x, *y)) for k in seeds] for x, y in rows])
    if block is None:
        return None
    settings, seeds = block
    result = []
    for side in (0, 1):
        groups = [rows[s][side] for s in settings]
        scores = np.array([np.mean([grid.sweep.oriented(i, seeds) for i in g], axis=0) for g in groups])
        result.append((scores, sum(any(cells[i][k].failed for i in g) for g in groups for k in seeds)))
    return result[0][0], result[1][0], result[0][1], result[1][1]


def tuned_pair(grid: Grid, a: str, b: str, shared: list[tuple]):
    """Each level at its best in each setting, in the largest block of settings and seeds."""
    cells = grid.sweep.cells
    block = complete_grid(grid, shared, (a, b))
    if block is None:
        return None
    settings, seeds = [shared[s] for s in block[0]], block[1]
    sides = [[grid.rows[level][setting] for setting in settings] for level in (a, b)]
    result = []
    for side in sides:
        picks = [grid.choose(rows, seeds)[1] for rows in side]
        scores = [[grid.sweep.sign * cells[i][k].capped for i, k in zip(pick, seeds)] for pick in picks]
        failed = sum(cells[i][k].failed for pick in picks for i, k in zip(pick, seeds))
        result.append((np.array(scores), failed))
    return result[0][0], result[1][0], result[0][1], result[1][1]


def add_flags(row: dict, view: str, alpha: float):
    seeds, cells = row["n_seeds"], row["n_pairs"]
    is_tested = not math.isnan(row["p"])
    varies = not math.isnan(row["p_exact"])
    row["flags"] |= {
        name
        for name, holds in [
            ("single_seed", seeds < 2),
            ("identical", row["identical"]),
            ("identical_across_seeds", not row["identical"] and seeds > 1 and not varies),
            ("incomplete", cells < row["n_planned"]),
            ("failures", 5 * max(row["fails_a"], row["fails_b"]) > cells),
            ("fragile", is_tested and seeds > 5 and row["p"] < alpha < row["p_exact"]),
            ("grid_only", row.pop("grid_only", False)),
            ("optimistic", view == "tuned" and seeds < LEAVE_ONE_OUT_FROM),
        ]
        if holds
    }


FLAGS = [
    "no_shared_setting", "no_pairs", "single_seed", "identical", "identical_across_seeds", "incomplete",
    "partial_overlap", "fragile", "failures", "optimistic", "grid_only",
]  # fmt: skip


def finish(rows: list[dict], alpha: float) -> list[dict]:
    """S12 over the pairs of a view, and what that decides."""
    adjusted = holm([row["p"] for row in rows])
    for row, p in zip(rows, adjusted):
        row["p_adj"] = p
        row["family_size"] = sum(not math.isnan(other) for other in adjusted)
        is_identical, is_equivalent = row.pop("identical"), row.pop("equivalent")
        if math.isnan(p):
            row["decision"] = "unclear" if is_identical and row["n_seeds"] > 1 else "untestable"
        elif p < alpha:
            row["decision"] = "a_better" if row["delta"] > 0 else "b_better"
        else:
            row["decision"] = "equivalent" if is_equivalent else "unclear"
        row["flags"] = ";".join(flag for flag in FLAGS if flag in row["flags"]) or "-"
    return rows


# MARK: - Levels


def level_row(grid: Grid, level: str, view: str) -> dict:
    sweep = grid.sweep
    row = {
        "factor": grid.path, "level": level, "view": view, "n": 0, "n_ok": 0, "mean": math.nan,
        "ci_lo": math.nan, "ci_hi": math.nan, "median": math.nan, "best_nuisance": "-", "at_edge": False,
    }  # fmt: skip
    settings = grid.settings_of(level)
    if view == "marginal":
        rows = [i for setting in settings for i in grid.rows[level][setting]]
        block = complete_block([sweep.present(i) for i in rows])
    else:
        block = complete_grid(grid, settings, (level,))
    if block is None:
        return row
    seeds = block[1]
    if view == "marginal":
        picks = [[rows[i]] * len(seeds) for i in block[0]]
    else:
        choices = [grid.rows[level][settings[i]] for i in block[0]]
        chosen = [grid.choose(choice, seeds) for choice in choices]
        picks = [pick for _, pick in chosen]
        names = [grid.tuning(best) for best, _ in chosen]
        row["best_nuisance"] = Counter(names).most_common(1)[0][0]
        row["at_edge"] = any(grid.is_at_edge(best, c) for (best, _), c in zip(chosen, choices))
    cells = [[sweep.cells[i][k] for i, k in zip(pick, seeds)] for pick in picks]
    scores = np.array([[cell.capped for cell in line] for line in cells])
    flat = [cell for line in cells for cell in line]
    row |= {
        "n": len(flat), "n_ok": sum(cell.own is not None for cell in flat),
        "mean": mean(scores), "median": float(np.median(scores)),
    }  # fmt: skip
    if not any(cell.failed for cell in flat):
        row["ci_lo"], row["ci_hi"] = t_interval(scores.mean(axis=0), sweep.confidence)
    return row


def compared(comparison: dict, baselines: dict) -> list[tuple[str, str]]:
    """Each level with the baseline, where one is named or there are many levels, then all other pairs."""
    levels, named = comparison["levels"], baselines.get(comparison["path"])
    is_many = len(levels) >= BASELINE_FROM
    baseline = named or (levels[0] if is_many else None)
    first = [(level, baseline) for level in levels if baseline not in (None, level)]
    if is_many:
        return first
    return first + [pair for pair in itertools.combinations(levels, 2) if named not in pair]


def views(sweep: Sweep, comparison: dict, dataset: str | None = None) -> dict[str, Grid]:
    grids = {view: Grid(sweep, comparison, view == "tuned", dataset) for view in ("marginal", "tuned")}
    return grids if grids["tuned"].has_choice else {"marginal": grids["marginal"]}


def pair_rows(sweep: Sweep, comparison: dict, dataset: str | None = None) -> list[dict]:
    rows = []
    for view, grid in views(sweep, comparison, dataset).items():
        pairs = compared(comparison, sweep.report["baseline"])
        rows += finish([pair_row(grid, a, b, view) for a, b in pairs], 1 - sweep.confidence)
    return rows


def comparison_tables(sweep: Sweep) -> tuple[list[dict], list[dict], dict]:
    """The pairs, the levels, and by factor the range of the tuned means."""
    pairs, effects, spreads = [], [], {}
    for comparison in sweep.plan["comparisons"]:
        pairs += pair_rows(sweep, comparison)
        for view, grid in views(sweep, comparison).items():
            found = [level_row(grid, level, view) for level in comparison["levels"]]
            effects += found
            means = [row["mean"] for row in found if not math.isnan(row["mean"])]
            if view == "tuned" and len(means) > 1:
                spreads[grid.path] = max(means) - min(means)
    datasets = list(dict.fromkeys(c["dataset"] for c in sweep.configurations))
    for dataset in datasets if len(datasets) > 1 else []:
        own = [c["comparisonLevels"] for c in sweep.configurations if c["dataset"] == dataset]
        for comparison in sweep.plan["comparisons"]:
            if len({levels.get(comparison["path"]) for levels in own}) > 1:
                pairs += pair_rows(sweep, comparison, dataset)
    return pairs, effects, spreads
