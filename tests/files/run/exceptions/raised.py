# stages: run

from numba import njit


@njit
def message(x):
    if x < 0:
        raise ValueError('negative')
    return x

@njit
def bare_class(x):
    if x:
        raise RuntimeError
    return x

@njit
def constants(x):
    if x > 1:
        raise TypeError('wrong', 1, 2.5)
    raise IndexError()

@njit
def division(a, b):
    return a / b

@njit
def floor_division(a, b):
    return a // b

@njit
def modulo(a, b):
    return a % b

@njit
def asserts(x):
    assert x > 0, 'must be positive'
    assert x < 10
    return x

@njit
def through(x):
    return message(x) + message(-x)

message(1)
message(-1)
bare_class(True)
constants(2)
constants(0)
division(1, 0)
division(1.0, 0.0)
floor_division(1, 0)
floor_division(1.5, 0.0)
modulo(1, 0)
asserts(1)
asserts(0)
asserts(11)
through(2)
#> [run]
#> message(1) -> 1
#> message(-1) -> ValueError('negative')
#> bare_class(True) -> RuntimeError()
#> constants(2) -> TypeError('wrong', 1, 2.5)
#> constants(0) -> IndexError()
#> division(1, 0) -> ZeroDivisionError('division by zero')
#> division(1.0, 0.0) -> ZeroDivisionError('division by zero')
#> floor_division(1, 0) -> ZeroDivisionError('integer division by zero')
#> floor_division(1.5, 0.0) -> ZeroDivisionError('division by zero')
#> modulo(1, 0) -> ZeroDivisionError('integer modulo by zero')
#> asserts(1) -> 1
#> asserts(0) -> AssertionError('must be positive')
#> asserts(11) -> AssertionError()
#> through(2) -> ValueError('negative')
