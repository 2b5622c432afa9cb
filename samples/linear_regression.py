"""Linear and logistic regression by gradient descent.

Shows matrix products, transposes, whole-array arithmetic and ufuncs on arrays in compiled code.
"""

import numpy as np
from numba import njit


@njit
def make_data(seed, n, weights, noise):
    """Features with a leading column of ones, and targets with normal noise."""
    np.random.seed(seed)
    x = np.ones((n, weights.size))
    x[:, 1:] = np.random.randn(n, weights.size - 1)
    y = x @ weights + noise * np.random.randn(n)
    return x, y


@njit
def fit_linear(x, y, rate, steps):
    """Minimise the mean squared error; returns the weights and the final loss."""
    n = y.size
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        gradient = x.T @ (x @ w - y) / n
        w -= rate * gradient
    residual = x @ w - y
    return w, np.mean(residual * residual)


@njit
def sigmoid(z):
    """The logistic function, for scalars and arrays."""
    return 1.0 / (1.0 + np.exp(-z))


@njit
def fit_logistic(x, labels, rate, steps):
    """Minimise the logistic loss."""
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w = w - rate * np.dot(x.T, sigmoid(np.dot(x, w)) - labels) / labels.size
    return w


@njit
def accuracy(x, labels, w):
    """Share of points on the right side."""
    predicted = np.where(sigmoid(x @ w) > 0.5, 1.0, 0.0)
    return (predicted == labels).mean()


def show(name, w):
    """Print a weight vector."""
    print(name, " ".join(f"{value:.8f}" for value in w))


def main():
    """Recover known weights from noisy data."""
    truth = np.array([0.5, 2.0, -1.0, 0.25])
    x, y = make_data(101, 2000, truth, 0.3)
    w, loss = fit_linear(x, y, 0.1, 400)
    show("linear:", w)
    print(f"loss: {loss:.9f}")
    labels = (y > 0.5).astype(np.float64)
    w = fit_logistic(x, labels, 0.5, 400)
    show("logistic:", w)
    print(f"accuracy: {accuracy(x, labels, w):.4f}")


if __name__ == "__main__":
    main()
