def f(x):
    g = lambda v, w=x: v + w + x + top
    return g(1)
#> function "f" untyped {
#> b0(v0 "x"):
#> v1 "g" = closure fn0 v0, v0
#> v2 = const 1
#> v3 = call v1, v2
#> return v3
#> }
#> captures ["x"], 1 defaults
#> function "f.<lambda>" untyped {
#> b0(v0 "x", v1, v2 "v", v3 "w"):
#> v4 = bin + v2, v3
#> v5 = bin + v4, v0
#> v6 = global "top"
#> v7 = bin + v5, v6
#> return v7
#> }
