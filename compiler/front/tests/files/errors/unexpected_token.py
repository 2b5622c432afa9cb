def f(x):
    return x +* 1
#> error[NJ0001]: the source is not valid Python: unexpected '*'
#> --> file.py:2:15
#> |
#> 2 |     return x +* 1
#> |               ^
