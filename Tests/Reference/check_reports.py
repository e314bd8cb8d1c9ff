"""Recomputes every number of the tables of reports.

    python check_reports.py FOLDER

FOLDER holds a folder for each report: data/*.csv, manifest.json and plan.json, as the test of random
sweeps in Tests/DescentReportsTests writes them. Agreement is 1e-9; what is missing here must be missing
there. Ends of bootstrap intervals agree within 3 % of their width. Exit status 1 where anything differs.
"""

import gc
import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from recomputed_importance import importance_table, interactions_table, leading_comparison
from recomputed_levels import comparison_tables
from recomputed_rates import rate_tables
from recomputed_statistics import Ties, deviation, holm, mean, paired, t_interval
from recomputed_sweep import FAILED, SCORED, Sweep
from scipy import stats

TOLERANCE = 1e-9
# Ends of bootstrap intervals: (value, lowest and highest value that chance explains).
CHANCE = tuple


class Checks:
    """Counts what held, and keeps what did not."""

    def __init__(self):
        self.done = Counter()
        self.failures = []

    def equal(self, subject: str, where: str, ours, theirs):
        self.done[subject] += 1
        if not self.agree(ours, theirs):
            self.failures.append(f"{where}, {subject}: {ours!r} in the file, {theirs!r} recomputed")

    @staticmethod
    def agree(ours, theirs) -> bool:
        if isinstance(theirs, CHANCE):
            _, low, high = theirs
            return not pd.isna(ours) and low <= ours <= high
        if pd.isna(ours) or pd.isna(theirs):
            return bool(pd.isna(ours) and pd.isna(theirs))
        if isinstance(theirs, (str, bool, np.bool_)):
            return ours == theirs
        # Sums of scores near 1 have an error of their own, which a difference of 0 shows.
        return abs(ours - theirs) <= max(TOLERANCE * max(abs(ours), abs(theirs)), 1e-13)

    def table(self, name: str, where: str, ours: pd.DataFrame, theirs: list[dict], key: list[str]):
        """Every column that is recomputed, row by row."""
        expected = {tuple(str(row[column]) for column in key): row for row in theirs}
        found = {}
        for row in ours.to_dict("records"):
            found[tuple(str(row[column]) for column in key)] = row
        self.done[f"{name}: rows"] += 1
        if list(found) != list(expected):
            self.failures.append(f"{where}, {name}: rows {list(found)}, not {list(expected)}")
            return
        if theirs:
            columns = set(ours.columns) - {c for c in ours.columns if c.startswith("f_")}
            self.equal(f"{name}: columns", where, str(sorted(columns)), str(sorted(theirs[0])))
        for place, row in expected.items():
            for column, value in row.items():
                ours = found[place].get(column)
                self.equal(f"{name}: {column}", f"{where}, {' '.join(place)}", ours, value)


# MARK: - runs.csv and configs.csv


def check_runs(checks: Checks, where: str, sweep: Sweep):
    for row in sweep.tables["runs"].to_dict("records"):
        fold = row["fold"] if not pd.isna(row["fold"]) else 0
        status, own, capped = sweep.runs[row["config_id"], row["seed"], fold]
        place = f"{where}, {row['run_id']}"
        missing = [math.nan if value is None else value for value in (own, capped)]
        checks.equal("runs.csv: score", place, row["score"], missing[0])
        checks.equal("runs.csv: score_capped", place, row["score_capped"], missing[1])
        checks.equal("runs.csv: failed", place, row["failed"], status in FAILED)


def wilson(failed: int, count: int, confidence: float) -> tuple[float, float]:
    if count == 0:
        return math.nan, math.nan
    return tuple(stats.binomtest(failed, count).proportion_ci(confidence, method="wilson"))


def config_row(sweep: Sweep, index: int) -> dict:
    config = sweep.configurations[index]["configID"]
    cells = [cell for cell in sweep.cells[index] if cell is not None]
    capped = np.array([cell.capped for cell in cells])
    own = np.array([cell.own for cell in cells if cell.own is not None])
    failed = sum(cell.failed for cell in cells)
    low, high = t_interval(own, sweep.confidence)
    fail_lo, fail_hi = wilson(failed, len(cells), sweep.confidence)
    row = {
        "config_id": config,
        "n_planned": sum((config, seed) in sweep.planned for seed in sweep.seeds),
        "n": len(cells), "n_ok": len(own), "mean": mean(capped), "sd": deviation(capped),
        "mean_ok": mean(own), "sd_ok": deviation(own), "ci_lo": low, "ci_hi": high,
        "median": float(np.quantile(capped, 0.5, method="linear")) if cells else math.nan,
        "min": capped.min() if cells else math.nan, "max": capped.max() if cells else math.nan,
        "fail_rate": failed / len(cells) if cells else math.nan, "fail_lo": fail_lo, "fail_hi": fail_hi,
    }  # fmt: skip
    return row | times(sweep, config)


def times(sweep: Sweep, config: str) -> dict:
    """S26 and S27: the median of the first epochs at the target, a miss being later than any; the ERT."""
    runs = sweep.tables["runs"]
    runs = runs[(runs["config_id"] == config) & runs["status"].isin(SCORED)]
    row = {"median_epochs_to_target": math.nan, "ert": math.nan, "median_wall_s": runs["wall_s"].median()}
    reached = runs["epochs_to_target"]
    if "target" in sweep.plan and reached.notna().any():
        row["ert"] = reached.fillna(runs["epochs_run"]).sum() / reached.notna().sum()
        median = float(np.median(reached.fillna(math.inf)))
        row["median_epochs_to_target"] = median if math.isfinite(median) else math.nan
    return row


def configs_table(sweep: Sweep) -> list[dict]:
    """Ranked within each data set; those that lack seeds that others have are not."""
    rows = [config_row(sweep, index) for index in range(len(sweep.configurations))]
    for dataset in dict.fromkeys(c["dataset"] for c in sweep.configurations):
        rank(sweep, rows, [i for i, c in enumerate(sweep.configurations) if c["dataset"] == dataset])
    return sorted(rows, key=lambda row: row["config_id"])


def rank(sweep: Sweep, rows: list[dict], indices: list[int]):
    most = max(rows[i]["n"] for i in indices)
    whole = [i for i in indices if most > 0 and rows[i]["n"] == most]
    whole.sort(key=lambda i: (-sweep.sign * rows[i]["mean"], i))
    ties = Ties([rows[i]["mean"] for i in indices if rows[i]["n"] > 0])
    for i in indices:
        rows[i] |= {"rank": math.nan, "p": math.nan, "p_adj": math.nan, "tied_with_leader": False}
        rows[i] |= {"delta_leader": math.nan, "delta_lo": math.nan, "delta_hi": math.nan}
    if not whole:
        return
    for place, i in enumerate(whole):
        before = whole[place - 1]
        is_tie = place > 0 and ties.difference(rows[i]["mean"], rows[before]["mean"]) == 0
        rows[i]["rank"] = rows[before]["rank"] if is_tie else place + 1
    leader = whole[0]
    rows[leader] |= {"delta_leader": 0, "tied_with_leader": True}
    others = [i for i in indices if i != leader]
    tests = {}
    for i in others:
        seeds = [
            k for k in range(len(sweep.seeds)) if sweep.present(i)[k] and sweep.present(leader)[k]
        ]
        if seeds:
            pair = [sweep.oriented(index, seeds)[None, :] for index in (i, leader)]
            tests[i] = paired(*pair, sweep.confidence)
            rows[i] |= {
                "delta_leader": tests[i]["delta"], "delta_lo": tests[i]["ci_lo"],
                "delta_hi": tests[i]["ci_hi"], "p": tests[i]["p"],
            }  # fmt: skip
    for i, adjusted in zip(others, holm([rows[i]["p"] for i in others])):
        rows[i]["p_adj"] = adjusted
        if i in tests:
            untested = tests[i]["identical"] or tests[i]["n_seeds"] < 2
            is_tied = untested if math.isnan(adjusted) else adjusted > 1 - sweep.confidence
            rows[i]["tied_with_leader"] = is_tied


# MARK: - All


def check_manifest(checks: Checks, where: str, sweep: Sweep):
    for name in ["factors", "comparisons"]:
        ours, theirs = ([item["path"] for item in source[name]] for source in (sweep.manifest, sweep.plan))
        checks.equal(f"manifest.json: {name}", where, str(ours), str(theirs))
    checks.equal("manifest.json: tune", where, str(sweep.manifest["tune"]), str(sweep.plan["tune"]))
    options = sweep.manifest["report"]
    for ours, name in [("confidence",) * 2, ("sesoi",) * 2, ("scope",) * 2, ("test",) * 2]:
        checks.equal(f"manifest.json: {name}", where, options.get(ours), sweep.report.get(name))


def put_leading_first(sweep: Sweep, terms: list[dict]):
    """Where the file names no comparison, what accounts for most comes first."""
    if not sweep.report["namesComparisons"] and (leader := leading_comparison(sweep, terms)):
        sweep.plan["comparisons"].sort(key=lambda comparison: comparison["path"] != leader)


def check_report(checks: Checks, folder: Path):
    sweep = Sweep(folder)
    where, tables = folder.name, sweep.tables
    terms = importance_table(sweep)
    cells = interactions_table(sweep, terms)
    put_leading_first(sweep, terms)
    check_manifest(checks, where, sweep)
    check_runs(checks, where, sweep)
    checks.table("configs.csv", where, tables["configs"], configs_table(sweep), ["config_id"])
    comparisons, effects, spreads = comparison_tables(sweep)
    key = ["factor", "view", "a", "b", "dataset"]
    checks.table("comparisons.csv", where, tables["comparisons"], comparisons, key)
    checks.table("main_effects.csv", where, tables["main_effects"], effects, ["factor", "view", "level"])
    points, summary = rate_tables(sweep)
    key = ["group_factor", "group"]
    checks.table("lr_sensitivity.csv", where, tables["lr_sensitivity"], points, [*key, "learning_rate"])
    checks.table("lr_summary.csv", where, tables["lr_summary"], summary, key)
    for term in terms:
        term["tuned_spread"] = spreads.get(term["term"], math.nan)
    checks.table("importance.csv", where, tables["importance"], terms, ["term"])
    key = ["factor_1", "factor_2", "level_1", "level_2"]
    checks.table("interactions.csv", where, tables["interactions"], cells, key)


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} FOLDER")
    folders = sorted(Path(sys.argv[1]).iterdir(), key=lambda folder: int(folder.name))
    # multipletests collects garbage at each call: what the imports brought need not be looked through.
    gc.freeze()
    checks = Checks()
    for folder in folders:
        check_report(checks, folder)
    for subject, count in checks.done.items():
        print(f"  {count:6} checks of {subject}")
    for failure in checks.failures[:40]:
        print(f"error: {failure}", file=sys.stderr)
    if checks.failures or not folders:
        sys.exit(f"{len(checks.failures)} of {sum(checks.done.values())} checks failed")
    print(f"all {sum(checks.done.values())} checks of {len(folders)} reports hold")


if __name__ == "__main__":
    main()
