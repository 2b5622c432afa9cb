def f(x, **options):
    return x
#> error[NJ0010]: `**` parameters are not supported in compiled functions
#> --> file.py:1:12
#> |
#> 1 | def f(x, **options):
#> |            ^^^^^^^
#> |
#> = help: name the parameters, with defaults for the optional ones
