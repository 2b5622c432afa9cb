def f(x):
    y = x
    del y
    del y
    return y
#> error[NJ0102]: `y` is used before it is assigned
#> --> file.py:4:9
#> |
#> 2 |     y = x
#> |     - assigned here
#> 3 |     del y
#> |         - deleted here
#> 4 |     del y
#> |         ^
#> |
#> = note: `y` is assigned in this function, so it is local to all of it
#> = help: assign `y` first, for example `y = 0`
