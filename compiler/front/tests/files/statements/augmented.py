def f(a, i, o, x):
    x += 1
    a[g(i)] *= x
    o.field -= 2
    x //= 3
    return x
#> function "f" untyped {
#> b0(v0 "a", v1 "i", v2 "o", v3 "x"):
#> v4 = const 1
#> v5 "x" = inplace + v3, v4
#> v6 = global "g"
#> v7 = call v6, v1
#> v8 = getitem v0, v7
#> v9 = inplace * v8, v5
#> setitem v0, v7, v9
#> v10 = getattr "field" v2
#> v11 = const 2
#> v12 = inplace - v10, v11
#> setattr "field" v2, v12
#> v13 = const 3
#> v14 "x" = inplace // v5, v13
#> return v14
#> }
