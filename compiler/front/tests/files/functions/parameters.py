def f(a, b: int, /, c=1, *args, d, e: "float" = 2.0):
    return a, b, c, args, d, e
#> function "f" untyped {
#> b0(v0 "a", v1 "b", v2 "c", v3 "args", v4 "d", v5 "e"):
#> v6 = tuple v0, v1, v2, v3, v4, v5
#> return v6
#> }
