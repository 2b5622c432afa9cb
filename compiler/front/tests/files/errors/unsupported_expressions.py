def f(x):
    a = {1: 2}
    b = {1, 2}
    c = [i for i in x]
    d = np.array([i * 2 for i in x if i])
    e = {i: i for i in x}
    g = sum(i for i in x)
    h = b"bytes"
    k = x(**a)
    l = f"{x:{a}}"
    m = x(*a, *b)
    n = (*a, 1)
    o, *p = x
    yield x
#> error[NJ0003]: dict displays are not supported in compiled functions
#> --> file.py:2:9
#> |
#> 2 |     a = {1: 2}
#> |         ^^^^^^
#> |
#> = help: use arrays, or several variables
#> error[NJ0003]: set displays are not supported in compiled functions
#> --> file.py:3:9
#> |
#> 3 |     b = {1, 2}
#> |         ^^^^^^
#> |
#> = help: use a tuple or an array
#> error[NJ0003]: list comprehensions are not supported in compiled functions
#> --> file.py:4:9
#> |
#> 4 |     c = [i for i in x]
#> |         ^^^^^^^^^^^^^^
#> |
#> = help: make an array with `np.empty` and fill it in a `for` loop
#> error[NJ0003]: list comprehensions are not supported in compiled functions
#> --> file.py:5:18
#> |
#> 5 |     d = np.array([i * 2 for i in x if i])
#> |                  ^^^^^^^^^^^^^^^^^^^^^^^
#> |
#> = help: make an array with `np.empty` and fill it in a `for` loop
#> error[NJ0003]: set and dict comprehensions are not supported in compiled functions
#> --> file.py:6:9
#> |
#> 6 |     e = {i: i for i in x}
#> |         ^^^^^^^^^^^^^^^^^
#> |
#> = help: use a `for` loop
#> error[NJ0003]: generator expressions are not supported in compiled functions
#> --> file.py:7:13
#> |
#> 7 |     g = sum(i for i in x)
#> |             ^^^^^^^^^^^^
#> |
#> = help: use a `for` loop
#> error[NJ0003]: `bytes` literals are not supported in compiled functions
#> --> file.py:8:9
#> |
#> 8 |     h = b"bytes"
#> |         ^^^^^^^^
#> |
#> = help: use a `str`, or an array of `np.uint8`
#> error[NJ0003]: `**` arguments are not supported in compiled functions
#> --> file.py:9:11
#> |
#> 9 |     k = x(**a)
#> |           ^^^
#> |
#> = help: write the arguments out
#> error[NJ0003]: format specs with values in them are not supported in compiled functions
#> --> file.py:10:9
#> |
#> 10 |     l = f"{x:{a}}"
#> |         ^^^^^^^^^^
#> |
#> = help: write the width and the precision as numbers
#> error[NJ0003]: calls with several starred arguments are not supported in compiled functions
#> --> file.py:11:15
#> |
#> 11 |     m = x(*a, *b)
#> |               ^^
#> |
#> = help: join the tuples first: `f(*(a + b))`
#> error[NJ0003]: starred elements are not supported in compiled functions
#> --> file.py:12:10
#> |
#> 12 |     n = (*a, 1)
#> |          ^^
#> |
#> = help: join tuples with `+`
#> error[NJ0002]: starred assignment targets are not supported in compiled functions
#> --> file.py:13:8
#> |
#> 13 |     o, *p = x
#> |        ^^
#> |
#> = help: name every element, or use slices
#> error[NJ0003]: generators (`yield`) are not supported in compiled functions
#> --> file.py:14:5
#> |
#> 14 |     yield x
#> |     ^^^^^^^
#> |
#> = help: fill an array that is passed in, or return one
