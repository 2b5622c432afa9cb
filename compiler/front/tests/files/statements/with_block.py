def f(n):
    with objmode(y="float64"):
        y = float(str(n))
    return y
#> function "f" untyped {
#> b0(v0 "n"):
#> v1 = global "nj.with_block"
#> v2 = global "objmode"
#> v3 = const "        y = float(str(n))"
#> v4 = const "n"
#> v5 = const 49
#> v6 = const "float64"
#> v7 = call {"y"} v1, v2, v3, v4, v5, v0, v6
#> v8 "y" = unpack v7
#> return v8
#> }
