def f(x):
    return "abc
#> error[NJ0001]: the source is not valid Python: EOL while scanning string literal
#> --> file.py:2:17
#> |
#> 2 |     return "abc
#> |                ^
