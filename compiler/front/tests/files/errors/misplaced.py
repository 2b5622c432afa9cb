def f(x):
    break
    if x:
        continue
    f(a=1, a=2)
#> error[NJ0001]: the source is not valid Python: keyword argument repeated: a
#> --> file.py:5:12
#> |
#> 5 |     f(a=1, a=2)
#> |            ^
