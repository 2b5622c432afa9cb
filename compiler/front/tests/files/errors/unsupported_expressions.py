def f(x):
    h = b"bytes"
    k = x(**a)
    yield x
#> error[NJ0003]: `bytes` literals are not supported in compiled functions
#> --> file.py:2:9
#> |
#> 2 |     h = b"bytes"
#> |         ^^^^^^^^
#> |
#> = help: use a `str`, or an array of `np.uint8`
#> error[NJ0003]: `**` arguments are not supported in compiled functions
#> --> file.py:3:11
#> |
#> 3 |     k = x(**a)
#> |           ^^^
#> |
#> = help: write the arguments out
