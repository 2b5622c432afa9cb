def f(x):
    if x:
        y = 1
    return y
#> function "f" untyped {
#> b0(v0 "x"):
#> v3 "y" = undef
#> branch v0, b2(), b3()
#> b2():
#> v1 "y" = const 1
#> jump b1(v1)
#> b3():
#> jump b1(v3)
#> b1(v2 "y"):
#> return v2
#> }
