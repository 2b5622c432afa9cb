"""Three ways to multiply matrices: plain loops, reordered loops, and `np.dot`.

Shows triple loops, a signature for C-ordered arrays given as a string, and linear algebra in compiled code.
The matrices hold small whole numbers, so every order of summation gives the same result.
"""

import numpy as np
from numba import njit


@njit
def example(n, factor):
    """An n by n matrix of small whole numbers."""
    a = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            a[i, j] = (i * factor + j * 7) % 11 - 5
    return a


@njit("float64[:, ::1](float64[:, ::1], float64[:, ::1])")
def multiply_ijk(a, b):
    """The textbook order: one dot product for each element."""
    n, m, p = a.shape[0], a.shape[1], b.shape[1]
    c = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            total = 0.0
            for k in range(m):
                total += a[i, k] * b[k, j]
            c[i, j] = total
    return c


@njit("float64[:, ::1](float64[:, ::1], float64[:, ::1])")
def multiply_ikj(a, b):
    """The order that walks both inputs row by row."""
    n, m, p = a.shape[0], a.shape[1], b.shape[1]
    c = np.zeros((n, p))
    for i in range(n):
        for k in range(m):
            factor = a[i, k]
            for j in range(p):
                c[i, j] += factor * b[k, j]
    return c


@njit
def multiply_dot(a, b):
    """Leave it to the library."""
    return np.dot(a, b)


@njit
def power(a, exponent):
    """Repeated squaring with the `@` operator."""
    result = np.eye(a.shape[0])
    base = a.copy()
    while exponent > 0:
        if exponent & 1:
            result = result @ base
        base = base @ base
        exponent >>= 1
    return result


def main():
    """Multiply, compare, and raise a small matrix to a power."""
    a = example(240, 3)
    b = example(240, 5)
    c = multiply_ijk(a, b)
    print("corner:", c[0, 0], "sum:", c.sum(), "max:", c.max())
    print("ikj differs by", abs(c - multiply_ikj(a, b)).max())
    print("dot differs by", abs(c - multiply_dot(a, b)).max())
    fibonacci = np.array([[1.0, 1.0], [1.0, 0.0]])
    print("fibonacci(60) =", int(power(fibonacci, 60)[0, 1]))


if __name__ == "__main__":
    main()
