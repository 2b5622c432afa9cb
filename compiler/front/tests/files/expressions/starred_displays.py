def f(t, d):
    return g(*t, 1, *t), (0, *t), [*t, 2], {0: 1, **d}
#> function "f" untyped {
#> b0(v0 "t", v1 "d"):
#> v2 = global "g"
#> v3 = tuple
#> v4 = bin + v3, v0
#> v5 = const 1
#> v6 = tuple v5
#> v7 = bin + v4, v6
#> v8 = bin + v7, v0
#> v9 = tuple
#> v10 = bin + v8, v9
#> v11 = call {star 0} v2, v10
#> v12 = const 0
#> v13 = tuple v12
#> v14 = bin + v13, v0
#> v15 = tuple
#> v16 = bin + v14, v15
#> v17 = list
#> v18 = getattr "extend" v17
#> v19 = call v18, v0
#> v20 = const 2
#> v21 = getattr "append" v17
#> v22 = call v21, v20
#> v23 = const 0
#> v24 = const 1
#> v25 = dict v23, v24
#> v26 = getattr "update" v25
#> v27 = call v26, v1
#> v28 = tuple v11, v16, v17, v25
#> return v28
#> }
