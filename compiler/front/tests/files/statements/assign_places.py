def f(a, i, o):
    a[i] = 1
    a[i, 0], o.x = 2, 3
    a[i:, ...] = a[::2, None]
    n: int
    m: int = 4
    return m
#> function "f" untyped {
#> b0(v0 "a", v1 "i", v2 "o"):
#> v3 = const 1
#> setitem v0, v1, v3
#> v4 = const 2
#> v5 = const 3
#> v6 = const 0
#> v7 = tuple v1, v6
#> setitem v0, v7, v4
#> setattr "x" v2, v5
#> v8 = const none
#> v9 = const none
#> v10 = const 2
#> v11 = slice v8, v9, v10
#> v12 = const none
#> v13 = tuple v11, v12
#> v14 = getitem v0, v13
#> v15 = const none
#> v16 = const none
#> v17 = slice v1, v15, v16
#> v18 = const ...
#> v19 = tuple v17, v18
#> setitem v0, v19, v14
#> v20 "m" = const 4
#> return v20
#> }
