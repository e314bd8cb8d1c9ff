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


def one_cycle(rule, rise: float, start: float, end: float):
    """PyTorch counts the steps in which a rate is used, and is at the end in the last one."""
    steps = EPOCHS + 1
    return torch.optim.lr_scheduler.OneCycleLR(
        rule, max_lr=RATE, total_steps=steps, pct_start=(rise * EPOCHS + 1) / steps,
        div_factor=1 / start, final_div_factor=start / end, cycle_momentum=False)


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
        ("multi_step", {"milestones": [4, 19, 20], "factor": 0.3},
         lambda rule: schedulers.MultiStepLR(rule, milestones=[4, 19, 20], gamma=0.3)),
        ("polynomial", {"power": 0.9},
         lambda rule: schedulers.PolynomialLR(rule, total_iters=EPOCHS, power=0.9)),
        ("polynomial", {"power": 2.5},
         lambda rule: schedulers.PolynomialLR(rule, total_iters=EPOCHS, power=2.5)),
        ("linear", {"end": 0.1},
         lambda rule: schedulers.LinearLR(rule, 1.0, 0.1, total_iters=EPOCHS)),
        ("linear", {"start": 0.25, "end": 1.0},
         lambda rule: schedulers.LinearLR(rule, 0.25, 1.0, total_iters=EPOCHS)),
        ("cosine_restarts", {"period": 7},
         lambda rule: schedulers.CosineAnnealingWarmRestarts(rule, T_0=7)),
        ("cosine_restarts", {"period": 4, "factor": 2.0, "floor": 0.1},
         lambda rule: schedulers.CosineAnnealingWarmRestarts(
             rule, T_0=4, T_mult=2, eta_min=0.1 * RATE)),
        ("cyclical", {"period": 8.0, "floor": 0.25},
         lambda rule: schedulers.CyclicLR(
             rule, 0.25 * RATE, RATE, step_size_up=4, cycle_momentum=False)),
        ("cyclical", {"period": 10.0, "floor": 0.1, "shrink": 0.5},
         lambda rule: schedulers.CyclicLR(
             rule, 0.1 * RATE, RATE, step_size_up=5, mode="triangular2", cycle_momentum=False)),
        ("one_cycle", {}, lambda rule: one_cycle(rule, 0.3, 0.04, 4e-6)),
        ("one_cycle", {"rise": 0.5, "start": 0.1, "end": 0.01},
         lambda rule: one_cycle(rule, 0.5, 0.1, 0.01)),
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
