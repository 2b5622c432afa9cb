# stages: run
# reference: python

from numba import njit


@njit
def number(x):
    raise ValueError(f'bad value {x}')

@njit
def several(i, x):
    raise IndexError(f'{i}: {x!r} of {i + 1}')

@njit
def text(s):
    raise KeyError(f'no {s} here')

@njit
def dynamic_argument(x):
    raise ValueError('value', x)

@njit
def concatenated(s):
    raise RuntimeError('cannot ' + s)

number(3)
number(-7)
several(2, 5)
text('door')
dynamic_argument(4)
dynamic_argument(2.5)
concatenated('stop')
