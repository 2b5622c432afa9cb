def f(x, y):
    a, b = x, y
    a, b = b, a
    c = d = a + b
    (e, [g, h]), i = x
    return a, b, c, d, e, g, h, i
#> function "f" untyped {
#> b0(v0 "x", v1 "y"):
#> v2 "c" = bin + v1, v0
#> v3, v4 "i" = unpack v0
#> v5 "e", v6 = unpack v3
#> v7 "g", v8 "h" = unpack v6
#> v9 = tuple v1, v0, v2, v2, v5, v7, v8, v4
#> return v9
#> }
