def f(a):
    if True and a:
        return 1
    if a or 1:
        return 2
    return 3
#> function "f" untyped {
#> b0(v0 "a"):
#> branch v0, b2(), b3()
#> b2():
#> v1 = const 1
#> return v1
#> b3():
#> branch v0, b19(), b13()
#> b19():
#> jump b11()
#> b13():
#> jump b11()
#> b11():
#> v2 = const 2
#> return v2
#> }
