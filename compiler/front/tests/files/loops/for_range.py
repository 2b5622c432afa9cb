def f(n):
    total = 0
    for i in range(n):
        total += i
    return total, i
#> function "f" untyped {
#> b0(v0 "n"):
#> v12 "i" = undef
#> v1 "total" = const 0
#> v2 = global "range"
#> v3 = call v2, v0
#> v4 = iter_start v3
#> jump b2(v4, v1, v12)
#> b2(v5, v8 "total", v11 "i"):
#> v6 = iter_has v5
#> branch v6, b3(), b5()
#> b3():
#> v7 "i" = iter_get v5
#> v9 "total" = inplace + v8, v7
#> v10 = iter_advance v5
#> jump b2(v10, v9, v7)
#> b5():
#> v13 = tuple v8, v11
#> return v13
#> }
