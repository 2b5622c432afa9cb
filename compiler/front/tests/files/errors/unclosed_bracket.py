def f(x):
    y = (x + [1, 2
    return y
#> error[NJ0001]: the source is not valid Python: unexpected 'return'
#> --> file.py:3:5
#> |
#> 3 |     return y
#> |     ^
