"""The Lorenz attractor with a fourth-order Runge-Kutta step.

Shows small tuples as vectors, functions that return tuples, module-level constants, and views of a trajectory.
"""

import numpy as np
from numba import njit

SIGMA = 10.0
RHO = 28.0
BETA = 8.0 / 3.0
LORENZ = (SIGMA, RHO, BETA)


@njit
def slope(state, parameters):
    """The right-hand side of the Lorenz system."""
    x, y, z = state
    sigma, rho, beta = parameters
    return sigma * (y - x), x * (rho - z) - y, x * y - beta * z


@njit
def shifted(state, direction, h):
    """state + h * direction, component by component."""
    return state[0] + h * direction[0], state[1] + h * direction[1], state[2] + h * direction[2]


@njit
def rk4_step(state, h, parameters):
    """One classical Runge-Kutta step."""
    k1 = slope(state, parameters)
    k2 = slope(shifted(state, k1, 0.5 * h), parameters)
    k3 = slope(shifted(state, k2, 0.5 * h), parameters)
    k4 = slope(shifted(state, k3, h), parameters)
    total = (
        k1[0] + 2.0 * k2[0] + 2.0 * k3[0] + k4[0],
        k1[1] + 2.0 * k2[1] + 2.0 * k3[1] + k4[1],
        k1[2] + 2.0 * k2[2] + 2.0 * k3[2] + k4[2],
    )
    return shifted(state, total, h / 6.0)


@njit
def trajectory(start, h, steps):
    """All states as rows of an array."""
    out = np.empty((steps + 1, 3))
    state = start
    for i in range(steps + 1):
        out[i, 0], out[i, 1], out[i, 2] = state
        state = rk4_step(state, h, LORENZ)
    return out


@njit
def lobe_changes(x):
    """How often the first coordinate changes its sign."""
    return np.sum(x[1:] * x[:-1] < 0.0)


@njit
def separation(a, b):
    """Euclidean distance of two trajectories at each time."""
    delta = a - b
    return np.sqrt((delta * delta).sum(axis=1))


def main():
    """Follow two trajectories that start almost together."""
    a = trajectory((1.0, 1.0, 1.0), 0.002, 10_000)
    b = trajectory((1.0, 1.0, 1.0 + 1e-6), 0.002, 10_000)
    for i in (0, 1000, 5000):
        print(f"t = {i * 0.002:>5.1f}: {a[i, 0]:.8f} {a[i, 1]:.8f} {a[i, 2]:.8f}")
    print("lobe changes:", lobe_changes(a[:, 0]))
    apart = separation(a, b)
    for i in (0, 2500, 5000):
        print(f"distance at t = {i * 0.002:>4.1f}: {apart[i]:.4e}")
    print(f"highest z: {a[:, 2].max():.8f}")


if __name__ == "__main__":
    main()
