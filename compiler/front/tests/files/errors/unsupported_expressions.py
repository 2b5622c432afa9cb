def f(x):
    h = b"bytes"
    k = x(**a)
    yield x
#> error[NJ0003]: `bytes` literals are not supported in compiled functions
#> --> file.py:3:9
#> |
#> 3 |     h = b"bytes"
#> |         ^^^^^^^^
#> |
#> = help: use a `str`, or an array of `np.uint8`
#> error[NJ0003]: `**` arguments are not supported in compiled functions
#> --> file.py:4:11
#> |
#> 4 |     k = x(**a)
#> |           ^^^
#> |
#> = help: write the arguments out
#> error[NJ0003]: format specs with values in them are not supported in compiled functions
#> --> file.py:5:9
#> |
#> 5 |     l = f"{x:{a}}"
#> |         ^^^^^^^^^^
#> |
#> = help: write the width and the precision as numbers
#> error[NJ0003]: calls with several starred arguments are not supported in compiled functions
#> --> file.py:6:15
#> |
#> 6 |     m = x(*a, *b)
#> |               ^^
#> |
#> = help: join the tuples first: `f(*(a + b))`
#> error[NJ0003]: starred elements are not supported in compiled functions
#> --> file.py:7:10
#> |
#> 7 |     n = (*a, 1)
#> |          ^^
#> |
#> = help: join tuples with `+`
#> error[NJ0002]: starred assignment targets are not supported in compiled functions
#> --> file.py:8:8
#> |
#> 8 |     o, *p = x
#> |        ^^
#> |
#> = help: name every element, or use slices
