"""lr_sensitivity.csv and lr_summary.csv: how each level takes to the learning rates."""

import math

import numpy as np
from recomputed_statistics import Ties, complete_block, deviation, mean, t_interval
from recomputed_sweep import Sweep

RATE = "optimizer.learning_rate"


def rate_tables(sweep: Sweep) -> tuple[list[dict], list[dict]]:
    """S22 and S23 for each level of each compared factor, or for all runs where none is compared."""
    factor = next((f for f in sweep.plan["factors"] if f["path"] == RATE), None)
    points, summary = [], []
    if factor is None or not factor["isNumeric"]:
        return points, summary
    groups = [
        (c["path"], level, c["ownPaths"])
        for c in sweep.plan["comparisons"]
        if c["path"] != RATE
        for level in c["levels"]
    ]
    for path, level, own in groups or [("-", "-", [])]:
        found, line = rate_group(sweep, path, level, own)
        key = {"group_factor": path, "group": level}
        points += [key | point for point in found]
        summary += [key | line] if line else []
    return points, summary


def rate_group(sweep: Sweep, path: str, level: str, own: list[str]):
    paths = [f["path"] for f in sweep.plan["factors"] if f["path"] != RATE and f["path"] not in own]
    settings = {}
    for i, configuration in enumerate(sweep.configurations):
        if path != "-" and configuration["comparisonLevels"].get(path) != level:
            continue
        levels = configuration["factorLevels"]
        if RATE in levels:
            setting = tuple(levels.get(p) for p in paths)
            settings.setdefault(setting, {}).setdefault(float(levels[RATE]), []).append(i)
    rates = sorted({rate for byrate in settings.values() for rate in byrate})
    # A setting takes part where every rate was tried in it.
    whole = [byrate for byrate in settings.values() if len(byrate) == len(rates)]
    seeds = range(len(sweep.seeds))
    block = complete_block(
        [
            [all(sweep.cells[i][k] for rows in byrate.values() for i in rows) for k in seeds]
            for byrate in whole
        ]
    )
    if block is None:
        return [], None
    points, means, failures = [], [], []
    for rate in rates:
        rows = [i for setting in block[0] for i in whole[setting][rate]]
        cells = [[sweep.cells[i][k] for i in rows] for k in block[1]]
        per_seed = [np.mean([cell.capped for cell in column]) for column in cells]
        failed = sum(cell.failed for column in cells for cell in column)
        low, high = t_interval(per_seed, sweep.confidence) if failed == 0 else (math.nan, math.nan)
        points.append({
            "learning_rate": rate, "n": len(rows) * len(block[1]),
            "n_ok": sum(cell.own is not None for column in cells for cell in column),
            "mean": mean(per_seed), "ci_lo": low, "ci_hi": high,
        })  # fmt: skip
        means.append(sweep.sign * np.array(per_seed))
        failures.append(failed)
    return points, None if len(rates) < 2 else rate_summary(rates, means, failures, sweep.sesoi)


def rate_summary(
    rates: list[float], scores: list[np.ndarray], failures: list[int], sesoi: float | None
) -> dict:
    ties = Ties(scores)
    means = np.array([line.mean() for line in scores])
    best = int(np.flatnonzero(ties.difference(means.max(), means) == 0)[0])
    short = means.max() - means
    steps = np.diff(np.log10(rates))
    lrs = math.nan
    if len(rates) > 2:
        even = np.all(np.abs(steps - steps.mean()) <= 0.2 * steps.mean())
        lrs = short.mean() if even else np.trapezoid(short, np.log10(rates)) / steps.sum()
    spread = deviation(scores[best])
    within = max(sesoi or 0, 0 if math.isnan(spread) else spread)
    usable = (np.array(failures) == 0) & (
        ties.difference(means[best], means) <= ties.difference(within, 0)
    )
    decades, is_open = math.nan, False
    if usable[best]:
        first = last = best
        while first > 0 and usable[first - 1]:
            first -= 1
        while last + 1 < len(rates) and usable[last + 1]:
            last += 1
        decades = math.log10(rates[last] / rates[first])
        is_open = first == 0 or last == len(rates) - 1
    return {
        "best_lr": rates[best], "at_edge": best in (0, len(rates) - 1), "lrs": lrs,
        "window_decades": decades, "window_open": is_open, "tunability_gap": math.nan,
    }  # fmt: skip
