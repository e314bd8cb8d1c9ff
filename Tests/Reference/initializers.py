"""Golden data: gains and the moments of first weights, from torch.nn.init and the distributions that it names.

Each case is checked here against numbers that torch draws.
"""

import math

import torch
from scipy import integrate, stats

import activations
import golden_file

SHAPES = [(64, 32), (300, 100), (20, 400)]
# The distributions' standard deviation, kurtosis and bound for a scale of 1.
NORMAL = {"sd": 1.0, "kurtosis": 3.0}
UNIFORM = {"sd": 1.0, "kurtosis": 1.8, "bound": math.sqrt(3)}
TRUNCATED = {"sd": stats.truncnorm(-2, 2).std().item(),
             "kurtosis": 3 + stats.truncnorm(-2, 2).stats("k").item(), "bound": 2.0}

# The activation whose gain is asked for, with its setting here and its name and parameter there.
NONLINEARITIES = [
    ("identity", {}, "linear", None), ("sigmoid", {}, "sigmoid", None), ("tanh", {}, "tanh", None),
    ("relu", {}, "relu", None), ("selu", {}, "selu", None),
    ("leaky_relu", {"slope": 0.01}, "leaky_relu", 0.01),
    ("leaky_relu", {"slope": 0.3}, "leaky_relu", 0.3),
]


def gains() -> list[dict]:
    """calculate_gain where it knows the function, and otherwise 1 / sqrt(E f(z)^2) by integration."""
    result = [{"activation": name, "settings": settings,
               "gain": float(torch.nn.init.calculate_gain(there, parameter))}
              for name, settings, there, parameter in NONLINEARITIES]
    known = {name for name, *_ in NONLINEARITIES}
    for name, settings, function in activations.FUNCTIONS:
        if name in known:
            continue

        def term(z: float) -> float:
            y = function(torch.tensor([z], dtype=torch.float64)).item()
            return y * y * stats.norm.pdf(z)

        square, _ = integrate.quad(term, -12, 12, points=activations.KINKS, limit=500,
                                   epsabs=0, epsrel=1e-12)
        result.append({"activation": name, "settings": settings, "gain": square ** -0.5})
    return result


def case(name: str, settings: dict, activation: str, shape: tuple[int, int], scale: float,
         distribution: dict, draw) -> dict:
    fan_in, fan_out = shape
    # PyTorch keeps weights as fan-out x fan-in.
    weight = draw(torch.empty(fan_out, fan_in, dtype=torch.float64))
    count = fan_in * fan_out
    moments = {key: value if key == "kurtosis" else scale * value
               for key, value in distribution.items()}
    drawn = weight.std().item()
    assert abs(drawn / moments["sd"] - 1) < 4 / count ** 0.5, (name, drawn, moments)
    if "bound" in moments:
        largest = weight.abs().max().item()
        assert 0.97 * moments["bound"] < largest <= moments["bound"], (name, largest, moments)
    return {"name": name, "settings": settings, "activation": activation, "fan_in": fan_in,
            "fan_out": fan_out, **moments}


def cases() -> list[dict]:
    init = torch.nn.init
    result = []
    for shape in SHAPES:
        fan_in, fan_out = shape
        fans = init._calculate_fan_in_and_fan_out(torch.empty(fan_out, fan_in))
        assert fans == shape, fans
        for form, distribution in (("normal", NORMAL), ("uniform", UNIFORM)):
            kaiming = {"normal": init.kaiming_normal_, "uniform": init.kaiming_uniform_}[form]
            xavier = {"normal": init.xavier_normal_, "uniform": init.xavier_uniform_}[form]
            # he and lecun differ in the standard gain; with that of the layer they are the same.
            for name, gain, nonlinearity in (
                    ("he", "standard", "relu"), ("he", "activation", "tanh"),
                    ("lecun", "standard", "linear"), ("lecun", "activation", "selu")):
                result.append(case(
                    name, {"distribution": form, "gain": gain},
                    "tanh" if gain == "standard" else nonlinearity, shape,
                    init.calculate_gain(nonlinearity) / math.sqrt(fan_in), distribution,
                    lambda w: kaiming(w, mode="fan_in", nonlinearity=nonlinearity)))
            for choice, gain in (("standard", 1.0), ("activation", init.calculate_gain("tanh"))):
                result.append(case(
                    "xavier", {"distribution": form, "gain": choice}, "tanh", shape,
                    gain * math.sqrt(2 / (fan_in + fan_out)), distribution,
                    lambda w: xavier(w, gain=gain)))
        result.append(case("normal", {"sd": 0.5}, "relu", shape, 0.5, NORMAL,
                           lambda w: init.normal_(w, std=0.5)))
        result.append(case("uniform", {"limit": 0.2}, "relu", shape, 0.2 / math.sqrt(3), UNIFORM,
                           lambda w: init.uniform_(w, -0.2, 0.2)))
        result.append(case("truncated_normal", {"sd": 0.5}, "relu", shape, 0.5, TRUNCATED,
                           lambda w: init.trunc_normal_(w, std=0.5, a=-1, b=1)))
        linear = torch.nn.Linear(fan_in, fan_out, dtype=torch.float64)
        bound = 1 / math.sqrt(fan_in)
        assert 0.8 * bound < linear.bias.abs().max().item() <= bound, linear.bias
        result.append(case("pytorch", {}, "relu", shape, bound / math.sqrt(3), UNIFORM,
                           lambda w: linear.weight.detach()) | {"bias_bound": bound})
    return result


def orthogonal() -> list[dict]:
    """The scale s of W' W = s^2 I, for tall, wide and square matrices."""
    result = []
    for fan_in, fan_out in [(60, 20), (20, 60), (30, 30), (1, 5), (5, 1)]:
        for choice, gain in (("standard", 1.0),
                             ("activation", torch.nn.init.calculate_gain("relu"))):
            weight = torch.nn.init.orthogonal_(
                torch.empty(fan_out, fan_in, dtype=torch.float64), gain)
            product = weight @ weight.T if fan_out < fan_in else weight.T @ weight
            assert torch.allclose(product, gain ** 2 * torch.eye(len(product), dtype=torch.float64))
            result.append({"gain": choice, "activation": "relu", "fan_in": fan_in,
                           "fan_out": fan_out, "scale": float(gain)})
    return result


def golden() -> dict[str, dict]:
    torch.manual_seed(1)
    return {"initializers.json": {
        "library": "torch", "version": torch.__version__.split("+")[0],
        "variant": "kaiming with mode='fan_in'; trunc_normal_ cut at two standard deviations; "
                   "gains beyond calculate_gain by scipy.integrate.quad",
        "gains": gains(), "cases": cases(), "orthogonal": orthogonal()}}


if __name__ == "__main__":
    golden_file.write(golden())
