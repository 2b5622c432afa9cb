def f(a, i):
    return a[i], a[i, 1], a[1:], a[:i:2, ..., None], a[(0, 1)], a[()]
#> function "f" untyped {
#> b0(v0 "a", v1 "i"):
#> v2 = getitem v0, v1
#> v3 = const 1
#> v4 = tuple v1, v3
#> v5 = getitem v0, v4
#> v6 = const 1
#> v7 = const none
#> v8 = const none
#> v9 = slice v6, v7, v8
#> v10 = getitem v0, v9
#> v11 = const none
#> v12 = const 2
#> v13 = slice v11, v1, v12
#> v14 = const ...
#> v15 = const none
#> v16 = tuple v13, v14, v15
#> v17 = getitem v0, v16
#> v18 = const 0
#> v19 = const 1
#> v20 = tuple v18, v19
#> v21 = getitem v0, v20
#> v22 = tuple
#> v23 = getitem v0, v22
#> v24 = tuple v2, v5, v10, v17, v21, v23
#> return v24
#> }
