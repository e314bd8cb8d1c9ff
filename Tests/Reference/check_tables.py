"""Checks the tables of a results folder with pandas and SciPy.

    python check_tables.py results/quickstart

Loads every CSV file with no options, as a reader would: types, keys, no text for missing numbers. Then
recomputes what the reports claim: means, deviations and intervals of configs.csv, and the paired t tests
and Holm's correction of comparisons.csv. Exit status 1 where anything differs.
"""

import json
import re
import sqlite3
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

KEYS = {
    "runs": ["run_id"],
    "history": ["run_id", "epoch"],
    "layers": ["run_id", "epoch", "layer"],
    "configs": ["config_id"],
    "comparisons": ["factor", "view", "a", "b", "dataset"],
    "main_effects": ["factor", "view", "level"],
    "lr_sensitivity": ["group_factor", "group", "learning_rate"],
    "lr_summary": ["group_factor", "group"],
    "importance": ["term"],
    "interactions": ["factor_1", "level_1", "factor_2", "level_2"],
    "graph": ["run_id", "epoch", "node"],
    "failures": ["run_id"],
}
# Rows that follow the experiment file.
UNSORTED = {
    "comparisons", "main_effects", "lr_sensitivity", "lr_summary", "importance", "interactions", "graph",
}  # fmt: skip
# Tables without rows where nothing failed, and where networks are too large to be drawn.
CAN_BE_EMPTY = {"failures", "graph"}
# Levels, which may be numbers: a factor such as training.batch_size has 1, 32 and full.
LEVELS = {"a", "b", "level", "best_nuisance", "group", "level_1", "level_2"}
BOOLEANS = {"at_edge", "failed", "no_progress", "target_reached", "tied_with_leader", "confirmatory", "window_open"}
TEXTS = {
    "run_id", "config_id", "studies", "status", "status_reason", "grad_verdict", "unit_verdict",
    "started_at", "host", "prereg_hash", "layer_kind", "factor", "metric", "view", "scope",
    "correction", "test", "decision", "flags", "cause", "tensor", "dataset", "group_factor", "term", "method",
    "factor_1", "factor_2", "node", "operation", "shape", "inputs",
}  # fmt: skip


class Checks:
    """Counts what held, and keeps what did not."""

    def __init__(self):
        self.done = {}
        self.failures = []

    def expect(self, subject, holds, message):
        self.done[subject] = self.done.get(subject, 0) + 1
        if not holds:
            self.failures.append(f"{subject}: {message}")

    def close(self, subject, ours, theirs, tolerance, message, floor=1e-300):
        """Equal to a relative tolerance; a missing value equals a missing value alone.

        Below the floor the tolerance is that of the floor: a deviation of 1e-17 is zero.
        """
        if pd.isna(ours) or pd.isna(theirs):
            holds = bool(pd.isna(ours)) == bool(pd.isna(theirs))
        else:
            holds = abs(ours - theirs) <= tolerance * max(abs(ours), abs(theirs), floor)
        self.expect(subject, holds, f"{message}: {ours!r} in the file, {theirs!r} recomputed")


# MARK: - Form


def check_form(checks, name, path, frame, factors):
    if frame.empty:
        # pandas cannot know the types of columns without rows; see CAN_BE_EMPTY.
        checks.expect("empty tables", name in CAN_BE_EMPTY, f"{path.name} has no rows")
        return
    numeric_factors = {
        "f_" + factor["path"].replace(".", "_") for factor in factors if factor["is_numeric"]
    }
    for column in frame.columns:
        kind = frame[column].dtype
        where = f"{path.name}, column {column}"
        is_factor = column.startswith("f_")
        if column in BOOLEANS:
            checks.expect("booleans", kind == np.bool_, f"{where} is {kind}")
        elif column in LEVELS or (is_factor and column not in numeric_factors):
            checks.expect("levels", frame[column].notna().all(), f"{where} has empty cells")
        elif column in TEXTS:
            is_text = pd.api.types.is_string_dtype(kind)
            checks.expect("texts", is_text and frame[column].notna().all(), f"{where} is {kind}")
        else:
            checks.expect("numbers", pd.api.types.is_numeric_dtype(kind), f"{where} is {kind}")
            checks.expect(
                "finite numbers", not np.isinf(frame[column].astype(float)).any(),
                f"{where} holds an infinity",
            )  # fmt: skip
    keys = KEYS[name]
    checks.expect("unique keys", not frame.duplicated(keys).any(), f"{path.name}: {keys} repeat")
    if name not in UNSORTED:
        order = list(frame[keys].itertuples(index=False, name=None))
        checks.expect("sorted rows", order == sorted(order), f"{path.name} is not sorted by {keys}")
    text = path.read_bytes()
    checks.expect("bytes", b"\r" not in text and text.endswith(b"\n"), f"{path.name} has other line ends")
    checks.expect("bytes", not text.startswith(b"\xef\xbb\xbf"), f"{path.name} has a byte order mark")
    tokens = re.findall(rb"(?:^|,)[+-]?(?:nan|inf|infinity)(?=,|$)", text, re.I | re.M)
    checks.expect("no NaN or Inf", not tokens, f"{path.name} holds {tokens[:3]}")


def check_references(checks, tables):
    runs = set(tables["runs"]["run_id"])
    configs = set(tables["configs"]["config_id"])
    for name in ["history", "layers", "failures"]:
        missing = set(tables[name]["run_id"]) - runs
        checks.expect("references", not missing, f"{name}.csv: no run {sorted(missing)[:3]}")
    for name in ["runs", "history", "failures"]:
        missing = set(tables[name]["config_id"]) - configs
        checks.expect("references", not missing, f"{name}.csv: no configuration {sorted(missing)[:3]}")
    failed = set(tables["runs"].loc[tables["runs"]["failed"], "run_id"])
    checks.expect(
        "references", failed == set(tables["failures"]["run_id"]), "failures.csv and runs.failed differ"
    )


def check_package(checks, folder, tables):
    """datapackage.json describes every file as it is."""
    package = json.loads((folder / "data" / "datapackage.json").read_text())
    resources = {Path(resource["path"]).stem: resource["schema"] for resource in package["resources"]}
    checks.expect("data package", set(resources) == set(tables), f"it describes {sorted(resources)}")
    for name in set(resources) & set(tables):
        schema, frame = resources[name], tables[name]
        fields = {field["name"]: field["type"] for field in schema["fields"]}
        checks.expect(
            "data package", list(fields) == list(frame.columns), f"{name}: other columns than the file"
        )
        key = sorted(schema["primaryKey"])
        checks.expect("data package", key == sorted(KEYS[name]), f"{name}: the key {key}")
        for column, kind in fields.items():
            values = frame.get(column, pd.Series(dtype=float)).dropna()
            if kind == "integer" and len(values):
                whole = pd.api.types.is_numeric_dtype(values) and (values % 1 == 0).all()
                checks.expect("data package", whole, f"{name}, {column}: no integers")
            if kind == "boolean" and len(values):
                checks.expect("data package", values.dtype == np.bool_, f"{name}, {column}: no truths")


# MARK: - Statistics


def t_interval(values, confidence):
    values = np.asarray(values, dtype=float)
    if len(values) < 2:
        return np.nan, np.nan
    error = values.std(ddof=1) / np.sqrt(len(values))
    reach = stats.t.ppf((1 + confidence) / 2, len(values) - 1) * error
    return values.mean() - reach, values.mean() + reach


def check_configs(checks, tables, confidence):
    runs, configs = tables["runs"], tables["configs"].set_index("config_id")
    groups = runs.groupby("config_id").score_capped
    for name, theirs in [("mean", groups.mean()), ("sd", groups.std())]:
        for config, row in configs.iterrows():
            checks.close(
                f"configs.csv: {name}", row[name], theirs.get(config, np.nan), 1e-12, config, 1e-3
            )
    for config, scores in runs[runs["score"].notna()].groupby("config_id").score:
        row = configs.loc[config]
        checks.close("configs.csv: mean_ok", row["mean_ok"], scores.mean(), 1e-12, config)
        checks.close("configs.csv: sd_ok", row["sd_ok"], scores.std(), 1e-12, config, 1e-3)
        low, high = t_interval(scores, confidence)
        checks.close("configs.csv: t interval", row["ci_lo"], low, 1e-9, f"{config}, lower end")
        checks.close("configs.csv: t interval", row["ci_hi"], high, 1e-9, f"{config}, upper end")


def levels_and_settings(plan, comparison):
    """For each configuration its level, and its values of everything else that varies."""
    own = {comparison["path"], *comparison["own_paths"]}
    paths = [factor["path"] for factor in plan["factors"] if factor["path"] not in own]
    rows = []
    for config, factor_levels, comparison_levels in plan["configurations"]:
        level = comparison_levels.get(comparison["path"])
        if level is not None:
            rows.append((config, level, json.dumps([factor_levels.get(path) for path in paths])))
    return pd.DataFrame(rows, columns=["config_id", "level", "setting"])


def check_main_effects(checks, runs, table, plan):
    """The marginal view: the mean over all runs of a level, where no cell is missing."""
    cells = runs.pivot(index="config_id", columns="seed", values="score_capped")
    for comparison in plan["comparisons"]:
        rows = levels_and_settings(plan, comparison)
        view = table[(table["factor"] == comparison["path"]) & (table["view"] == "marginal")]
        checks.expect(
            "main_effects.csv: levels", list(view["level"]) == comparison["levels"],
            f"{comparison['path']}: {list(view['level'])}",
        )  # fmt: skip
        for _, row in view.iterrows():
            mine = rows[rows["level"] == row["level"]]
            scores = cells.loc[mine["config_id"]]
            if mine["setting"].is_unique and scores.notna().all(axis=None):
                name = f"{comparison['path']} {row['level']}"
                mean = scores.to_numpy().mean()
                checks.close("main_effects.csv: mean", row["mean"], mean, 1e-12, name, 1e-3)


def check_comparisons(checks, runs, table, plan):
    """The marginal view, where no cell is missing: paired t tests on the means of the seeds."""
    sign = 1 if plan["maximize"] else -1
    cells = runs.pivot(index="config_id", columns="seed", values="score_capped") * sign
    for comparison in plan["comparisons"]:
        rows = levels_and_settings(plan, comparison)
        view = table[(table["factor"] == comparison["path"]) & (table["view"] == "marginal")]
        p_values = []
        for _, row in view.iterrows():
            name = f"{comparison['path']}, {row['a']} against {row['b']}"
            sides = []
            shared = None
            for level in [row["a"], row["b"]]:
                mine = rows[rows["level"] == level]
                checks.expect("comparisons.csv: levels", len(mine) > 0, f"{name}: no such level")
                side = cells.loc[mine["config_id"]].groupby(list(mine["setting"])).mean()
                shared = side.index if shared is None else shared.intersection(side.index)
                sides.append(side)
            if len(shared) == 0 or any(side.loc[shared].isna().any(axis=None) for side in sides):
                p_values.append(row["p"])
                continue
            per_seed = (sides[0].loc[shared] - sides[1].loc[shared]).mean()
            checks.close("comparisons.csv: delta", row["delta"], per_seed.mean(), 1e-9, name)
            if pd.isna(row["p"]):
                varies = len(per_seed) > 1 and per_seed.std() > 1e-12 * max(1, per_seed.abs().max())
                checks.expect("comparisons.csv: p", not varies, f"{name}: p is missing")
                p_values.append(np.nan)
                continue
            test = stats.ttest_rel(sides[0].loc[shared].mean(), sides[1].loc[shared].mean())
            checks.close("comparisons.csv: p", row["p"], test.pvalue, 1e-9, name)
            low, high = t_interval(per_seed, plan["confidence"])
            checks.close("comparisons.csv: interval", row["ci_lo"], low, 1e-9, name)
            checks.close("comparisons.csv: interval", row["ci_hi"], high, 1e-9, name)
            p_values.append(test.pvalue)
        for (_, row), adjusted in zip(view.iterrows(), holm(p_values)):
            name = f"{comparison['path']}, {row['a']} against {row['b']}"
            checks.close("comparisons.csv: Holm", row["p_adj"], adjusted, 1e-9, name)


def holm(values):
    """Holm 1979: the smallest of m p values times m, the next times m - 1, and never below the last."""
    values = np.asarray(values, dtype=float)
    adjusted = np.full(len(values), np.nan)
    known = np.flatnonzero(~np.isnan(values))
    largest = 0.0
    for position, index in enumerate(known[np.argsort(values[known], kind="stable")]):
        largest = max(largest, min(1.0, (len(known) - position) * values[index]))
        adjusted[index] = largest
    return adjusted


# MARK: - The folder


def read_plan(folder):
    """The last plan of the store, with what the comparisons need of it."""
    manifest = json.loads((folder / "manifest.json").read_text())
    with sqlite3.connect(f"file:{folder / 'results.sqlite'}?mode=ro", uri=True) as store:
        rows = store.execute(
            "SELECT config_id, factor_levels, comparison_levels FROM planned_configurations"
            " WHERE plan_id = (SELECT max(plan_id) FROM plans) ORDER BY position"
        ).fetchall()
    return {
        "factors": manifest["factors"],
        "comparisons": manifest["comparisons"],
        "maximize": manifest["selection"]["maximize"],
        "metric": manifest["selection"]["metric"],
        "confidence": manifest["report"]["confidence"],
        "configurations": [(config, json.loads(f), json.loads(c)) for config, f, c in rows],
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} RESULTS")
    folder = Path(sys.argv[1])
    checks = Checks()
    plan = read_plan(folder)
    paths = {path.stem: path for path in sorted((folder / "data").glob("*.csv"))}
    missing = sorted(set(KEYS) - set(paths))
    if missing:
        sys.exit(f"error: {folder / 'data'} lacks {', '.join(missing)}")
    unknown = sorted(set(paths) - set(KEYS))
    if unknown:
        sys.exit(f"error: no check knows {', '.join(unknown)}; add them to {Path(__file__).name}")
    tables = {name: pd.read_csv(path) for name, path in paths.items()}
    for name, frame in tables.items():
        check_form(checks, name, paths[name], frame, plan["factors"])
    check_references(checks, tables)
    check_package(checks, folder, tables)
    check_configs(checks, tables, plan["confidence"])
    levels_as_text = {
        name: pd.read_csv(paths[name], dtype={column: str for column in LEVELS})
        for name in ["comparisons", "main_effects"]
    }
    check_comparisons(checks, tables["runs"], levels_as_text["comparisons"], plan)
    check_main_effects(checks, tables["runs"], levels_as_text["main_effects"], plan)

    rows = ", ".join(f"{name} {len(frame)}" for name, frame in tables.items())
    print(f"rows: {rows}")
    for subject, count in checks.done.items():
        print(f"  {count:6} checks of {subject}")
    for failure in checks.failures[:20]:
        print(f"error: {failure}", file=sys.stderr)
    if checks.failures:
        sys.exit(f"{len(checks.failures)} of {sum(checks.done.values())} checks failed")
    print(f"all {sum(checks.done.values())} checks hold")


if __name__ == "__main__":
    main()
