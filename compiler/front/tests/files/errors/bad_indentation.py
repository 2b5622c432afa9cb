def f(x):
    if x:
    return x
#> error[NJ0001]: the source is not valid Python: expected an indented block
#> --> file.py:3:5
#> |
#> 3 |     return x
#> |     ^
