"""A sweep read back from its report, and the scores of its runs after the rules of failure.

Written from the rules alone; nothing here follows Descent's code.
"""

import functools
import json
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

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
        self.report = self.plan["report"]
        self.confidence = self.report["confidence"]
        self.sesoi = self.report.get("sesoi")
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
        """c0: the median of the metric before training, by data set and loss; a test metric has its twin.

        A score that the experiment file gives takes its place.
        """
        if "failureScore" in self.report:
            return {self.task(c["configID"]): self.report["failureScore"] for c in self.configurations}
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
                better = max if self.maximize else min
                capped = own if failure is None else better(own, failure)
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
