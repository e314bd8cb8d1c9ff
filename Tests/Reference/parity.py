"""Golden data: whole trainings of a small network in PyTorch, in float64 and on the full batch.

Three tasks on 24 rows of 4 inputs, for a network 4-8-8-3:
  classes   cross-entropy of 3 classes, from logits            (log_loss)
  one_hot   the mean squared error of a softmax to 0 and 1     (mse)
  numbers   the mean squared error of 3 numbers                (mse)
each with 4 activations, 3 optimizers, with and without L2, from the same first weights.

L2 is `weight_decay` on the weight matrices alone. Losses are without the penalty, before each step.
"""

import itertools

import torch

import golden_file

SEED = 20260
STEPS = 50
ROWS, WIDTHS = 24, [4, 8, 8, 3]
LEARNING_RATE, MOMENTUM, SLOPE, STRENGTH = 0.05, 0.9, 0.01, 0.01
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda x: torch.nn.functional.leaky_relu(x, SLOPE),
}
TASKS = {"classes": "log_loss", "one_hot": "mse", "numbers": "mse"}
OPTIMIZERS = {"sgd": {}, "momentum": {"momentum": MOMENTUM},
              "nesterov": {"momentum": MOMENTUM, "nesterov": True}}


def flat(tensors) -> list[float]:
    return [number for tensor in tensors for number in tensor.detach().flatten().tolist()]


def make_data():
    """Inputs, targets for each task, and first weights, fan-in x fan-out as Descent keeps them."""
    generator = torch.Generator().manual_seed(SEED)

    def normal(*shape):
        return torch.randn(*shape, generator=generator, dtype=torch.float64)

    x = normal(ROWS, WIDTHS[0])
    classes = (x @ normal(WIDTHS[0], WIDTHS[-1])).argmax(dim=1)
    one_hot = torch.nn.functional.one_hot(classes, WIDTHS[-1]).to(torch.float64)
    numbers = torch.tanh(x @ normal(WIDTHS[0], WIDTHS[-1])) + 0.1 * normal(ROWS, WIDTHS[-1])
    first = []
    for fan_in, fan_out in zip(WIDTHS, WIDTHS[1:]):
        first += [normal(fan_in, fan_out) * (2 / fan_in) ** 0.5, 0.1 * normal(fan_out)]
    # Numbers that Float holds exactly, so that both precisions start from the same point.
    x, numbers = x.float().double(), numbers.float().double()
    first = [tensor.float().double() for tensor in first]
    return x, {"classes": one_hot, "one_hot": one_hot, "numbers": numbers}, first


def loss_of(task: str, output, target):
    if task == "classes":
        return torch.nn.functional.cross_entropy(output, target.argmax(dim=1))
    predicted = torch.softmax(output, dim=1) if task == "one_hot" else output
    return torch.nn.functional.mse_loss(predicted, target)


def train(task: str, activation: str, optimizer: str, penalized: bool) -> dict:
    x, targets, first = make_data()
    parameters = [tensor.clone().requires_grad_() for tensor in first]
    weights, biases = parameters[0::2], parameters[1::2]
    rule = torch.optim.SGD(
        [{"params": weights, "weight_decay": STRENGTH if penalized else 0.0},
         {"params": biases, "weight_decay": 0.0}],
        lr=LEARNING_RATE, **OPTIMIZERS[optimizer])
    losses = []
    for _ in range(STEPS):
        signal = x
        for index, (weight, bias) in enumerate(zip(weights, biases)):
            signal = signal @ weight + bias
            if index < len(weights) - 1:
                signal = ACTIVATIONS[activation](signal)
        loss = loss_of(task, signal, targets[task])
        losses.append(loss.item())
        rule.zero_grad()
        loss.backward()
        rule.step()
    return {"task": task, "loss": TASKS[task], "activation": activation, "optimizer": optimizer,
            "regularizer": "l2" if penalized else "none", "losses": losses,
            "parameters": flat(parameters)}


def golden() -> dict[str, dict]:
    torch.set_num_threads(1)
    x, targets, first = make_data()
    header = {
        "library": "torch", "version": torch.__version__.split("+")[0], "dtype": "float64",
        "variant": "torch.optim.SGD: v <- momentum v + g; w <- w - lr v, or with nesterov "
                   "w <- w - lr (g + momentum v); weight_decay on weights, not on biases",
        "seed": SEED, "steps": STEPS, "rows": ROWS, "widths": WIDTHS,
        "learning_rate": LEARNING_RATE, "momentum": MOMENTUM, "slope": SLOPE,
        "strength": STRENGTH, "inputs": flat([x]), "classes": flat([targets["classes"]]),
        "numbers": flat([targets["numbers"]]), "initial": flat(first)}
    cases = [train(*case) for case in itertools.product(TASKS, ACTIVATIONS, OPTIMIZERS,
                                                        [False, True])]
    return {"parity.json": header | {"cases": cases}}


if __name__ == "__main__":
    golden_file.write(golden())
