def f(x):
    if x:
        return
    x.sort()
#> function "f" untyped {
#> b0(v0 "x"):
#> branch v0, b2(), b3()
#> b2():
#> v1 = const none
#> return v1
#> b3():
#> v2 = getattr "sort" v0
#> v3 = call v2
#> v4 = const none
#> return v4
#> }
