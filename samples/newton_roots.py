"""Roots of functions: Newton's method, the secant method and bisection.

Shows compiled functions passed as arguments, compiled functions made by a Python factory, default arguments,
keyword arguments, tuples as results, and exceptions raised by compiled code.
"""

import math

import numpy as np
from numba import njit


@njit
def wave(x):
    """A function with a root near 0.739."""
    return math.cos(x) - x


@njit
def wave_slope(x):
    """The derivative of `wave`."""
    return -math.sin(x) - 1.0


def make_polynomial(*coefficients):
    """A compiled polynomial with the given coefficients, highest power first."""
    constants = tuple(float(c) for c in coefficients)

    @njit
    def polynomial(x):
        total = 0.0
        for c in constants:
            total = total * x + c
        return total

    return polynomial


@njit
def newton(f, slope, x, tolerance=1e-12, limit=50):
    """A root of `f` near `x`, and the number of steps."""
    for steps in range(1, limit + 1):
        delta = f(x) / slope(x)
        x -= delta
        if abs(delta) < tolerance:
            return x, steps
    raise ValueError("no convergence", limit)


@njit
def secant(f, a, b, tolerance=1e-12, limit=50):
    """A root of `f`, from two starting points and no derivative."""
    fa, fb = f(a), f(b)
    for steps in range(1, limit + 1):
        a, b = b, b - fb * (b - a) / (fb - fa)
        fa, fb = fb, f(b)
        if abs(b - a) < tolerance or fb == 0.0:
            return b, steps
    raise ValueError("no convergence", limit)


@njit
def bisect(f, low, high, tolerance=1e-12):
    """A root of `f` between two points where it has opposite signs."""
    if f(low) * f(high) > 0.0:
        raise ValueError("no change of sign")
    steps = 0
    while high - low > tolerance:
        middle = 0.5 * (low + high)
        steps += 1
        if f(low) * f(middle) <= 0.0:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high), steps


@njit
def newton_basins(size, limit):
    """For each starting point of a grid in the complex plane, which cube root of one Newton's method finds."""
    roots = (1.0 + 0.0j, -0.5 + math.sqrt(0.75) * 1j, -0.5 - math.sqrt(0.75) * 1j)
    found = np.full((size, size), -1)
    for i in range(size):
        for j in range(size):
            z = complex(4.0 * (j + 0.5) / size - 2.0, 4.0 * (i + 0.5) / size - 2.0)
            for _ in range(limit):
                z -= (z * z * z - 1.0) / (3.0 * z * z)
            for k in range(3):
                if abs(z - roots[k]) < 1e-6:
                    found[i, j] = k
    return found


def main():
    """Find some roots and report what fails."""
    root, steps = newton(wave, wave_slope, 1.0)
    print(f"newton: {root:.10f} after {steps} steps")
    cubic = make_polynomial(1, -2, -5, 6)
    cubic_slope = make_polynomial(3, -4, -5)
    for start in (-3.0, 0.5, 4.0):
        root, steps = newton(cubic, cubic_slope, start, tolerance=1e-10)
        print(f"root of the cubic near {start}: {root:.10f}")
    root, steps = secant(cubic, 2.0, 4.0)
    print(f"secant: {root:.10f} after {steps} steps")
    root, steps = bisect(wave, 0.0, 2.0)
    print(f"bisection: {root:.10f} after {steps} steps")
    for attempt in (lambda: bisect(wave, 2.0, 3.0), lambda: newton(cubic, cubic_slope, 2e9, limit=4)):
        try:
            attempt()
        except ValueError as error:
            print("failed:", error.args)
    basins = newton_basins(240, 40)
    print("basin sizes:", [int(np.sum(basins == k)) for k in range(-1, 3)])


if __name__ == "__main__":
    main()
