# stages: run

from numba import njit


@njit
def integers(a, b):
    return a + b, a - b, a * b, a // b, a % b, a / b

@njit
def floats(a, b):
    return a // b, a % b, a ** b

@njit
def powers(a, b):
    return a ** 2, a ** 3, a ** b, 2 ** b

@njit
def negative_power(a):
    return a ** -2, 2.0 ** -1

@njit
def bits(a, b):
    return a & b, a | b, a ^ b, ~a, a << 2, a >> 1

@njit
def unary(a, x):
    return -a, +a, -x, not x

@njit
def booleans(a, b):
    return a + b, a & b, a | b, a ^ b, a * 3

@njit
def wraps(a):
    return a + 1, a * 2

@njit
def complexes(a, b):
    return a * b, a / b, a + 1, a ** 2, abs(a), a.real, a.imag, a.conjugate()

integers(7, 2)
integers(-7, 2)
integers(7, -2)
integers(5, 0)
floats(7.5, 2.0)
floats(-7.5, 2.0)
floats(7.5, -2.0)
floats(1.0, 0.0)
powers(3, 4)
powers(2.5, 2)
negative_power(4)
negative_power(2.0)
bits(12, 10)
bits(-5, 3)
unary(3, 0.0)
booleans(True, False)
wraps(9223372036854775807)
complexes(1 + 2j, 3 - 1j)
