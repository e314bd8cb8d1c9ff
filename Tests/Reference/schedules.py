"""Golden data: learning rates from torch.optim.lr_scheduler, and momentum under a schedule.

PyTorch has no schedule of 1 / (1 + rate t); for it LambdaLR is given the formula, so that the time
at which it is read is still PyTorch's.
"""

import torch

import golden_file

EPOCHS = 30
RATE = 0.5


def optimizer(parameters=None, **settings):
    parameters = parameters or [torch.zeros(1, requires_grad=True)]
    return torch.optim.SGD(parameters, lr=RATE, **settings)


def multipliers(make_schedule) -> list[float]:
    """The rate before each epoch, and after the last one, over the base rate."""
    rule = optimizer()
    schedule = make_schedule(rule)
    result = []
    for _ in range(EPOCHS):
        result.append(schedule.get_last_lr()[0] / RATE)
        rule.step()
        schedule.step()
    return result + [schedule.get_last_lr()[0] / RATE]


def momentum_run(nesterov: bool) -> dict:
    """Momentum on w1^2 + 3 w2^2 - w1 w2, the rate falling at each step."""
    w = torch.tensor([1.5, -1.0], dtype=torch.float64, requires_grad=True)
    rule = torch.optim.SGD([w], lr=0.05, momentum=0.9, nesterov=nesterov)
    schedule = torch.optim.lr_scheduler.ExponentialLR(rule, gamma=0.9)
    path, gradients = [w.tolist()], []
    for _ in range(EPOCHS):
        rule.zero_grad()
        (w[0] ** 2 + 3 * w[1] ** 2 - w[0] * w[1]).backward()
        gradients.append(w.grad.tolist())
        rule.step()
        schedule.step()
        path.append(w.tolist())
    return {"optimizer": "nesterov" if nesterov else "momentum", "learning_rate": 0.05,
            "momentum": 0.9, "factor": 0.9, "path": path, "gradients": gradients}


def golden() -> dict[str, dict]:
    schedulers = torch.optim.lr_scheduler
    cases = [
        ("step", {"every": 7, "factor": 0.3},
         lambda rule: schedulers.StepLR(rule, step_size=7, gamma=0.3)),
        ("exponential", {"factor": 0.9},
         lambda rule: schedulers.ExponentialLR(rule, gamma=0.9)),
        ("inverse_time", {"rate": 0.25},
         lambda rule: schedulers.LambdaLR(rule, lambda epoch: 1 / (1 + 0.25 * epoch))),
        ("cosine", {"floor": 0.0},
         lambda rule: schedulers.CosineAnnealingLR(rule, T_max=EPOCHS)),
        ("cosine", {"floor": 0.1},
         lambda rule: schedulers.CosineAnnealingLR(rule, T_max=EPOCHS, eta_min=0.1 * RATE)),
    ]
    return {"schedules.json": {
        "library": "torch", "version": torch.__version__.split("+")[0],
        "variant": "read before each epoch, in units of the base rate",
        "epochs": EPOCHS,
        "schedules": [{"name": name, "settings": settings, "multipliers": multipliers(make)}
                      for name, settings, make in cases],
        "runs": [momentum_run(False), momentum_run(True)]}}


if __name__ == "__main__":
    golden_file.write(golden())
