def ends(t):
    first, *middle, last = t
    return first, middle, last
#> function "ends" untyped {
#> b0(v0 "t"):
#> v1 = global "nj.as_sequence"
#> v2 = call v1, v0
#> v3 = const 2
#> v4 = global "nj.check_unpack"
#> v5 = call v4, v2, v3
#> v6 = const 0
#> v7 "first" = getitem v2, v6
#> v8 = const 1
#> v9 = const -1
#> v10 = const none
#> v11 = slice v8, v9, v10
#> v12 = getitem v2, v11
#> v13 = global "nj.as_list"
#> v14 "middle" = call v13, v12
#> v15 = const -1
#> v16 "last" = getitem v2, v15
#> v17 = tuple v7, v14, v16
#> return v17
#> }
