def f(x):
    return x(a=1, a=2)
#> error[NJ0001]: the source is not valid Python: keyword argument repeated: a
#> --> file.py:2:19
#> |
#> 2 |     return x(a=1, a=2)
#> |                   ^
