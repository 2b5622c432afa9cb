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
#> [run]
#> number(3) -> ValueError('bad value 3')
#> number(-7) -> ValueError('bad value -7')
#> several(2, 5) -> IndexError('2: 5 of 3')
#> text('door') -> KeyError('no door here')
#> dynamic_argument(4) -> ValueError('value', 4)
#> dynamic_argument(2.5) -> ValueError('value', 2.5)
#> concatenated('stop') -> RuntimeError('cannot stop')
