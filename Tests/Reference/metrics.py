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
    accuracy = metrics.accuracy_score(labels, shares.argmax(axis=1))
    if classes == 2:
        expected, predicted = labels.astype(float), shares[:, 1]
    else:
        expected, predicted = numpy.eye(classes)[labels], shares
    return {"task": "classification", "outputs": 1 if classes == 2 else classes,
            "expected": expected.flatten().tolist(), "predicted": predicted.flatten().tolist(),
            "values": {"accuracy": accuracy}}


def golden() -> dict[str, dict]:
    random = numpy.random.default_rng(SEED)
    return {"metrics.json": {
        "library": "scikit-learn", "version": sklearn.__version__, "seed": SEED, "rows": ROWS,
        "variant": "r2_score and mean_absolute_error with uniform_average",
        "cases": [regression(1, random), regression(2, random), classification(2, random),
                  classification(4, random)]}}


if __name__ == "__main__":
    golden_file.write(golden())
