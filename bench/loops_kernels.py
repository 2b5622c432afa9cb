"""The kernels of `loops.py`: prints one JSON object, kernel to [nanoseconds a call, checksum]."""

import json
import math
import sys
import time

import numpy as np
from numba import njit

N = 4096
SIDE = 128
ROUNDS = 7


@njit
def daxpy(x, y, calls):
    for _ in range(calls):
        for i in range(x.shape[0]):
            y[i] = y[i] + 1e-9 * x[i]
    return y.sum()


@njit
def dot_strict(x, y, calls):
    total = 0.0
    for _ in range(calls):
        s = 0.0
        for i in range(x.shape[0]):
            s += x[i] * y[i]
        total += s
    return total


@njit(fastmath=True)
def dot_fast(x, y, calls):
    total = 0.0
    for _ in range(calls):
        s = 0.0
        for i in range(x.shape[0]):
            s += x[i] * y[i]
        total += s
    return total


@njit
def stencil3(x, y, calls):
    for _ in range(calls):
        for i in range(1, x.shape[0] - 1):
            y[i] = 0.25 * x[i - 1] + 0.5 * x[i] + 0.25 * x[i + 1]
    return y.sum()


@njit
def stencil5(a, b, calls):
    n, m = a.shape
    for _ in range(calls):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                b[i, j] = 0.2 * (a[i, j] + a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1])
    return b.sum()


@njit
def int32_sum(v, calls):
    total = 0
    for _ in range(calls):
        s = 0
        for i in range(v.shape[0]):
            s += v[i]
        total += s
    return total


@njit
def blur32(a, b, calls):
    n, m = a.shape
    third = np.float32(1.0 / 3.0)
    for _ in range(calls):
        for i in range(n):
            for j in range(1, m - 1):
                b[i, j] = (a[i, j - 1] + a[i, j] + a[i, j + 1]) * third
    return float(b[3, 5])


@njit
def clip(x, y, calls):
    for _ in range(calls):
        for i in range(x.shape[0]):
            v = x[i] - 0.5
            if v < 0.0:
                v = 0.0
            y[i] = math.sqrt(v)
    return y.sum()


@njit
def exponential(x, y, calls):
    for _ in range(calls):
        for i in range(x.shape[0]):
            y[i] = math.exp(x[i])
    return y.sum()


@njit
def logarithm(x, y, calls):
    for _ in range(calls):
        for i in range(x.shape[0]):
            y[i] = math.log(x[i] + 0.1)
    return y.sum()


@njit
def softplus(x, y, calls):
    for _ in range(calls):
        for i in range(x.shape[0]):
            y[i] = math.log(1.0 + math.exp(-x[i]))
    return y.sum()


@njit
def black_scholes(s, k, out, calls):
    for _ in range(calls):
        for i in range(s.shape[0]):
            d1 = (math.log(s[i] / k[i]) + 0.06) / 0.2
            d2 = d1 - 0.2
            # Logistic approximation of the normal distribution.
            n1 = 1.0 / (1.0 + math.exp(-1.702 * d1))
            n2 = 1.0 / (1.0 + math.exp(-1.702 * d2))
            out[i] = s[i] * n1 - k[i] * math.exp(-0.04) * n2
    return out.sum()


@njit
def histogram(v, counts, calls):
    for _ in range(calls):
        for i in range(v.shape[0]):
            counts[v[i] & 63] += 1
    return counts.sum()


@njit
def prefix_sum(v, out, calls):
    for _ in range(calls):
        s = 0
        for i in range(v.shape[0]):
            s += v[i]
            out[i] = s
    return out.sum()


@njit
def count_above(x, calls):
    total = 0
    for _ in range(calls):
        n = 0
        for i in range(x.shape[0]):
            if x[i] > 0.5:
                n += 1
        total += n
    return total


def measure(function, *args):
    """Nanoseconds a call, and the checksum of one further call."""
    checksum = function(*args, 1)
    start = time.perf_counter()
    function(*args, 20)
    once = (time.perf_counter() - start) / 20
    calls = max(1, int(0.02 / max(once, 1e-9)))
    best = math.inf
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function(*args, calls)
        best = min(best, (time.perf_counter() - start) / calls)
    return [best * 1e9, float(checksum)]


def main():
    x = (np.arange(N) % 97) / 97.0
    y = (np.arange(N) % 89) / 89.0
    z = np.zeros(N)
    v = (np.arange(N) * 7919 % 1000).astype(np.int32)
    w = np.zeros(N, dtype=np.int64)
    a = ((np.arange(SIDE * SIDE) % 101) / 101.0).reshape(SIDE, SIDE)
    b = np.zeros((SIDE, SIDE))
    a32 = a.astype(np.float32)
    b32 = np.zeros((SIDE, SIDE), dtype=np.float32)
    kernels = {
        "daxpy": (daxpy, x, y.copy()),
        "dot_strict": (dot_strict, x, y),
        "dot_fast": (dot_fast, x, y),
        "stencil3": (stencil3, x, z),
        "stencil5": (stencil5, a, b),
        "int32_sum": (int32_sum, v),
        "blur32": (blur32, a32, b32),
        "clip": (clip, x, z),
        "exponential": (exponential, x, z),
        "logarithm": (logarithm, x, z),
        "softplus": (softplus, x, z),
        "black_scholes": (black_scholes, x + 0.5, y + 0.5, z),
        "histogram": (histogram, v, np.zeros(64, dtype=np.int64)),
        "prefix_sum": (prefix_sum, v, w),
        "count_above": (count_above, x),
    }
    if "--compile-only" in sys.argv:
        for function, *arguments in kernels.values():
            function(*arguments, 1)
        return
    only = sys.argv[1:] or list(kernels)
    results = {name: measure(*kernels[name]) for name in only}
    print(json.dumps(results))


main()
