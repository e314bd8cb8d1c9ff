"""Holds the schema that Descent prints against a validator, as editors do with files.

    python check_schema.py .build/release/descent

The schema must be one of draft 2020-12, take every shipped experiment, every example of the pages and the files
below, and refuse each wrong file at the place of its mistake. Files are read by the rules of YAML 1.1 and by those
of YAML 1.2, since editors have either. What is wrong must be so to Descent, too.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


class YAML11(yaml.SafeLoader):
    """YAML 1.1 without dates."""


YAML11.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


class YAML12(yaml.SafeLoader):
    """The core schema of YAML 1.2."""


YAML12.yaml_implicit_resolvers = {}
for tag, form, first in [
    ("null", r"(|~|null|Null|NULL)$", ["", "~", "n", "N"]),
    ("bool", r"(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
    ("merge", r"<<$", ["<"]),
]:
    YAML12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(form), first)

BASE = "base: {data: moons}\n"

# What stands in a base beside its data, and in a grid.
RIGHT_BASES = [
    "optimizer: {name: sgd, learning_rate: 1e-3}",
    "optimizer.learning_rate: +.5",
    "optimizer: {learning_rate: 1.5e3}",
    "optimizer.name: adam, optimizer: {beta1: 5.e-1}",
    "model.hidden: [], data.split: {folds: 5}",
    "data.split.folds: 5",
    "model: {hidden: [4, 4], activation: [tanh, {name: leaky_relu, slope: 0.2}]}",
    "data.split: [0.7, 0.3]",
    "training: {batch_size: full, clip_norm: none}",
    "model.normalization: none, regularizer: {name: l2, label: no}",
    "training.epochs: 1e2",
    "training: {epochs: {value: 3}}",
]

RIGHT_GRIDS = [
    "optimizer.learning_rate: {min: 1e-3, max: 1, num: 4, scale: log}",
    "optimizer.learning_rate: {min: 0.1, max: 1, step: 0.3}",
    "optimizer: [sgd, {name: momentum, momentum: {min: 0, max: 1, step: 0.4}}]",
    "optimizer: {values: [sgd, adam]}",
    "optimizer: adam",
    "optimizer.name: [sgd, adam]",
    "optimizer: {learning_rate: [0.1, 1e-2]}",
    "model: {hidden: [[8], [16, 16]], activation: [relu, {name: leaky_relu, slope: [0.1, 0.2]}]}",
    "model.hidden: {value: [16]}",
    "training.batch_size: [16, full], stop.patience: [3, 5]",
    "data: [moons, {name: circles, split: {folds: [3, 4]}}]",
    "data.split: [[0.8, 0.2], [0.6, 0.4]]",
    "regularizer: [none, {name: l2, strength: [0.1, 1]}]",
]

# Beside `base: {data: moons}`.
RIGHT_STUDIES = [
    "grid: {}",
    "zip: {size: {model.hidden: [[8], [8]], training.epochs: [2, 2], labels: [small, large]}}",
    "zip: {size: {training: {epochs: [2, 3], batch_size: {min: 8, max: 16, num: 2}}}}",
    "zip: {size: [{model.hidden: [8], training.epochs: 2}, {model.hidden: [9], training.epochs: 3}]}",
    "zip: {how: [{optimizer: sgd, schedule: {name: multi_step, milestones: [[1, 2]]}, label: a},"
    " {optimizer: adam, schedule: constant, label: b}]}",
    "random: {samples: 4, space: {optimizer.learning_rate: {min: 1e-3, max: 1, scale: log}}}",
    "random: {samples: 4, space: {training.epochs: {min: 1, max: 9, num: 3},"
    " regularizer: [none, {name: l2, strength: {min: 0.1, max: 1}}]}}",
    "ablate: {training.batch_size: [8, 16], optimizer: [sgd, adam]}",
    "studies: {a: {grid: {optimizer: [sgd, adam]}}, b: {grid.model.depth: [1, 2]}}",
    "grid: {optimizer: [sgd, adam]}\nexclude: []\n"
    "adjust: [{when: {optimizer: adam}, set: {schedule: cosine}}]",
    "grid: {model.depth: [1, 2, 3]}\n"
    "exclude: [{model: {depth: {min: 2, max: 2}}}, {model.depth: [3]}]",
    "include: [{optimizer: {name: momentum, momentum: 0.99}, stop.patience: 5}, {model.hidden: []}]",
]

RIGHT_FILES = [
    BASE + "seeds: [1, 2, 3]", BASE + "seeds: {count: 3, vary: [split]}", BASE + "seeds.count: 3",
    BASE + "run: {jobs: auto, timeout: 60s, memory: 500MB}", BASE + "run.timeout: 1.5h",
    BASE + "metrics: [accuracy, {name: top_k, k: 1, label: top}]", BASE + "metrics: f1",
    BASE + "select: val_loss", BASE + "select: {metric: val_loss, at: best}",
    BASE + "target: {val_accuracy: 9e-1}", BASE + "stop: {patience: 3}",
    BASE + "target: {val_accuracy: 0.9}\nstop: {at_target: true}", BASE + "run: {launcher: local}",
    BASE + "grid: {optimizer: [sgd, adam]}\nsearch: hyperband",
    BASE + "grid: {optimizer: [sgd, adam]}\nsearch: {method: successive_halving, eta: 2, min_epochs: 2}",
    BASE + "diagnostics: {thresholds: {dead_rows: 0.1}}",
    BASE + "diagnostics.thresholds.dead_rows: 0.1",
    BASE + "report: {formats: csv, sesoi: 1e-2}", BASE + "question: 42", BASE + "name: 2024",
    "base.data: moons", "base: {data.name: moons, data.samples: 100}",
    "base: &b {data: moons}\ngrid: {<<: {optimizer: [sgd, adam]}}",
]

EVERY_CONSTRUCT = """
name: activation_x_optimizer
question: Does the best optimizer depend on the activation?
base:
  data:        {name: moons, samples: 600, noise: 0.2, split: [0.6, 0.2, 0.2]}
  model:       {hidden: [16, 16], activation: relu, initializer: he}
  loss:        log_loss
  optimizer:   {name: sgd, learning_rate: 0.1}
  schedule:    constant
  regularizer: none
  training:    {epochs: 100, batch_size: 32}
studies:
  main:
    grid:
      model.activation:
        - relu
        - sigmoid
        - {name: leaky_relu, slope: [0.01, 0.2]}
      optimizer:
        - sgd
        - {name: momentum, momentum: [0.5, 0.9]}
        - {name: adam, learning_rate: {min: 1.0e-4, max: 1.0e-2, num: 3, scale: log}}
      optimizer.learning_rate: {min: 1.0e-3, max: 1.0, num: 4, scale: log}
      schedule:
        - constant
        - {name: step, every: 30, factor: [0.1, 0.5]}
    zip:
      size:
        model.hidden: [[8], [32, 32, 32]]
        training.epochs: [200, 60]
    adjust:
      - when: {model.activation.name: sigmoid}
        set:  {model.initializer: xavier}
    exclude:
      - {optimizer.name: adam, schedule.name: step}
      - {optimizer.name: momentum, optimizer.momentum: 0.9, optimizer.learning_rate: 1.0}
    include:
      - {optimizer: {name: momentum, momentum: 0.99, learning_rate: 0.01}, schedule: constant}
      - {model.activation: sigmoid, loss: mse}
  l2:
    grid:
      optimizer: [sgd, {name: momentum, momentum: 0.9}]
    random:
      samples: 8
      seed: 7
      method: halton
      space:
        optimizer.learning_rate: {min: 1.0e-3, max: 1.0, scale: log}
        regularizer: [{name: l2, strength: {min: 1.0e-6, max: 1.0e-2, scale: log}}]
        training.batch_size: [16, 32, 64]
  ablation:
    ablate:
      training.batch_size: [8, 32, 128]
      model.initializer: [he, xavier, zeros]
      schedule: [constant, {name: cosine, floor: 0}]
seeds:   {count: 5, start: 1, vary: [initialization, shuffle]}
compare: [model.activation, optimizer]
tune:    [optimizer.learning_rate, regularizer.strength, training.batch_size]
select:  {metric: val_accuracy, goal: maximize, at: final}
target:  {val_accuracy: 0.97}
stop:    {patience: 30, min_delta: 1.0e-4}
diverge: {loss_above: 1.0e6, patience: 1}
run:     {jobs: auto, fail_fast: false, max_failures: 20, timeout: 60s, max_runs: 5000}
report:  {formats: [csv, markdown, html], baseline: {optimizer.name: sgd}, confidence: 0.95}
hypotheses: []
search: {method: hyperband}
"""

# The code of the mistake, the file, and where the schema says it is.
WRONG = [
    ("E02", "grid: {optimizer: [sgd, adam]}", ""),
    ("E02", BASE + "gird: {optimizer: [sgd, adam]}", ""),
    ("E02", "base: {optimizer: sgd}", "base"),
    ("E02", "base: {data: moons, optimzer: sgd}", "base"),
    ("E02", "base: {data: moons, training: {epoch: 5}}", "base.training"),
    ("E02", BASE + "grid: {optimzer.learning_rate: [0.1]}", "grid"),
    ("E02", BASE + "grid: {model: {widht: [1, 2]}}", "grid.model"),
    ("E02", BASE + "seeds: {number: 5}", "seeds"),
    ("E02", BASE + "run: {job: 2}", "run"),
    ("E02", BASE + "report: {format: csv}", "report"),
    ("E02", BASE + "diagnostics: {thresholds: {dead_row: 0.1}}", "diagnostics.thresholds"),
    ("E03", "base: {data: mons}", "base.data"),
    ("E03", "base: {data: {name: mons, samples: 5}}", "base.data.name"),
    ("E03", "base: {data: {samples: 100}}", "base.data"),
    ("E03", "base: {data: moons, optimizer: adm}", "base.optimizer"),
    ("E03", BASE + "grid: {model.activation: [relu, relo]}", "grid.model.activation.1"),
    ("E03", BASE + "grid: {optimizer: [sgd, {momentum: 0.9}]}", "grid.optimizer.1"),
    ("E03", BASE + "metrics: [acuracy]", "metrics.0"),
    ("E04", "base: {data: moons, optimizer: {name: sgd, momentum: 0.9}}", "base.optimizer"),
    ("E04", "base: {data: moons, optimizer: {momentun: 0.9}}", "base.optimizer"),
    ("E04", BASE + "grid: {optimizer: [{name: adam, momentum: [0.9]}]}", "grid.optimizer.0"),
    ("E04", BASE + "metrics: [{name: accuracy, k: 3}]", "metrics.0"),
    ("E05", "base: {data: moons, optimizer: {name: sgd, learning_rate: 0}}",
     "base.optimizer.learning_rate"),
    ("E05", "base: {data: moons, optimizer: {name: sgd, learning_rate: -1e-3}}",
     "base.optimizer.learning_rate"),
    ("E05", "base: {data: moons, optimizer: {name: sgd, learning_rate: '0.1'}}",
     "base.optimizer.learning_rate"),
    ("E05", "base: {data: moons, optimizer: {name: sgd, learning_rate: fast}}",
     "base.optimizer.learning_rate"),
    ("E05", "base: {data: moons, optimizer: {name: sgd, learning_rate: [0.1, 0.2]}}",
     "base.optimizer.learning_rate"),
    ("E05", "base: {data: moons, training: {epochs: 1.5}}", "base.training.epochs"),
    ("E05", "base: {data: moons, training.batch_size: 0}", "base.training.batch_size"),
    ("E05", "base: {data: moons, training: {batch_size: all}}", "base.training.batch_size"),
    ("E05", "base: {data: moons, model: {residual: 1}}", "base.model.residual"),
    ("E05", "base: {data: moons, model: {hidden: 32}}", "base.model.hidden"),
    ("E05", "base: {data: moons, model: {hidden: [32, 0]}}", "base.model.hidden.1"),
    ("E05", "base: {data: moons, data.missing: skip}", "base.data.missing"),
    ("E05", "base: [moons]", "base"),
    ("E05", BASE + "grid: {optimizer: [{name: momentum, momentum: [0.9, 1]}]}",
     "grid.optimizer.0.momentum.1"),
    ("E05", BASE + "grid: {optimizer.learning_rate: [0.1, -1]}",
     "grid.optimizer.learning_rate.1"),
    ("E05", BASE + "grid: {optimizer.learning_rate: {min: -1, max: 1, num: 3}}",
     "grid.optimizer.learning_rate.min"),
    ("E05", BASE + "seeds: 0", "seeds"),
    ("E05", BASE + "seeds: {vary: [weights]}", "seeds.vary.0"),
    ("E05", BASE + "run: {timeout: 5 minutes}", "run.timeout"),
    ("E05", BASE + "run: {memory: 500}", "run.memory"),
    ("E05", BASE + "run: {launcher: slurm}", "run.launcher"),
    ("E02", BASE + "search: {method: hyperband, factor: 3}", "search"),
    ("E05", BASE + "search: {method: hyperband, eta: 1}", "search.eta"),
    ("E05", BASE + "search: random", "search"),
    ("E05", BASE + "report: {confidence: 95}", "report.confidence"),
    ("E05", BASE + "name: a/b", "name"),
    ("E05", BASE + "target: 0.9", "target"),
    ("E05", BASE + "diverge: {loss_above: 1}", "diverge.loss_above"),
    ("E06", "base: {data: moons, model: {hidden: [8], depth: 2}}", "base.model.depth"),
    ("E06", BASE + "grid: {model.hidden: [[8], [9]], model.width: [1, 2]}", "grid.model.width"),
    ("E07", BASE + "grid: {optimizer.learning_rate: {min: 0.1, max: 1}}",
     "grid.optimizer.learning_rate"),
    ("E07", BASE + "grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, step: 0.1}}",
     "grid.optimizer.learning_rate"),
    ("E07", BASE + "grid: {optimizer.learning_rate: {min: 0.1, num: 3}}",
     "grid.optimizer.learning_rate"),
    ("E07", BASE + "grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 1}}",
     "grid.optimizer.learning_rate.num"),
    ("E07", BASE + "grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0}}",
     "grid.optimizer.learning_rate.step"),
    ("E07", BASE + "grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0.1, scale: log}}",
     "grid.optimizer.learning_rate.step"),
    ("E07", BASE + "grid: {model.dropout: {min: 0, max: 0.5, num: 3, scale: log}}",
     "grid.model.dropout.min"),
    ("E08", BASE + "grid: {optimizer.learning_rate: []}", "grid.optimizer.learning_rate"),
    ("E08", BASE + "grid: {optimizer.learning_rate: [0.1, 0.10]}", "grid.optimizer.learning_rate"),
    ("E08", BASE + "grid: {optimizer: [sgd, adam, sgd]}", "grid.optimizer"),
    ("E08", BASE + "seeds: [1, 1]", "seeds"),
    ("E08", BASE + "compare: [optimizer, optimizer]", "compare"),
    ("E09", BASE + "zip: {size: {model.hidden: [[8], [16]]}}", "zip.size"),
    ("E09", BASE + "zip: {size: {model.hidden: [[8], [16]], zip: {training.epochs: [1, 2]}}}",
     "zip.size"),
    ("E09", BASE + "zip: {optimizer: {model.hidden: [[8], [16]], training.epochs: [1, 2]}}", "zip"),
    ("E13", BASE + "grid: {model.hidden: [[16], 32]}", "grid.model.hidden.1"),
    ("E14", BASE + "random: {space: {optimizer.learning_rate: {min: 0.1, max: 1}}}", "random"),
    ("E08", BASE + "adjust: [{when: {optimizer: sgd}, set: {}}]", "adjust.0.set"),
    ("E14", BASE + "random: {samples: 8}", "random"),
    ("E14", BASE + "random: {samples: 0, space: {optimizer.learning_rate: {min: 0.1, max: 1}}}",
     "random.samples"),
    ("E17", BASE + "select: {goal: maximize}", "select"),
    ("E20", BASE + "hypotheses: [{id: a, claim: b, expect: a > c, metric: val_loss,"
     " compare: {factor: optimizer, a: sgd, b: adam}}]", "hypotheses.0.expect"),
    ("E20", BASE + "hypotheses: [{id: a, claim: b, expect: a > b, metric: val_loss}]",
     "hypotheses.0"),
    ("E20", BASE + "hypotheses: [{id: a, claim: b, expect: a > 1}]", "hypotheses.0"),
    ("E20", BASE + "hypotheses: [{id: a, claim: b, expect: a > 1,"
     " metric: {name: val_loss, at: epoch x}, compare: {factor: optimizer, a: sgd}}]",
     "hypotheses.0.metric.at"),
]


def examples() -> list[tuple[str, str]]:
    """The files that are shipped and shown, by name."""
    files = sorted([*ROOT.glob("experiments/*.yaml"), *ROOT.glob("Tests/Reference/*.yaml")])
    shown = [(file.name, file.read_text(encoding="utf-8")) for file in files]
    for page in ["README.md", "experiments/README.md"]:
        text = (ROOT / page).read_text(encoding="utf-8")
        shown += [(page, example) for example in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    return shown


def starters(descent: str) -> list[tuple[str, str]]:
    """What `descent init` writes for the shipped data sets."""
    written = []
    with tempfile.TemporaryDirectory() as folder:
        for data in sorted(ROOT.glob("experiments/data/*.csv")):
            subprocess.run([descent, "init", data], check=True, cwd=folder, capture_output=True)
        for file in sorted(pathlib.Path(folder).iterdir()):
            written.append((file.name, file.read_text(encoding="utf-8")))
    return written


def own() -> list[str]:
    bases = [f"base: {{data.name: moons, {base}}}" for base in RIGHT_BASES]
    grids = [f"{BASE}grid: {{{grid}}}" for grid in RIGHT_GRIDS]
    return bases + grids + [BASE + study for study in RIGHT_STUDIES] + RIGHT_FILES


def schema(descent: str, *arguments: str) -> dict:
    printed = subprocess.run([descent, "schema", *arguments], check=True, capture_output=True)
    result = json.loads(printed.stdout)
    jsonschema.Draft202012Validator.check_schema(result)
    return result


def plan(descent: str, text: str) -> str:
    """What Descent says against a file; empty where it takes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "x.yaml"
        path.write_text(text, encoding="utf-8")
        ending = subprocess.run([descent, "plan", path], capture_output=True, text=True)
        return "" if ending.returncode == 0 else ending.stderr


def main() -> int:
    descent = str(pathlib.Path(sys.argv[1]).resolve())
    plain = jsonschema.Draft202012Validator(schema(descent))
    plugins = [f"--plugin={path}" for path in sorted(ROOT.glob("plugins/Examples/*.swift"))]
    loaded = jsonschema.Draft202012Validator(schema(descent, *plugins))
    right = examples() + starters(descent) + [(text, text) for text in own()]
    mistakes = []
    for loader in [YAML11, YAML12]:
        for name, text in right + [("every construct", EVERY_CONSTRUCT)]:
            validator = loaded if "\nplugins:" in text else plain
            for error in validator.iter_errors(yaml.load(text, loader)):
                mistakes.append(f"{name} by {loader.__name__}: {error.json_path}: {error.message}")
        for code, text, place in WRONG:
            found = {".".join(str(part) for part in error.absolute_path)
                     for error in plain.iter_errors(yaml.load(text, loader))}
            if found != {place}:
                mistakes.append(f"{code} by {loader.__name__}: expected a mistake at '{place}', "
                                f"found {sorted(found)} in\n{text}")
    for text in own():
        message = plan(descent, text)
        if message:
            mistakes.append(f"Descent does not take\n{text}\n{message}")
    mistakes += [f"{code}: Descent takes\n{text}" for code, text, _ in WRONG if not plan(descent, text)]
    for mistake in mistakes:
        print(mistake)
    print(f"{len(right)} right files, {len(WRONG)} wrong ones, {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
