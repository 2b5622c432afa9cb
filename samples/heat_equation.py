"""Heat spreading through a plate: an explicit finite-difference scheme on a 2-d grid.

Shows the same step written as loops and as whole-array slices; both give the same bits.
"""

import numpy as np
from numba import njit


@njit(fastmath=False)
def step_loops(u, out, alpha):
    """One time step, element by element."""
    rows, columns = u.shape
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            out[i, j] = u[i, j] + alpha * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1] - 4.0 * u[i, j])


@njit
def step_slices(u, out, alpha):
    """One time step, written with shifted slices."""
    out[1:-1, 1:-1] = u[1:-1, 1:-1] + alpha * (
        u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4.0 * u[1:-1, 1:-1]
    )


@njit
def plate(n):
    """A cold plate with one hot edge and one hot spot."""
    u = np.zeros((n, n))
    u[0, :] = 100.0
    u[n // 2 : n // 2 + 4, n // 4 : n // 4 + 4] = 50.0
    return u


@njit
def simulate(n, steps, alpha, use_slices):
    """Run `steps` steps on an n by n plate and return the final temperatures."""
    u = plate(n)
    out = u.copy()
    for _ in range(steps):
        if use_slices:
            step_slices(u, out, alpha)
        else:
            step_loops(u, out, alpha)
        u, out = out, u
    return u


def main():
    """Compare both forms and print a few temperatures."""
    loops = simulate(128, 1000, 0.2, False)
    slices = simulate(128, 1000, 0.2, True)
    print("largest difference:", abs(loops - slices).max())
    print(f"mean temperature: {loops.mean():.10f}")
    print(f"centre: {loops[64, 64]:.10f}")
    print("column 64:", " ".join(f"{value:.6f}" for value in loops[:64:8, 64]))


if __name__ == "__main__":
    main()
