"""Pulses that excite a wave field."""

import math

from numba import njit


@njit
def ricker(t, frequency):
    """The Ricker wavelet, centred at one and a half periods."""
    a = math.pi * frequency * (t - 1.5 / frequency)
    return (1.0 - 2.0 * a * a) * math.exp(-a * a)
