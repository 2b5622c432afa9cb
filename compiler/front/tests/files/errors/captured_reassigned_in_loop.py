def f(x):
    g = lambda v: v
    for i in x:
        if i == 0:
            g = lambda v: v + i
        x = g(x)
    return x
#> error[NJ0008]: `i` is assigned again after a nested function captured it
#> --> file.py:3:9
#> |
#> 3 |     for i in x:
#> |         ^
#> 4 |         if i == 0:
#> 5 |             g = lambda v: v + i
#> |                 --------------- captured here
#> |
#> = note: a nested function keeps the values that its outer variables have at its definition
#> = help: pass `i` as an argument, or use another name for the new value
