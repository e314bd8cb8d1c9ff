"""Golden data: losses and penalties with their gradients, from torch in float64."""

import math

import torch
from torch.nn import functional

import golden_file

NUMBERS = [0.0, 1e-9, -1e-9, 20.0, -20.0, 88.0, -88.0, 1e4, -1e4]


def errors() -> list[float]:
    """200 errors: equality and its neighbours, Huber's joints, far ones, a grid."""
    special = NUMBERS + [joint + side for joint in (-1.0, -0.3, 0.3, 1.0) for side in (-1e-9, 1e-9)]
    rest = 200 - len(special)
    return special + [-6 + 12 * (index + math.sqrt(2) - 1) / rest for index in range(rest)]


def pinball(predicted, expected, level):
    """PyTorch has no quantile loss; scikit-learn's is this formula."""
    error = expected - predicted
    return torch.where(error > 0, level * error, torch.where(error < 0, (level - 1) * error, 0 * error))


ELEMENTWISE = [
    ("mse", {}, functional.mse_loss),
    ("mae", {}, functional.l1_loss),
    ("huber", {"delta": 1.0}, lambda p, y, reduction: functional.huber_loss(p, y, reduction, 1.0)),
    ("huber", {"delta": 0.3}, lambda p, y, reduction: functional.huber_loss(p, y, reduction, 0.3)),
    # log(cosh d) itself overflows.
    ("log_cosh", {}, lambda p, y, reduction: torch.logaddexp(p - y, y - p) - math.log(2)),
    ("quantile", {"level": 0.5}, lambda p, y, reduction: pinball(p, y, 0.5)),
    ("quantile", {"level": 0.9}, lambda p, y, reduction: pinball(p, y, 0.9)),
]


def focal(logs, gamma):
    """From log p of the true class and log(1 - p)."""
    truth, others = logs
    return -torch.exp(gamma * others) * truth


def focal_binary(z, y, gamma):
    s = 2 * y - 1
    return focal((functional.logsigmoid(s * z), functional.logsigmoid(-s * z)), gamma)


def focal_classes(z, y, gamma):
    logs = torch.log_softmax(z, dim=1)
    truth = logs.gather(1, y[:, None])[:, 0]
    others = logs.scatter(1, y[:, None], -math.inf).logsumexp(dim=1)
    return focal((truth, others), gamma)


def log_loss_two(z, y, smoothing, weights):
    """The two-class form is cross_entropy with 0 as the first class's logit."""
    logits = torch.stack([torch.zeros_like(z), z], dim=1)
    return log_loss(logits, y.long(), smoothing, weights)


def log_loss(z, y, smoothing, weights):
    return functional.cross_entropy(
        z, y, weight=torch.tensor(weights, dtype=z.dtype) if weights else None,
        label_smoothing=smoothing, reduction="none")


def log_losses(function, weights: list[float]) -> list[tuple]:
    """Without settings, with each alone and with both."""
    return [("log_loss", {"label_smoothing": smoothing, "class_weights": chosen},
             lambda z, y, s=smoothing, w=chosen: function(z, y, s, w))
            for smoothing in (0.0, 0.1, 0.9) for chosen in ([], weights)]


BINARY = [
    ("log_loss", {}, lambda z, y: functional.binary_cross_entropy_with_logits(z, y, reduction="none")),
    *log_losses(log_loss_two, [0.3, 2.5]),
    ("hinge", {}, lambda z, y: torch.clamp(1 - (2 * y - 1) * z, min=0)),
    ("squared_hinge", {}, lambda z, y: torch.clamp(1 - (2 * y - 1) * z, min=0) ** 2),
    ("focal", {"gamma": 0.0}, lambda z, y: focal_binary(z, y, 0.0)),
    ("focal", {"gamma": 2.0}, lambda z, y: focal_binary(z, y, 2.0)),
]

CLASSES = [
    ("log_loss", {}, lambda z, y: functional.cross_entropy(z, y, reduction="none")),
    *log_losses(log_loss, [0.3, 2.5, 1.0, 7.0]),
    ("hinge", {}, lambda z, y: functional.multi_margin_loss(z, y, reduction="none")),
    ("squared_hinge", {}, lambda z, y: functional.multi_margin_loss(z, y, p=2, reduction="none")),
    ("focal", {"gamma": 0.0}, lambda z, y: focal_classes(z, y, 0.0)),
    ("focal", {"gamma": 2.0}, lambda z, y: focal_classes(z, y, 2.0)),
]

PENALTIES = [
    ("l1", {"strength": 0.1}, lambda w: 0.1 * w.abs()),
    ("l2", {"strength": 0.1}, lambda w: 0.05 * w ** 2),
    ("elastic_net", {"strength": 0.1, "ratio": 0.3}, lambda w: 0.1 * (0.3 * w.abs() + 0.35 * w ** 2)),
]


def with_gradient(name: str, settings: dict, losses, variable) -> dict:
    (gradient,) = torch.autograd.grad(losses.sum(), variable)
    return {"name": name, "settings": settings, "values": losses.flatten().tolist(),
            "slopes": gradient.flatten().tolist()}


FAR = [0.0, 20.0, -20.0, 88.0, -88.0, 1e4, -1e4]


def scores(rows: int, columns: int) -> list[float]:
    """200 scores of several sizes; the first rows hold zeros and very far ones.

    Each of these stands twice: two rows that follow each other have different labels.
    """
    assert rows * columns == 200
    generator = torch.Generator().manual_seed(3)
    z = 4 * torch.randn(rows, columns, generator=generator, dtype=torch.float64)
    for index, size in enumerate(FAR):
        z[2 * index:2 * index + 2, 0] = size
    # A row of equal scores.
    z[0] = 0
    return z.flatten().tolist()


def golden() -> dict[str, dict]:
    double = torch.float64
    targets = [0.5 * ((7 * index) % 11) - 2 for index in range(200)]
    predictions = [target + error for target, error in zip(targets, errors())]
    binary, several = scores(200, 1), scores(50, 4)
    labels, classes = [index % 2 for index in range(200)], [index * 3 % 4 for index in range(50)]
    flags = [row // (column + 1) % 2 for row in range(50) for column in range(4)]

    def elementwise(name, settings, function):
        x = torch.tensor(predictions, dtype=double, requires_grad=True)
        return with_gradient(
            name, settings, function(x, torch.tensor(targets, dtype=double), reduction="none"), x)

    def two(name, settings, function):
        z = torch.tensor(binary, dtype=double, requires_grad=True)
        return with_gradient(name, settings, function(z, torch.tensor(labels, dtype=double)), z)

    def more(name, settings, function):
        z = torch.tensor(several, dtype=double).reshape(50, 4).requires_grad_()
        return with_gradient(name, settings, function(z, torch.tensor(classes)), z)

    def by_label(name, settings, function):
        """The mean over the labels: of the log-loss what torch.nn.BCEWithLogitsLoss gives."""
        z = torch.tensor(several, dtype=double).reshape(50, 4).requires_grad_()
        losses = function(z, torch.tensor(flags, dtype=double).reshape(50, 4)).mean(dim=1)
        if (name, settings) == ("log_loss", {}):
            of_torch = torch.nn.BCEWithLogitsLoss()(z, torch.tensor(flags, dtype=double).reshape(50, 4))
            assert torch.allclose(losses.mean(), of_torch, rtol=1e-14)
        return with_gradient(name, settings, losses, z)

    def penalty(name, settings, function):
        w = torch.tensor(errors(), dtype=double, requires_grad=True)
        return with_gradient(name, settings, function(w), w)

    return {"losses.json": {
        "library": "torch", "version": torch.__version__.split("+")[0],
        "predictions": predictions, "targets": targets, "binary": binary, "labels": labels,
        "several": several, "classes": classes, "flags": flags, "weights": errors(),
        "elementwise": [elementwise(*case) for case in ELEMENTWISE],
        "two_classes": [two(*case) for case in BINARY],
        "four_classes": [more(*case) for case in CLASSES],
        "four_labels": [by_label(*case) for case in BINARY],
        "penalties": [penalty(*case) for case in PENALTIES]}}


if __name__ == "__main__":
    golden_file.write(golden())
