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
