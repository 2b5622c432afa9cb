def f(x):
    if x:
        y = total + 1
    total = 0
    for i in total:
        del total
        total += 1
    return i
#> error[NJ0102]: `total` is used before it is assigned
#> --> file.py:3:13
#> |
#> 3 |         y = total + 1
#> |             ^^^^^
#> 4 |     total = 0
#> |     ----- assigned here
#> 5 |     for i in total:
#> 6 |         del total
#> |             ----- deleted here
#> 7 |         total += 1
#> |         ----- assigned here
#> |
#> = note: `total` is assigned in this function, so it is local to all of it
#> = help: assign `total` first, for example `total = 0`
