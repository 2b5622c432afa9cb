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
#> [run]
#> integers(7, 2) -> (9, 5, 14, 3, 1, 3.5)
#> integers(-7, 2) -> (-5, -9, -14, -4, 1, -3.5)
#> integers(7, -2) -> (5, 9, -14, -4, -1, -3.5)
#> integers(5, 0) -> ZeroDivisionError('integer division by zero')
#> floats(7.5, 2.0) -> (3.0, 1.5, 56.25)
#> floats(-7.5, 2.0) -> (-4.0, 0.5, 56.25)
#> floats(7.5, -2.0) -> (-4.0, -0.5, 0.017777777777777778)
#> floats(1.0, 0.0) -> ZeroDivisionError('division by zero')
#> powers(3, 4) -> (9, 27, 81, 16)
#> powers(2.5, 2) -> (6.25, 15.625, 6.25, 4)
#> negative_power(4) -> (0, 0.5)
#> negative_power(2.0) -> (0.25, 0.5)
#> bits(12, 10) -> (8, 14, 6, -13, 48, 6)
#> bits(-5, 3) -> (3, -5, -8, 4, -20, -3)
#> unary(3, 0.0) -> (-3, 3, -0.0, True)
#> booleans(True, False) -> (1, False, True, True, 3)
#> wraps(9223372036854775807) -> (-9223372036854775808, -2)
#> complexes(1 + 2j, 3 - 1j) -> ((5+5j), (0.1+0.7000000000000001j), (2+2j), (-3+4j), 2.23606797749979, 1.0, 2.0, (1-2j))
