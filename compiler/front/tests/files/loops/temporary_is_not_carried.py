def f(a):
    for i in a:
        t = i * 2
        print(t)
#> function "f" untyped {
#> b0(v0 "a"):
#> v1 = iter_start v0
#> jump b2(v1)
#> b2(v2):
#> v3 = iter_has v2
#> branch v3, b3(), b5()
#> b3():
#> v4 "i" = iter_get v2
#> v5 = const 2
#> v6 "t" = bin * v4, v5
#> v7 = global "print"
#> v8 = call v7, v6
#> v9 = iter_advance v2
#> jump b2(v9)
#> b5():
#> v10 = const none
#> return v10
#> }
