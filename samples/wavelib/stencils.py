"""Finite-difference steps for the wave equation."""

from numba import njit

from . import constants


@njit
def laplacian(u, i, j):
    """Fourth-order Laplacian at one grid point, in units of the grid spacing."""
    centre = 2.0 * constants.W0 * u[i, j]
    near = constants.W1 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
    far = constants.W2 * (u[i - 2, j] + u[i + 2, j] + u[i, j - 2] + u[i, j + 2])
    return centre + near + far


@njit
def step(u, previous, speed, courant):
    """Advance the field by one time step; the result is written over `previous`."""
    rows, columns = u.shape
    for i in range(2, rows - 2):
        for j in range(2, columns - 2):
            factor = courant * speed[i, j]
            previous[i, j] = 2.0 * u[i, j] - previous[i, j] + factor * factor * laplacian(u, i, j)
