"""Julia sets with `@vectorize`: a scalar function that becomes a NumPy ufunc.

Shows ufuncs with and without signatures, broadcasting of their arguments, and their use in other compiled code.
"""

import math

import numpy as np
from numba import complex128, float64, int32, int64, njit, vectorize


@vectorize([int32(complex128, complex128, int64)])
def escape(z, c, limit):
    """Steps until z leaves the circle of radius 2."""
    for i in range(limit):
        if z.real * z.real + z.imag * z.imag > 4.0:
            return i
        z = z * z + c
    return limit


@vectorize([float64(float64, float64)], nopython=True)
def wrapped_difference(a, b):
    """The signed angle from b to a, in (-pi, pi]."""
    turn = 2.0 * math.pi
    delta = a - b
    while delta > math.pi:
        delta -= turn
    while delta <= -math.pi:
        delta += turn
    return delta


@vectorize
def smooth_step(x):
    """A cubic that goes from 0 to 1; compiled for whatever comes in."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    return x * x * (3.0 - 2.0 * x)


@njit
def plane(width, height, span):
    """The points of a rectangle in the complex plane."""
    z = np.empty((height, width), dtype=np.complex128)
    for row in range(height):
        for column in range(width):
            z[row, column] = complex(span * (2 * column / (width - 1) - 1), span * (2 * row / (height - 1) - 1))
    return z


@njit
def total_steps(x):
    """A ufunc called from compiled code."""
    return smooth_step(x).sum()


def main():
    """Count, broadcast and draw."""
    z = plane(320, 240, 1.6)
    for c in (-0.8 + 0.156j, 0.285 + 0.01j, -0.4 + 0.6j):
        counts = escape(z, c, 100)
        print(f"c = {c}: {counts.dtype}, sum {counts.sum()}, inside {np.sum(counts == 100)}")
    row = np.array([0.0, 0.5j, 1.0])
    column = np.array([[-1.0 + 0j], [0.25 + 0j]])
    print(escape(row, column, 50))
    print("one number:", escape(0.1 + 0.1j, -0.8 + 0.156j, 1000))
    angles = np.array([0.0, 3.0, 6.0, 9.0])
    print("differences:", " ".join(f"{d:.6f}" for d in wrapped_difference(angles, -1.0)))
    print("smooth steps:", smooth_step(np.array([-1.0, 0.25, 0.5, 0.75, 2.0])))
    print(f"summed in compiled code: {total_steps(np.linspace(-1.0, 2.0, 3001)):.9f}")


if __name__ == "__main__":
    main()
