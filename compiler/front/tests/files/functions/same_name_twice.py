def f(x):
    if x:
        def g(): return 1
    else:
        def g(): return x
    return g()
#> function "f" untyped {
#> b0(v0 "x"):
#> branch v0, b2(), b3()
#> b2():
#> v1 "g" = closure fn0
#> jump b1(v1)
#> b3():
#> v2 "g" = closure fn1 v0
#> jump b1(v2)
#> b1(v3 "g"):
#> v4 = call v3
#> return v4
#> }
#> captures [], 0 defaults
#> function "f.g" untyped {
#> b0():
#> v0 = const 1
#> return v0
#> }
#> captures ["x"], 0 defaults
#> function "f.g.2" untyped {
#> b0(v0 "x"):
#> return v0
#> }
