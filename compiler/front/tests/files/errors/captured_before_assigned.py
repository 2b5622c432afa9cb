def f(x):
    g = lambda v: odd(v)
    def odd(v):
        return v
    return g(x)
#> error[NJ0102]: `odd` is used before it is assigned
#> --> file.py:2:9
#> |
#> 2 |     g = lambda v: odd(v)
#> |         ^^^^^^^^^^^^^^^^
#> 3 |     def odd(v):
#> |     ----------- assigned here
#> |
#> = note: `odd` is assigned in this function, so it is local to all of it
#> = help: assign `odd` first, for example `odd = 0`
#> error[NJ0008]: `odd` is assigned again after a nested function captured it
#> --> file.py:3:5
#> |
#> 2 |     g = lambda v: odd(v)
#> |         ---------------- captured here
#> 3 |     def odd(v):
#> |     ^^^^^^^^^^^
#> |
#> = note: a nested function keeps the values that its outer variables have at its definition
#> = help: pass `odd` as an argument, or use another name for the new value
