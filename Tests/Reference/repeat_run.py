"""Repeats a run of Descent in PyTorch, and compares the training losses.

    descent run experiments/momentum.yaml --save-weights
    python repeat_run.py results/momentum

Takes the first run of the folder that was trained with the full batch: its configuration from
results.sqlite, its data, its split and its first weights. Encoding, scaling, network, loss, optimizer,
schedule and penalty are written anew here, in float64, where Descent trains in float32. Exit status 1
where a loss differs by more than a thousandth.

The training loss of an epoch is accumulated while it trains: with the full batch it is the loss before
the epoch's one step (train_metrics: full gives the loss behind it).
"""

import csv
import hashlib
import json
import math
import sqlite3
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file

TOLERANCE = 1e-3


# MARK: - What is repeated


def plan_and_runs(folder):
    with sqlite3.connect(f"file:{folder / 'results.sqlite'}?mode=ro", uri=True) as store:
        plan_id, file, provenance = store.execute(
            "SELECT plan_id, file, provenance FROM plans ORDER BY plan_id DESC LIMIT 1"
        ).fetchone()
        runs = store.execute(
            "SELECT run_id, configuration FROM planned_runs JOIN runs USING (run_id)"
            " WHERE plan_id = ? AND status IN ('ok', 'diverged') ORDER BY position",
            [plan_id],
        ).fetchall()
    return Path(file), json.loads(provenance), [(run, json.loads(text)) for run, text in runs]


def recorded_losses(folder, run):
    """The training loss by epoch, as history.csv has it."""
    with open(folder / "data" / "history.csv", newline="") as file:
        return {
            int(row["epoch"]): float(row["train_loss"])
            for row in csv.DictReader(file)
            if row["run_id"] == run and row["train_loss"]
        }


def read_csv(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        header, *rows = [row for row in csv.reader(file) if row]
    return {name: [row[i] for row in rows] for i, name in enumerate(header)}


def read_table(configuration, folder, run, experiment, provenance):
    """The columns of the data, and the names of the targets, in its order."""
    generated = folder / "weights" / run / "data.csv"
    if generated.exists():
        columns = read_csv(generated)
        return columns, list(columns)[-1:]
    path = experiment.parent / configuration["data.path"]
    recorded = {entry["path"]: entry["sha256"] for entry in provenance["dataFiles"]}
    if hashlib.sha256(path.read_bytes()).hexdigest() != recorded[configuration["data.path"]]:
        sys.exit(f"error: {path} is not the file that was trained on")
    columns = read_csv(path)
    named = configuration.get("data.target") or list(columns)[-1:]
    return columns, [name for name in columns if name in named]


# MARK: - Data


def number(text):
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def is_missing(text):
    return text in ("", "NA")


def is_numeric(name, cells, configuration):
    if name in configuration.get("data.categorical", []):
        return False
    present = [cell for cell in cells if not is_missing(cell)]
    return 2 * sum(number(cell) is not None for cell in present) > len(present)


def encode(name, cells, train, configuration):
    """A column of numbers as it is, categories as one column for each seen in training."""
    if is_numeric(name, cells, configuration):
        seen = [number(cells[row]) for row in train if not is_missing(cells[row])]
        mean = sum(seen) / len(seen)
        return [[mean if is_missing(cell) else number(cell) for cell in cells]]
    seen = [cells[row] for row in train if not is_missing(cells[row])]
    levels = sorted(set(seen))
    most = max(levels, key=seen.count)
    filled = [most if is_missing(cell) else cell for cell in cells]
    return [[float(cell == level) for cell in filled] for level in levels]


def scale(columns, train):
    """Mean 0 and the population's deviation 1 on the training rows; constants are only centred."""
    scaled = []
    for column in columns:
        part = [column[row] for row in train]
        mean = sum(part) / len(part)
        deviation = math.sqrt(sum((x - mean) ** 2 for x in part) / len(part))
        divisor = deviation if deviation > 1e-12 * max(1, abs(mean)) else 1
        scaled.append([(x - mean) / divisor for x in column])
    return scaled


def training_part(configuration, columns, targets, split):
    """The inputs and targets of the training rows, and what is learnt."""
    train = [row for row, part in enumerate(split) if part == "train"]
    standardize = configuration["data.standardize"]
    inputs = []
    for name, cells in columns.items():
        if name not in targets:
            encoded = encode(name, cells, train, configuration)
            inputs += scale(encoded, train) if standardize else encoded
    x = torch.tensor(inputs, dtype=torch.float64).T[train]
    numeric = all(is_numeric(target, columns[target], configuration) for target in targets)
    # A loss for classes alone, or an output for them, says what the configuration may leave open.
    is_classification = configuration.get("data.task") in ("classification", "labels") or (
        "data.task" not in configuration
        and (not numeric or configuration["model.output.name"] in ("sigmoid", "softmax"))
    )
    if not is_classification:
        encoded = [column for target in targets
                   for column in encode(target, columns[target], train, configuration)]
        y = scale(encoded, train) if standardize else encoded
        return x, torch.tensor(y, dtype=torch.float64).T[train], "regression"
    y = []
    for target in targets:
        cells = columns[target]
        values = [number(cell) for cell in cells] if numeric else cells
        classes = sorted(set(values))
        # Labels are pairs of classes, side by side.
        shown = classes[1:] if len(classes) == 2 else classes
        y += [[float(values[row] == level) for row in train] for level in shown]
    task = f"{len(targets)} labels" if len(targets) > 1 else f"{len(classes)} classes"
    return x, torch.tensor(y, dtype=torch.float64).T, task


def read_split(path, count):
    """The part of each row, None for a row that was dropped."""
    parts = [None] * count
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            parts[int(row["row"])] = row["part"]
    return parts


# MARK: - Network

ACTIVATIONS = {
    "identity": lambda x, setting: x,
    "sigmoid": lambda x, setting: torch.sigmoid(x),
    "tanh": lambda x, setting: torch.tanh(x),
    "relu": lambda x, setting: torch.relu(x),
    "leaky_relu": lambda x, setting: torch.where(x > 0, x, setting("slope") * x),
    "softmax": lambda x, setting: torch.softmax(x, dim=1),
}


def activation(configuration, slot, x):
    apply = ACTIVATIONS[configuration[f"{slot}.name"]]
    return apply(x, lambda name: configuration[f"{slot}.{name}"])


def loss(configuration, weights, x, y):
    """The mean loss over the rows, without the penalty."""
    signal = x
    for index in range(len(weights)):
        weight, bias = weights[index]
        signal = signal @ weight.T + bias
        if index < len(weights) - 1:
            signal = activation(configuration, "model.activation", signal)
    if configuration["loss.name"] == "log_loss":
        if configuration["model.output.name"] == "sigmoid":
            return torch.nn.functional.binary_cross_entropy_with_logits(signal, y)
        return torch.nn.functional.cross_entropy(signal, y)
    if configuration["loss.name"] == "mse":
        predicted = activation(configuration, "model.output", signal)
        return torch.nn.functional.mse_loss(predicted, y)
    sys.exit(f"error: no loss '{configuration['loss.name']}' here")


def penalty(configuration, weights):
    name = configuration["regularizer.name"]
    if name == "none":
        return 0
    if name == "l2":
        strength = configuration["regularizer.strength"]
        return strength / 2 * sum((weight**2).sum() for weight, _ in weights)
    sys.exit(f"error: no regularizer '{name}' here")


def multiplier(configuration, time):
    """What the schedule makes of the learning rate, before the step at that time in epochs."""

    def setting(name):
        return configuration[f"schedule.{name}"]

    name = setting("name")
    if name == "constant":
        return 1
    if name == "step":
        return setting("factor") ** math.floor(time / setting("every"))
    if name == "exponential":
        return setting("factor") ** time
    if name == "inverse_time":
        return 1 / (1 + setting("rate") * time)
    if name == "cosine":
        share = min(time / configuration["training.epochs"], 1)
        return setting("floor") + (1 - setting("floor")) * (1 + math.cos(math.pi * share)) / 2
    sys.exit(f"error: no schedule '{name}' here")


def train(configuration, weights, x, y):
    """The training loss by epoch, with one step an epoch; epoch 0 is before the first step."""
    name = configuration["optimizer.name"]
    if name not in ("sgd", "momentum", "nesterov"):
        sys.exit(f"error: no optimizer '{name}' here")
    rate = configuration["optimizer.learning_rate"]
    optimizer = torch.optim.SGD(
        [tensor for pair in weights for tensor in pair],
        lr=rate,
        momentum=configuration.get("optimizer.momentum", 0),
        nesterov=name == "nesterov",
    )
    before = [loss(configuration, weights, x, y).item()]
    for epoch in range(configuration["training.epochs"]):
        # Full-batch training has one step an epoch: step/steps-per-epoch is the epoch, from 0.
        optimizer.param_groups[0]["lr"] = rate * multiplier(configuration, epoch)
        optimizer.zero_grad()
        (loss(configuration, weights, x, y) + penalty(configuration, weights)).backward()
        optimizer.step()
        before.append(loss(configuration, weights, x, y).item())
    if configuration["training.train_metrics"] == "full":
        return before
    return before[:1] + before[:-1]


# MARK: - The comparison


def find_run(folder, runs):
    """The first run whose batch held all training rows."""
    for run, configuration in runs:
        split = folder / "weights" / run / "split.csv"
        if configuration["training.batch_size"] == "full":
            if not split.exists():
                sys.exit(f"error: there is no {split}; run the experiment with --save-weights")
            return run, configuration
        if split.exists():
            count = split.read_text().count(",train\n")
            if configuration["training.batch_size"] >= count:
                return run, configuration
    sys.exit(f"error: no run in {folder} was trained with the full batch (training.batch_size: full)")


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} RESULTS")
    folder = Path(sys.argv[1])
    experiment, provenance, runs = plan_and_runs(folder)
    run, configuration = find_run(folder, runs)
    columns, targets = read_table(configuration, folder, run, experiment, provenance)
    count = len(columns[targets[0]])
    split = read_split(folder / "weights" / run / "split.csv", count)
    x, y, task = training_part(configuration, columns, targets, split)
    tensors = load_file(folder / "weights" / run / "initial.safetensors")
    weights = [
        tuple(
            tensors[f"layers.{index}.{kind}"].to(torch.float64).requires_grad_()
            for kind in ("weight", "bias")
        )
        for index in range(len(tensors) // 2)
    ]
    theirs = train(configuration, weights, x, y)
    ours = recorded_losses(folder, run)

    print(f"{experiment}, run {run}: {task}, {len(x)} training rows, {x.shape[1]} inputs")
    print(
        f"hidden {configuration['model.hidden']}, {configuration['optimizer.name']}"
        f" {configuration['optimizer.learning_rate']}, schedule {configuration['schedule.name']},"
        f" regularizer {configuration['regularizer.name']}"
    )
    print(f"{'epoch':>6} {'Descent, float32':>18} {'PyTorch, float64':>18} {'relative':>9}")
    worst = 0.0
    shown = max(1, len(ours) // 20)
    for epoch in sorted(ours):
        difference = abs(ours[epoch] - theirs[epoch]) / max(abs(theirs[epoch]), 1e-12)
        # NaN is a difference too.
        worst = max(worst, difference if not math.isnan(difference) else math.inf)
        if epoch % shown == 0 or epoch == max(ours):
            print(f"{epoch:6} {ours[epoch]:18.10g} {theirs[epoch]:18.10g} {difference:9.1e}")
    print(f"largest relative difference over {len(ours)} epochs: {worst:.1e}")
    if len(ours) < 2:
        sys.exit("error: the run has no training losses to compare")
    if worst > TOLERANCE:
        sys.exit(f"error: the losses differ by more than {TOLERANCE:g}")


if __name__ == "__main__":
    main()
