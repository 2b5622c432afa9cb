def f(x, scale):
    def g(y, k=x + 1):
        return y * scale + k
    return g(x) + g(x, k=2)
#> function "f" untyped {
#> b0(v0 "x", v1 "scale"):
#> v2 = const 1
#> v3 = bin + v0, v2
#> v4 "g" = closure fn0 v1, v3
#> v5 = call v4, v0
#> v6 = const 2
#> v7 = call {"k"} v4, v0, v6
#> v8 = bin + v5, v7
#> return v8
#> }
#> captures ["scale"], 1 defaults
#> function "f.g" untyped {
#> b0(v0 "scale", v1, v2 "y", v3 "k"):
#> v4 = bin * v2, v0
#> v5 = bin + v4, v3
#> return v5
#> }
