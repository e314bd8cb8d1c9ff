"""Golden data: whole trainings of networks in PyTorch with all that goes around the optimizer.

Normalisation and residual connections, clipping, warm-up, reduction on a plateau, a limit on norms.

A network 4-8-8-3 on 48 rows of 3 classes, full batch, float64, from the same first weights, with validation
on 24 other rows in evaluation mode before the first step and after each. Batch normalisation stands in the
bias's place, so its linear layers have none. Biases and what is learnt by normalisation decay with the
weights in AdamW and Lion, as PyTorch's parameter groups do by default.

max_norm is torch.renorm of the weights after every step. PyTorch has no Lion: it is written here as its paper has it, on PyTorch's tensors; optimizers.py holds the
rule itself against optax.
"""

import torch

import golden_file

SEED = 20261
STEPS = 50
ROWS, VALIDATION_ROWS, WIDTHS = 48, 24, [4, 8, 8, 3]
ACTIVATIONS = {"gelu": torch.nn.GELU, "mish": torch.nn.Mish, "elu": torch.nn.ELU}


class Lion(torch.optim.Optimizer):
    """Chen et al. 2023, arXiv:2302.06675."""

    def __init__(self, parameters, lr, betas, weight_decay):
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            (first, second), rate = group["betas"], group["lr"]
            for weight in group["params"]:
                moment = self.state[weight].setdefault("moment", torch.zeros_like(weight))
                direction = torch.sign(first * moment + (1 - first) * weight.grad)
                weight -= rate * (direction + group["weight_decay"] * weight)
                moment.mul_(second).add_(weight.grad, alpha=1 - second)


OPTIMIZERS = {
    "adam": (torch.optim.Adam, {"lr": 0.01, "betas": (0.9, 0.999), "eps": 1e-8}),
    "rmsprop": (torch.optim.RMSprop, {"lr": 0.003, "alpha": 0.99, "eps": 1e-8}),
    "adamw": (torch.optim.AdamW,
              {"lr": 0.01, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.1}),
    "lion": (Lion, {"lr": 0.003, "betas": (0.9, 0.99), "weight_decay": 0.1}),
}
MOMENTUM = (torch.optim.SGD, {"lr": 0.2, "momentum": 0.9})
# One run for each: what is set besides, in Descent's names.
EXTRAS = [
    {"clip_norm": 0.05}, {"clip_value": 0.01}, {"clip_norm": 0.05, "clip_value": 0.02},
    {"max_norm": 1.0}, {"warmup": 7}, {"warmup": 7, "schedule": "cosine"},
    {"schedule": "reduce_on_plateau", "factor": 0.5, "patience": 1, "threshold": 0.01,
     "cooldown": 2, "floor": 0.1},
    {"schedule": "reduce_on_plateau", "factor": 0.3, "patience": 0, "threshold": 0.05,
     "cooldown": 0, "floor": 0.0},
]
# What Descent calls the settings that PyTorch calls otherwise; betas have one each.
NAMES = {"lr": "learning_rate", "eps": "epsilon", "alpha": "rho"}


class Network(torch.nn.Module):
    def __init__(self, activation: str, normalization: str, residual: bool):
        super().__init__()
        pairs = list(zip(WIDTHS, WIDTHS[1:]))
        has_bias = [normalization != "batch"] * (len(pairs) - 1) + [True]
        self.linear = torch.nn.ModuleList(
            torch.nn.Linear(*pair, bias=bias) for pair, bias in zip(pairs, has_bias))
        kinds = {"batch": torch.nn.BatchNorm1d, "layer": torch.nn.LayerNorm}
        self.normalization = torch.nn.ModuleList(
            kinds[normalization](width) if normalization in kinds else torch.nn.Identity()
            for width in WIDTHS[1:-1])
        self.activation = ACTIVATIONS[activation]()
        self.residual = residual

    def forward(self, signal):
        for linear, normalization in zip(self.linear, self.normalization):
            output = self.activation(normalization(linear(signal)))
            signal = output + signal if self.residual and output.shape == signal.shape else output
        return self.linear[-1](signal)

    def tensors(self) -> dict[str, torch.Tensor]:
        """Parameters and running statistics under Descent's names."""
        named = {}
        for kind in ("linear", "normalization"):
            for index, module in enumerate(getattr(self, kind)):
                for name, tensor in module.state_dict().items():
                    if name != "num_batches_tracked":
                        prefix = "" if kind == "linear" else "normalization."
                        named[f"layers.{index}.{prefix}{name}"] = tensor
        return named


def make_data():
    generator = torch.Generator().manual_seed(SEED)

    def normal(*shape):
        # Numbers that Float holds exactly, so that both precisions start from the same point.
        return torch.randn(*shape, generator=generator).double()

    x = normal(ROWS + VALIDATION_ROWS, WIDTHS[0])
    classes = (torch.tanh(x @ normal(WIDTHS[0], 6)) @ normal(6, WIDTHS[-1])).argmax(dim=1)
    first = [(normal(fan_out, fan_in) * (2 / fan_in) ** 0.5).float().double()
             for fan_in, fan_out in zip(WIDTHS, WIDTHS[1:])]
    return x, classes, first


def schedules_of(rule, extras: dict) -> list:
    """The schedulers that are stepped after each epoch, without and with the validation loss."""
    lr_scheduler = torch.optim.lr_scheduler
    if extras.get("schedule") == "reduce_on_plateau":
        return [], [lr_scheduler.ReduceLROnPlateau(
            rule, factor=extras["factor"], patience=extras["patience"],
            threshold=extras["threshold"], cooldown=extras["cooldown"],
            min_lr=extras["floor"] * rule.param_groups[0]["lr"], eps=0)]
    warmup = extras.get("warmup", 0)
    if not warmup:
        return [], []
    ramp = lr_scheduler.LinearLR(rule, start_factor=1 / warmup, total_iters=warmup - 1)
    after = (lr_scheduler.CosineAnnealingLR(rule, T_max=STEPS - warmup)
             if "schedule" in extras else lr_scheduler.ConstantLR(rule, factor=1))
    return [lr_scheduler.SequentialLR(rule, [ramp, after], milestones=[warmup])], []


def train(optimizer: str, activation: str, normalization: str, residual: bool,
          extras: dict) -> dict:
    x, classes, first = make_data()
    model = Network(activation, normalization, residual).double()
    with torch.no_grad():
        for linear, weight in zip(model.linear, first):
            linear.weight.copy_(weight)
            if linear.bias is not None:
                linear.bias.zero_()
    rule, settings = MOMENTUM if optimizer == "momentum" else OPTIMIZERS[optimizer]
    rule = rule(model.parameters(), **settings)
    by_time, by_loss = schedules_of(rule, extras)
    entropy = torch.nn.functional.cross_entropy

    def validation() -> float:
        model.eval()
        with torch.no_grad():
            return entropy(model(x[ROWS:]), classes[ROWS:]).item()

    losses, validation_losses, rates = [], [validation()], []
    for _ in range(STEPS):
        model.train()
        loss = entropy(model(x[:ROWS]), classes[:ROWS])
        losses.append(loss.item())
        rule.zero_grad()
        loss.backward()
        if "clip_value" in extras:
            torch.nn.utils.clip_grad_value_(model.parameters(), extras["clip_value"])
        if "clip_norm" in extras:
            torch.nn.utils.clip_grad_norm_(model.parameters(), extras["clip_norm"])
        rates.append(rule.param_groups[0]["lr"])
        rule.step()
        if "max_norm" in extras:
            with torch.no_grad():
                for linear in model.linear:
                    linear.weight.copy_(torch.renorm(linear.weight, 2, 0, extras["max_norm"]))
        validation_losses.append(validation())
        for schedule in by_time:
            schedule.step()
        for schedule in by_loss:
            schedule.step(validation_losses[-1])
    own = {NAMES.get(name, name): value for name, value in settings.items() if name != "betas"}
    if "betas" in settings:
        own |= dict(zip(("beta1", "beta2"), settings["betas"]))
    return {"optimizer": optimizer, "settings": own, "activation": activation,
            "normalization": normalization, "residual": residual, "extras": extras,
            "losses": losses, "learning_rates": rates, "validation_losses": validation_losses,
            "final": {name: tensor.flatten().tolist() for name, tensor in model.tensors().items()}}


def golden() -> dict[str, dict]:
    torch.set_num_threads(1)
    x, classes, first = make_data()
    cases = [train(optimizer, activation, "batch", False, {})
             for optimizer in OPTIMIZERS for activation in ACTIVATIONS]
    cases += [train("adam", "gelu", normalization, residual, {})
              for normalization in ("none", "batch", "layer") for residual in (False, True)
              if (normalization, residual) != ("batch", False)]
    cases += [train("momentum", "gelu", "none", False, extras) for extras in EXTRAS]
    header = {
        "library": "torch", "version": torch.__version__.split("+")[0], "dtype": "float64",
        "variant": "torch.nn.BatchNorm1d and LayerNorm with eps 1e-5, momentum 0.1",
        "seed": SEED, "steps": STEPS, "rows": ROWS, "widths": WIDTHS,
        "inputs": x.flatten().tolist(), "classes": classes.tolist(),
        "weights": [weight.flatten().tolist() for weight in first]}
    return {"networks.json": header | {"cases": cases}}


if __name__ == "__main__":
    golden_file.write(golden())
