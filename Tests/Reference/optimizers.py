"""Golden data: the ways of all optimizers over a bent valley, in float64.

    f(w) = 10 (b - a^2)^2 + (1 - a)^2 + 2 (d - sin 2c)^2 + c^2 / 2 + a d cos(c) / 2,  w = (a, b, c, d)

Rosenbrock's valley and one along a sine, tied together: it is not convex. Each optimizer goes over it
with two settings, and with the first of them under a schedule that is read before each step. torch
has neither Lion nor sign descent; those are optax's, and its settings have our names already.
"""

import jax
import optax
import torch

import golden_file

STEPS = 40
START = [-1.2, 1.0, 0.7, -0.5]
FACTOR = 0.93

ADAM = torch.optim.Adam
TORCH = [
    ("sgd", torch.optim.SGD, [{"learning_rate": 0.002}, {"learning_rate": 0.01}]),
    ("momentum", torch.optim.SGD, [{"learning_rate": 0.002, "momentum": 0.9},
                                   {"learning_rate": 0.005, "momentum": 0.5}]),
    ("nesterov", lambda w, **settings: torch.optim.SGD(w, nesterov=True, **settings),
     [{"learning_rate": 0.002, "momentum": 0.9}, {"learning_rate": 0.005, "momentum": 0.5}]),
    ("adagrad", torch.optim.Adagrad, [{"learning_rate": 0.3},
                                      {"learning_rate": 0.1, "epsilon": 0.01}]),
    ("adadelta", torch.optim.Adadelta, [{"learning_rate": 1.0},
                                        {"learning_rate": 1.5, "rho": 0.7, "epsilon": 1e-4}]),
    ("rmsprop", torch.optim.RMSprop, [
        {"learning_rate": 0.01},
        {"learning_rate": 0.02, "rho": 0.9, "epsilon": 1e-3, "centered": True}]),
    ("adam", ADAM, [{"learning_rate": 0.05},
                    {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "epsilon": 1e-3}]),
    ("amsgrad", lambda w, **settings: ADAM(w, amsgrad=True, **settings),
     [{"learning_rate": 0.05},
      {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "epsilon": 1e-3}]),
    ("adamw", torch.optim.AdamW, [
        {"learning_rate": 0.05},
        {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "epsilon": 1e-3, "weight_decay": 0.3}]),
    ("nadam", torch.optim.NAdam, [
        {"learning_rate": 0.05},
        {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "epsilon": 1e-3,
         "momentum_decay": 0.5}]),
    ("radam", torch.optim.RAdam, [
        {"learning_rate": 0.02},
        {"learning_rate": 0.03, "beta1": 0.7, "beta2": 0.9, "epsilon": 1e-3}]),
    ("adamax", torch.optim.Adamax, [
        {"learning_rate": 0.05},
        {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "epsilon": 1e-3}]),
]
OPTAX = [
    ("lion", optax.lion, [{"learning_rate": 0.03},
                          {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.9,
                           "weight_decay": 0.2}]),
    ("sign_descent", optax.sign_sgd, [{"learning_rate": 0.03}, {"learning_rate": 0.045}]),
]
OPTAX_NAMES = {"beta1": "b1", "beta2": "b2"}
TORCH_NAMES = {"learning_rate": "lr", "epsilon": "eps"}


def loss(w, sin, cos):
    a, b, c, d = w
    return (10 * (b - a**2)**2 + (1 - a)**2 + 2 * (d - sin(2 * c))**2 + c**2 / 2
            + a * d * cos(c) / 2)


def torch_path(name: str, make, settings: dict, scheduled: bool) -> list[list[float]]:
    settings = {TORCH_NAMES.get(key, key): value for key, value in settings.items()}
    if "beta1" in settings:
        settings["betas"] = (settings.pop("beta1"), settings.pop("beta2"))
    if name == "rmsprop" and "rho" in settings:
        settings["alpha"] = settings.pop("rho")
    w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    rule = make([w], **settings)
    schedule = torch.optim.lr_scheduler.ExponentialLR(rule, gamma=FACTOR if scheduled else 1)
    path = [w.tolist()]
    for _ in range(STEPS):
        rule.zero_grad()
        loss(w, torch.sin, torch.cos).backward()
        rule.step()
        schedule.step()
        path.append(w.tolist())
    return path


def optax_path(make, settings: dict, scheduled: bool) -> list[list[float]]:
    settings = {OPTAX_NAMES.get(key, key): value for key, value in settings.items()}
    if scheduled:
        # optax.exponential_decay computes in float32.
        rate = settings["learning_rate"]
        settings["learning_rate"] = lambda count: rate * FACTOR ** count.astype("float64")
    rule = make(**settings)
    gradient = jax.grad(lambda w: loss(w, jax.numpy.sin, jax.numpy.cos))
    w = jax.numpy.array(START, dtype=jax.numpy.float64)
    state = rule.init(w)
    path = [w.tolist()]
    for _ in range(STEPS):
        change, state = rule.update(gradient(w), state, w)
        w = optax.apply_updates(w, change)
        path.append(w.tolist())
    return path


def golden() -> dict[str, dict]:
    # NAdam keeps its product in the default type.
    kept = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        return make_golden()
    finally:
        torch.set_default_dtype(kept)


def make_golden() -> dict[str, dict]:
    torch.set_num_threads(1)
    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_platforms", "cpu")
    runs = []
    for rules, library in [(TORCH, "torch"), (OPTAX, "optax")]:
        for name, make, (first, second) in rules:
            for settings, scheduled in [(first, False), (second, False), (first, True)]:
                path = (torch_path(name, make, settings, scheduled) if library == "torch"
                        else optax_path(make, settings, scheduled))
                runs.append({"optimizer": name, "library": library, "settings": settings,
                             "factor": FACTOR if scheduled else 1.0, "path": path})
    return {"optimizers.json": {
        "versions": {"torch": torch.__version__.split("+")[0], "optax": optax.__version__,
                     "jax": jax.__version__},
        "dtype": "float64", "steps": STEPS,
        "variant": "the rate falls by `factor` after each step; a path begins at the start",
        "runs": runs}}


if __name__ == "__main__":
    golden_file.write(golden())
