"""Golden data: standard deviations and bounds of torch.nn.init, from gains and fans as it has them.

Each is checked here against numbers that torch.nn.init draws.
"""

import torch

import golden_file

SHAPES = [(64, 32), (300, 100), (20, 400)]


def case(name: str, distribution: str, fan_in: int, fan_out: int) -> dict:
    # PyTorch keeps weights as fan-out x fan-in.
    weight = torch.empty(fan_out, fan_in, dtype=torch.float64)
    fans = torch.nn.init._calculate_fan_in_and_fan_out(weight)
    assert fans == (fan_in, fan_out), fans
    if name == "he":
        gain = torch.nn.init.calculate_gain("relu")
        sd = gain / fans[0] ** 0.5
        draw = {"normal": torch.nn.init.kaiming_normal_, "uniform": torch.nn.init.kaiming_uniform_}
        drawn = draw[distribution](weight, mode="fan_in", nonlinearity="relu")
    else:
        sd = (2 / (fans[0] + fans[1])) ** 0.5
        draw = {"normal": torch.nn.init.xavier_normal_, "uniform": torch.nn.init.xavier_uniform_}
        drawn = draw[distribution](weight)
    count = fan_in * fan_out
    assert abs(drawn.std().item() / sd - 1) < 4 / count ** 0.5, (name, drawn.std().item(), sd)
    result = {"name": name, "distribution": distribution, "fan_in": fan_in, "fan_out": fan_out,
              "sd": sd}
    if distribution == "uniform":
        result["bound"] = 3 ** 0.5 * sd
        largest = drawn.abs().max().item()
        assert 0.99 * result["bound"] < largest <= result["bound"], (largest, result)
    return result


def golden() -> dict[str, dict]:
    torch.manual_seed(1)
    cases = [case(name, distribution, *shape) for name in ("he", "xavier")
             for distribution in ("normal", "uniform") for shape in SHAPES]
    return {"initializers.json": {
        "library": "torch", "version": torch.__version__.split("+")[0],
        "variant": "kaiming with mode='fan_in', nonlinearity='relu'; xavier with gain 1",
        "cases": cases}}


if __name__ == "__main__":
    golden_file.write(golden())
