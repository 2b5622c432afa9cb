"""The fast Fourier transform: an in-place radix-2 algorithm on complex numbers.

Shows complex arrays, bit operations on indices, and a check against the definition.
"""

import math

import numpy as np
from numba import njit


@njit
def bit_reverse(values):
    """Put the elements in bit-reversed order, in place."""
    n = values.size
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            values[i], values[j] = values[j], values[i]


@njit
def transform(values, sign):
    """In-place transform of a power-of-two length; `sign` is -1 forwards and +1 backwards."""
    n = values.size
    bit_reverse(values)
    length = 2
    while length <= n:
        angle = sign * 2.0 * math.pi / length
        root = complex(math.cos(angle), math.sin(angle))
        half = length // 2
        for start in range(0, n, length):
            factor = 1.0 + 0.0j
            for k in range(start, start + half):
                even = values[k]
                odd = values[k + half] * factor
                values[k] = even + odd
                values[k + half] = even - odd
                factor *= root
        length *= 2


@njit("complex128[::1](complex128[::1])")
def fft(x):
    """The discrete Fourier transform of `x`."""
    values = x.copy()
    transform(values, -1.0)
    return values


@njit("complex128[::1](complex128[::1])")
def inverse_fft(x):
    """The inverse of `fft`."""
    values = x.copy()
    transform(values, 1.0)
    values /= x.size
    return values


@njit
def slow_dft(x):
    """The definition, in quadratic time."""
    n = x.size
    out = np.zeros(n, dtype=np.complex128)
    for k in range(n):
        for t in range(n):
            angle = -2.0 * math.pi * (k * t % n) / n
            out[k] += x[t] * (math.cos(angle) + 1j * math.sin(angle))
    return out


@njit
def chord(n):
    """Three sine waves."""
    t = np.arange(n) / n
    wave = np.sin(2 * np.pi * 50 * t) + 0.5 * np.sin(2 * np.pi * 120 * t) + 0.25 * np.cos(2 * np.pi * 300 * t)
    return wave.astype(np.complex128)


def main():
    """Find the frequencies of a chord again."""
    short = chord(512)
    print("fft equals the definition:", bool(abs(fft(short) - slow_dft(short)).max() < 1e-9))
    wave = chord(1 << 16)
    spectrum = fft(wave)
    print("round trip:", bool(abs(inverse_fft(spectrum) - wave).max() < 1e-10))
    amplitude = 2.0 * abs(spectrum[: 1 << 15]) / (1 << 16)
    for frequency in range(1 << 15):
        if amplitude[frequency] > 0.01:
            print(f"{frequency} Hz: amplitude {amplitude[frequency]:.8f}")


if __name__ == "__main__":
    main()
