"""The Mandelbrot set: escape times on a grid.

Shows nested loops, an early return out of a loop, complex arithmetic and a small callee that is inlined.
"""

import numpy as np
from numba import njit

SHADES = " .:-=+*#%@"


@njit
def escape_time(c, limit):
    """Number of steps until z leaves the circle of radius 2, or `limit`."""
    z = 0j
    for i in range(limit):
        if z.real * z.real + z.imag * z.imag > 4.0:
            return i
        z = z * z + c
    return limit


@njit
def mandelbrot(left, right, bottom, top, width, height, limit):
    """Escape times for every pixel of the given window."""
    counts = np.zeros((height, width), dtype=np.int32)
    dx = (right - left) / width
    dy = (top - bottom) / height
    for row in range(height):
        imag = bottom + row * dy
        for column in range(width):
            real = left + column * dx
            counts[row, column] = escape_time(complex(real, imag), limit)
    return counts


def draw(counts, limit):
    """Print a small picture, one character a pixel."""
    for row in counts:
        print("".join(SHADES[int(count) * (len(SHADES) - 1) // limit] for count in row).rstrip())


def main():
    """Draw the whole set, then count over a larger picture."""
    draw(mandelbrot(-2.0, 0.6, -1.2, 1.2, 64, 24, 30), 30)
    counts = mandelbrot(-2.0, 0.6, -1.2, 1.2, 480, 400, 200)
    print("shape:", counts.shape, "dtype:", counts.dtype)
    print("sum of escape times:", counts.sum())
    print("inside:", np.sum(counts == 200), "of", counts.size)


if __name__ == "__main__":
    main()
