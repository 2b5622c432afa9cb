async def f(x):
    return x
#> error[NJ0002]: `async` functions and statements are not supported in compiled functions
#> --> file.py:1:1
#> |
#> 1 | async def f(x):
#> | ^^^^^^^^^^^^^^^
#> |
#> = help: use ordinary functions and statements
