def f(x):
    def g(y):
        def h(z):
            return x + y + z
        return h
    return g(1)(2)
#> function "f" untyped {
#> b0(v0 "x"):
#> v1 "g" = closure fn0 v0
#> v2 = const 1
#> v3 = call v1, v2
#> v4 = const 2
#> v5 = call v3, v4
#> return v5
#> }
#> captures ["x"], 0 defaults
#> function "f.g" untyped {
#> b0(v0 "x", v1 "y"):
#> v2 "h" = closure fn0 v0, v1
#> return v2
#> }
#> captures ["x", "y"], 0 defaults
#> function "f.g.h" untyped {
#> b0(v0 "x", v1 "y", v2 "z"):
#> v3 = bin + v0, v1
#> v4 = bin + v3, v2
#> return v4
#> }
