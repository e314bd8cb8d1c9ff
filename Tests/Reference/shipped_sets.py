"""What a small network reaches on each shipped data set, beside scikit-learn's of the same width.

    python shipped_sets.py .build/release/descent

Trains ten seeds of one hidden layer of 64 ReLU units with Adam in both: the same rows to train on and to
test, taken from the split that Descent keeps, inputs (and numeric targets) standardised by the training part,
the same epochs, batches and learning rate, no penalty, no early stopping. What differs is what a seed decides:
first weights and the order of the rows.

Prints the table that experiments/data/README.md holds. Exit status 1 where Descent's mean lies further below
scikit-learn's than scikit-learn's own seeds lie apart (one standard deviation), or where the page's table
is for other sets.
"""

import csv
import pathlib
import statistics
import subprocess
import sys
import tempfile
import warnings

import numpy
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "experiments" / "data"
SEEDS, WIDTH, EPOCHS, BATCH, RATE = 10, 64, 150, 32, 0.001
# The target, and whether it is a number.
SETS = {
    "breast_cancer": ("diagnosis", False), "diabetes": ("progression", True),
    "digits": ("digit", False), "iris": ("species", False), "penguins": ("species", False),
    "wine": ("cultivar", False),
}


def experiment(name: str) -> str:
    metric = "r2" if SETS[name][1] else "accuracy"
    return f"""
base:
  data: {{name: {name}, missing: drop}}
  model: {{hidden: [{WIDTH}], activation: relu, initializer: xavier}}
  optimizer: {{name: adam, learning_rate: {RATE}}}
  training: {{epochs: {EPOCHS}, batch_size: {BATCH}}}
metrics: [{metric}]
seeds: {SEEDS}
"""


def read(path: pathlib.Path) -> list[dict]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def encoded(name: str) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Inputs, with a column for each category, and targets, of all rows of the file."""
    rows = read(FOLDER / f"{name}.csv")
    target, is_number = SETS[name]
    columns = []
    for column in rows[0]:
        cells = [row[column] for row in rows]
        if column == target:
            continue
        try:
            columns.append([float(cell) if cell else numpy.nan for cell in cells])
        except ValueError:
            for level in sorted(set(cells) - {""}):
                columns.append([float(cell == level) for cell in cells])
    targets = [row[target] for row in rows]
    return numpy.array(columns).T, numpy.array([float(t) for t in targets] if is_number else targets)


def peer_score(name: str, split: list[dict], seed: int) -> float:
    inputs, targets = encoded(name)
    rows = {part: [int(row["row"]) for row in split if row["part"] == part]
            for part in ("train", "test")}
    train, test = rows["train"], rows["test"]
    mean, deviation = inputs[train].mean(axis=0), inputs[train].std(axis=0)
    inputs = (inputs - mean) / numpy.where(deviation > 0, deviation, 1)
    if SETS[name][1]:
        targets = (targets - targets[train].mean()) / targets[train].std()
    network = (MLPRegressor if SETS[name][1] else MLPClassifier)(
        hidden_layer_sizes=(WIDTH,), alpha=0, batch_size=min(BATCH, len(train)), learning_rate_init=RATE,
        max_iter=EPOCHS, n_iter_no_change=EPOCHS, tol=0, random_state=seed)
    network.fit(inputs[train], targets[train])
    return network.score(inputs[test], targets[test])


def scores(name: str, descent: str) -> tuple[list[float], list[float]]:
    """Descent's and scikit-learn's, seed by seed, on the test part."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "x.yaml").write_text(experiment(name), encoding="utf-8")
        subprocess.run(
            [descent, "run", folder / "x.yaml", "--quiet", "--save-weights", "--results", folder / "r"],
            check=True, stdout=subprocess.DEVNULL)
        runs = sorted(read(folder / "r/data/runs.csv"), key=lambda run: int(run["seed"]))
        assert len(runs) == SEEDS and all(run["status"] == "ok" for run in runs)
        column = "test_r2" if SETS[name][1] else "test_accuracy"
        own = [float(run[column]) for run in runs]
        peers = [peer_score(name, read(folder / "r/weights" / run["run_id"] / "split.csv"),
                            int(run["seed"])) for run in runs]
    return own, peers


def main() -> int:
    warnings.simplefilter("ignore", ConvergenceWarning)
    descent = str(pathlib.Path(sys.argv[1]).resolve())
    failed = False
    lines = ["| set | score | Descent | scikit-learn | Descent − scikit-learn |",
             "| --- | --- | ---: | ---: | ---: |"]
    for name in SETS:
        own, peers = scores(name, descent)
        differences = [a - b for a, b in zip(own, peers)]

        def shown(values: list[float]) -> str:
            return f"{statistics.mean(values):.3f} ± {statistics.stdev(values):.3f}"

        line = (f"| `{name}` | {'R²' if SETS[name][1] else 'accuracy'} | {shown(own)} | "
                f"{shown(peers)} | {statistics.mean(differences):+.3f} ± "
                f"{statistics.stdev(differences):.3f} |")
        lines.append(line.replace("-", "−"))
        failed |= statistics.mean(differences) < -statistics.stdev(peers)
    print("\n".join(lines))
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for line in lines[2:]:
        name = line.split("|")[1]
        failed |= f"\n|{name}| " not in page
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
