"""Golden data: activation functions and their derivatives from torch, in float64."""

import math

import torch
from torch.nn import functional

import golden_file

KINKS = [-6.0, -3.0, -1.0, 0.0, 1.0, 3.0, 6.0]


def points() -> list[float]:
    """200 points: kinks and their neighbours, far ones, and a grid that meets no kink."""
    special = [kink + side for kink in KINKS for side in (-1e-9, 0.0, 1e-9)]
    special += [sign * far for far in (20.0, 88.0, 1e4) for sign in (-1.0, 1.0)]
    rest = 200 - len(special)
    grid = [-12 + 24 * (index + math.sqrt(2) - 1) / rest for index in range(rest)]
    return special + grid


FUNCTIONS = [
    ("identity", {}, lambda x: x),
    ("sigmoid", {}, torch.sigmoid),
    ("tanh", {}, torch.tanh),
    ("relu", {}, torch.relu),
    ("leaky_relu", {"slope": 0.01}, lambda x: functional.leaky_relu(x, 0.01)),
    ("leaky_relu", {"slope": 0.3}, lambda x: functional.leaky_relu(x, 0.3)),
    ("prelu", {"slope": 0.25}, lambda x: functional.prelu(x, torch.tensor([0.25], dtype=x.dtype))),
    ("elu", {"alpha": 1.0}, functional.elu),
    ("elu", {"alpha": 0.4}, lambda x: functional.elu(x, 0.4)),
    ("selu", {}, functional.selu),
    ("gelu", {"approximation": "none"}, functional.gelu),
    ("gelu", {"approximation": "tanh"}, lambda x: functional.gelu(x, approximate="tanh")),
    ("swish", {"beta": 1.0}, functional.silu),
    # PyTorch has no beta: it is a change of units.
    ("swish", {"beta": 1.7}, lambda x: functional.silu(1.7 * x) / 1.7),
    ("mish", {}, functional.mish),
    ("softplus", {}, functional.softplus),
    ("softsign", {}, functional.softsign),
    ("hard_sigmoid", {}, functional.hardsigmoid),
    ("hard_tanh", {}, functional.hardtanh),
    ("relu6", {}, functional.relu6),
]


def case(name: str, settings: dict, function) -> dict:
    x = torch.tensor(points(), dtype=torch.float64, requires_grad=True)
    y = function(x)
    (slopes,) = torch.autograd.grad(y.sum(), x)
    return {"name": name, "settings": settings, "values": y.tolist(), "slopes": slopes.tolist()}


def softmax() -> dict:
    """Rows of five, with the pullback of fixed numbers."""
    rows = torch.tensor(points(), dtype=torch.float64).reshape(40, 5).requires_grad_()
    weights = torch.tensor([[0.3, -1.0, 0.7, 2.0, -0.4]], dtype=torch.float64)
    y = torch.softmax(rows, dim=1)
    (pullback,) = torch.autograd.grad((weights * y).sum(), rows)
    return {"weights": weights[0].tolist(), "values": y.flatten().tolist(),
            "pullback": pullback.flatten().tolist()}


def golden() -> dict[str, dict]:
    return {"activations.json": {
        "library": "torch", "version": torch.__version__.split("+")[0],
        "points": points(),
        "functions": [case(*function) for function in FUNCTIONS],
        "softmax": softmax()}}


if __name__ == "__main__":
    golden_file.write(golden())
