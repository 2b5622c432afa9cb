def f(x):
    return (), (x,), [x, 1], [], (1, (2, 3))
#> function "f" untyped {
#> b0(v0 "x"):
#> v1 = tuple
#> v2 = tuple v0
#> v3 = const 1
#> v4 = list v0, v3
#> v5 = list
#> v6 = const 1
#> v7 = const 2
#> v8 = const 3
#> v9 = tuple v7, v8
#> v10 = tuple v6, v9
#> v11 = tuple v1, v2, v4, v5, v10
#> return v11
#> }
