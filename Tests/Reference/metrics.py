"""Golden data: metrics of scikit-learn.

Of several targets scikit-learn's root_mean_squared_error takes the mean of the roots, Descent the
root of the mean over all numbers; so rmse is compared for one target, as mean_squared_error ** 0.5
for two.
"""

import numpy
import sklearn
from sklearn import metrics

import golden_file

SEED, ROWS = 7, 40


def regression(outputs: int, random) -> dict:
    expected = (10 + 4 * random.standard_normal((ROWS, outputs))).astype(numpy.float32)
    predicted = (expected + 2 * random.standard_normal((ROWS, outputs))).astype(numpy.float32)
    truth, guess = expected.astype(float), predicted.astype(float)
    rmse = (metrics.root_mean_squared_error(truth, guess) if outputs == 1
            else metrics.mean_squared_error(truth, guess) ** 0.5)
    return {"task": "regression", "outputs": outputs, "expected": truth.flatten().tolist(),
            "predicted": guess.flatten().tolist(),
            "values": {"r2": metrics.r2_score(truth, guess),
                       "mae": metrics.mean_absolute_error(truth, guess), "rmse": rmse}}


def classification(classes: int, random) -> dict:
    labels = random.integers(classes, size=ROWS)
    scores = random.standard_normal((ROWS, classes)) + 1.2 * numpy.eye(classes)[labels]
    shares = numpy.exp(scores) / numpy.exp(scores).sum(axis=1, keepdims=True)
    shares = shares.astype(numpy.float32).astype(float)
    # Ties, which ranks must meet.
    shares[1::8] = shares[0::8]
    guesses = shares.argmax(axis=1)
    if classes == 2:
        expected, predicted = labels.astype(float), shares[:, 1]
    else:
        expected, predicted = numpy.eye(classes)[labels], shares
    return {"task": "classification", "outputs": 1 if classes == 2 else classes,
            "expected": expected.flatten().tolist(), "predicted": predicted.flatten().tolist(),
            "values": {
                "accuracy": metrics.accuracy_score(labels, guesses),
                "balanced_accuracy": metrics.balanced_accuracy_score(labels, guesses),
                "precision": metrics.precision_score(labels, guesses, average="macro"),
                "recall": metrics.recall_score(labels, guesses, average="macro"),
                "f1": metrics.f1_score(labels, guesses, average="macro"),
                **({"top_k": metrics.top_k_accuracy_score(labels, shares, k=2)}
                   if classes > 2 else {}),
                "brier": metrics.brier_score_loss(labels, predicted),
                "roc_auc": metrics.roc_auc_score(labels, predicted / predicted.sum(
                    axis=1, keepdims=True) if classes > 2 else predicted, multi_class="ovr"),
                "calibration_error": calibration_error(
                    labels, guesses, numpy.stack([1 - predicted, predicted], axis=1)
                    if classes == 2 else shares)}}


def several_labels(random) -> dict:
    """Each label by itself; the last is neither true nor predicted in any row."""
    truth = random.integers(2, size=(ROWS, 4))
    scores = random.standard_normal((ROWS, 4)) + 1.5 * (truth - 0.5)
    truth[:, 3], scores[:, 3] = 0, -1
    shares = (1 / (1 + numpy.exp(-scores))).astype(numpy.float32).astype(float)
    shares[1::8] = shares[0::8]
    guesses = (shares > 0.5).astype(int)
    averages = {name: getattr(metrics, f"{name}_score")(truth, guesses, average="macro",
                                                        zero_division=0)
                for name in ("precision", "recall")}
    # Of a label that is never true there is no area: it is left out.
    return {"task": "labels", "outputs": 4,
            "expected": truth.astype(float).flatten().tolist(),
            "predicted": shares.flatten().tolist(),
            "values": averages | {
                "accuracy": metrics.accuracy_score(truth, guesses),
                "f1": metrics.f1_score(truth, guesses, average="macro", zero_division=0),
                "brier": float(numpy.mean([metrics.brier_score_loss(truth[:, label], shares[:, label],
                                                                    pos_label=1)
                                           for label in range(4)])),
                "roc_auc": metrics.roc_auc_score(truth[:, :3], shares[:, :3], average="macro")}}


def calibration_error(labels, guesses, shares, bins: int = 15) -> float:
    """scikit-learn has none: the definition of Guo et al. 2017, bin by bin."""
    confidence = shares[numpy.arange(len(labels)), guesses]
    error = 0.0
    for low in range(bins):
        inside = (confidence > low / bins) & (confidence <= (low + 1) / bins)
        if inside.any():
            accuracy = (labels[inside] == guesses[inside]).mean()
            error += inside.mean() * abs(accuracy - confidence[inside].mean())
    return error


def top_k(random) -> dict:
    """Rows of four small whole scores, most of which have ties."""
    scores = random.integers(3, size=(ROWS, 4)).astype(float)
    labels = random.integers(4, size=ROWS)
    return {"scores": scores.flatten().tolist(), "labels": labels.tolist(),
            "values": [metrics.top_k_accuracy_score(labels, scores, k=k, labels=range(4))
                       for k in (1, 2, 3)]}


def golden() -> dict[str, dict]:
    random = numpy.random.default_rng(SEED)
    return {"metrics.json": {
        "library": "scikit-learn", "version": sklearn.__version__, "seed": SEED, "rows": ROWS,
        "variant": "r2_score and mean_absolute_error with uniform_average",
        "cases": [regression(1, random), regression(2, random), classification(2, random),
                  classification(4, random), several_labels(random)],
        "top_k": top_k(random)}}


if __name__ == "__main__":
    golden_file.write(golden())
