def f(n):
    total = 0
    for i in range(n):
        add = lambda v: v + i
        total = add(total)
    return total
#> function "f" untyped {
#> b0(v0 "n"):
#> v1 "total" = const 0
#> v2 = global "range"
#> v3 = call v2, v0
#> v4 = iter_start v3
#> jump b2(v4, v1)
#> b2(v5, v9 "total"):
#> v6 = iter_has v5
#> branch v6, b3(), b5()
#> b3():
#> v7 "i" = iter_get v5
#> v8 "add" = closure fn0 v7
#> v10 "total" = call v8, v9
#> v11 = iter_advance v5
#> jump b2(v11, v10)
#> b5():
#> return v9
#> }
#> captures ["i"], 0 defaults
#> function "f.<lambda>" untyped {
#> b0(v0 "i", v1 "v"):
#> v2 = bin + v1, v0
#> return v2
#> }
