"""Planetary motion: a symplectic integrator for the sun and the four giant planets.

Shows structure-of-arrays state, nested loops over pairs, and a signature given up front.
"""

import math

import numpy as np
from numba import float64, int64, njit, void

SOLAR_MASS = 4.0 * math.pi * math.pi
DAYS_PER_YEAR = 365.24


@njit
def offset_momentum(velocity, mass):
    """Give the sun the velocity that makes the total momentum zero."""
    for axis in range(3):
        total = 0.0
        for i in range(mass.shape[0]):
            total += velocity[i, axis] * mass[i]
        velocity[0, axis] = -total / mass[0]


@njit(float64(float64[:, ::1], float64[:, ::1], float64[::1]))
def energy(position, velocity, mass):
    """Total kinetic and potential energy of the system."""
    n = mass.shape[0]
    total = 0.0
    for i in range(n):
        vx, vy, vz = velocity[i, 0], velocity[i, 1], velocity[i, 2]
        total += 0.5 * mass[i] * (vx * vx + vy * vy + vz * vz)
        for j in range(i + 1, n):
            dx = position[i, 0] - position[j, 0]
            dy = position[i, 1] - position[j, 1]
            dz = position[i, 2] - position[j, 2]
            total -= mass[i] * mass[j] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


@njit(void(float64[:, ::1], float64[:, ::1], float64[::1], float64, int64))
def advance(position, velocity, mass, dt, steps):
    """Move the bodies `steps` times by `dt`, in place."""
    n = mass.shape[0]
    for _ in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                dx = position[i, 0] - position[j, 0]
                dy = position[i, 1] - position[j, 1]
                dz = position[i, 2] - position[j, 2]
                distance2 = dx * dx + dy * dy + dz * dz
                magnitude = dt / (distance2 * math.sqrt(distance2))
                velocity[i, 0] -= dx * mass[j] * magnitude
                velocity[i, 1] -= dy * mass[j] * magnitude
                velocity[i, 2] -= dz * mass[j] * magnitude
                velocity[j, 0] += dx * mass[i] * magnitude
                velocity[j, 1] += dy * mass[i] * magnitude
                velocity[j, 2] += dz * mass[i] * magnitude
        for i in range(n):
            for axis in range(3):
                position[i, axis] += dt * velocity[i, axis]


def solar_system():
    """Positions, velocities and masses of sun, Jupiter, Saturn, Uranus and Neptune."""
    position = np.array(
        [
            [0.0, 0.0, 0.0],
            [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
            [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
            [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
            [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
        ]
    )
    velocity = np.array(
        [
            [0.0, 0.0, 0.0],
            [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023],
            [-0.00276742510726411021, 0.00499852801234917238, 0.0000230417297573763929],
            [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556],
            [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870],
        ]
    )
    velocity = velocity * DAYS_PER_YEAR
    mass = np.array(
        [1.0, 0.000954791938424326609, 0.000285885980666130812, 0.0000436624404335156298, 0.0000515138902046611451]
    )
    return position, velocity, mass * SOLAR_MASS


def main():
    """Integrate 200,000 steps and report the energy drift."""
    position, velocity, mass = solar_system()
    offset_momentum(velocity, mass)
    print(f"energy before: {energy(position, velocity, mass):.9f}")
    for _ in range(4):
        advance(position, velocity, mass, 0.01, 50_000)
        print(f"energy after 50000 more steps: {energy(position, velocity, mass):.9f}")
    print(f"sun: {position[0, 0]:.9f} {position[0, 1]:.9f} {position[0, 2]:.9f}")


if __name__ == "__main__":
    main()
