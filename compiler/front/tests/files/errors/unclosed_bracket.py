def f(x):
    y = (x + [1, 2
    return y
#> error[NJ0001]: the source is not valid Python: `[` is never closed
#> --> file.py:2:14
#> |
#> 2 |     y = (x + [1, 2
#> |              ^
