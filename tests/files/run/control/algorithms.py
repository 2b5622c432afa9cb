# stages: run

import numpy as np
from numba import njit


@njit
def sieve(n):
    flags = np.ones(n + 1, np.bool_)
    flags[:2] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            flags[i * i::i] = False
        i += 1
    return flags.sum()

@njit
def bisect(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo

@njit
def bubble(a):
    a = a.copy()
    n = len(a)
    for i in range(n):
        swapped = False
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swapped = True
        if not swapped:
            break
    return a

@njit
def matmul(a, b):
    n, m = a.shape
    p = b.shape[1]
    c = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            s = 0.0
            for k in range(m):
                s += a[i, k] * b[k, j]
            c[i, j] = s
    return c

@njit
def newton(f, x):
    for _ in range(50):
        d = (f(x + 1e-6) - f(x)) / 1e-6
        step = f(x) / d
        x -= step
        if abs(step) < 1e-12:
            break
    return round(x, 6)

@njit
def parabola(x):
    return x * x - 2.0

@njit
def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count

@njit
def digits(n):
    out = np.zeros(20, np.int64)
    k = 0
    while n > 0:
        out[k] = n % 10
        n //= 10
        k += 1
    return out[:k][::-1]

@njit
def histogram(a, bins):
    h = np.zeros(bins, np.int64)
    for x in a:
        h[min(int(x * bins), bins - 1)] += 1
    return h

sieve(100)
bisect(np.array([1, 3, 5, 7]), 4)
bubble(np.array([3, 1, 2, 5, 4]))
matmul(np.arange(4.0).reshape(2, 2), np.eye(2))
newton(parabola, 1.0)
popcount(255)
digits(12345)
histogram(np.array([0.1, 0.5, 0.99, 1.0]), 4)
#> [run]
#> sieve(100) -> 25
#> bisect(np.array([1, 3, 5, 7]), 4) -> 2
#> bubble(np.array([3, 1, 2, 5, 4])) -> array([1, 2, 3, 4, 5], int64)
#> matmul(np.arange(4.0).reshape(2, 2), np.eye(2)) -> array([[0.0, 1.0], [2.0, 3.0]], float64)
#> newton(parabola, 1.0) -> 1.414214
#> popcount(255) -> 8
#> digits(12345) -> array([1, 2, 3, 4, 5], int64)
#> histogram(np.array([0.1, 0.5, 0.99, 1.0]), 4) -> array([1, 0, 1, 2], int64)
