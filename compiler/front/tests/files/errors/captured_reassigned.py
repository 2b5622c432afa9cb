def f(x):
    s = 1
    g = lambda v: v * s
    s = 2
    return g(x)
#> error[NJ0008]: `s` is assigned again after a nested function captured it
#> --> file.py:4:5
#> |
#> 3 |     g = lambda v: v * s
#> |         --------------- captured here
#> 4 |     s = 2
#> |     ^
#> |
#> = note: a nested function keeps the values that its outer variables have at its definition
#> = help: pass `s` as an argument, or use another name for the new value
