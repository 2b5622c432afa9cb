def f(x, a):
    y = x
    del y, a[0]
    y = 2
    return y
#> function "f" untyped {
#> b0(v0 "x", v1 "a"):
#> v3 = const 0
#> delitem v1, v3
#> v4 "y" = const 2
#> return v4
#> }
