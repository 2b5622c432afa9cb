"""A wave travelling through two layers, with the numerical parts in a package beside this script.

Shows compiled functions and constants imported across modules, by name and through a module attribute.
"""

import numpy as np
from numba import njit

import wavelib
from wavelib import sources
from wavelib.stencils import step


@njit
def two_layers(n):
    """Wave speed of a slow layer above a fast one."""
    speed = np.full((n, n), 0.6)
    speed[n // 2 :, :] = 1.0
    return speed


@njit
def simulate(n, steps, courant, frequency):
    """Shoot one pulse in the upper layer; returns the field and a seismogram near the surface."""
    speed = two_layers(n)
    u = np.zeros((n, n))
    previous = np.zeros((n, n))
    seismogram = np.zeros(steps)
    for t in range(steps):
        step(u, previous, speed, courant)
        u, previous = previous, u
        u[n // 4, n // 2] += sources.ricker(float(t), frequency)
        seismogram[t] = u[4, n // 2]
    return u, seismogram


@njit
def roughness(u):
    """Root mean square of the Laplacian."""
    total = 0.0
    for i in range(2, u.shape[0] - 2):
        for j in range(2, u.shape[1] - 2):
            total += wavelib.laplacian(u, i, j) ** 2
    return np.sqrt(total / u.size)


def main():
    """Run the simulation and print its traces."""
    u, seismogram = simulate(160, 400, 0.5, 0.03)
    print("field:", u.shape)
    print(f"highest {u.max():.8f}, lowest {u.min():.8f}")
    print(f"energy {(u * u).sum():.8f}, roughness {roughness(u):.8f}")
    print("seismogram:", " ".join(f"{value:.6f}" for value in seismogram[100:400:40]))


if __name__ == "__main__":
    main()
