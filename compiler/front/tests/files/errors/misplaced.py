def f(x):
    break
    if x:
        continue
#> error[NJ0001]: the source is not valid Python: `break` outside a loop
#> --> file.py:2:5
#> |
#> 2 |     break
#> |     ^^^^^
#> error[NJ0001]: the source is not valid Python: `continue` outside a loop
#> --> file.py:4:9
#> |
#> 4 |         continue
#> |         ^^^^^^^^
