def f(g, a, *rest):
    g()
    g(a, 1, key=2, other=a)
    g(a, *rest, 3, k=4)
    return a.reshape(2, 3).T.sum(axis=0)
#> function "f" untyped {
#> b0(v0 "g", v1 "a", v2 "rest"):
#> v3 = call v0
#> v4 = const 1
#> v5 = const 2
#> v6 = call {"key", "other"} v0, v1, v4, v5, v1
#> v7 = const 3
#> v8 = const 4
#> v9 = call {star 1, "k"} v0, v1, v2, v7, v8
#> v10 = getattr "reshape" v1
#> v11 = const 2
#> v12 = const 3
#> v13 = call v10, v11, v12
#> v14 = getattr "T" v13
#> v15 = getattr "sum" v14
#> v16 = const 0
#> v17 = call {"axis"} v15, v16
#> return v17
#> }
