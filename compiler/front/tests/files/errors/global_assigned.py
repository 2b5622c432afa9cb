def f(x):
    global total
    def g():
        nonlocal x
        x = 1
    total += x
#> error[NJ0006]: `total` is declared `global` and cannot be assigned
#> --> file.py:6:5
#> |
#> 2 |     global total
#> |            ----- declared here
#> ...
#> 6 |     total += x
#> |     ^^^^^
#> |
#> = note: globals and captured variables are constants of a compiled function
#> = help: return the new value of `total`, or keep it in an array
