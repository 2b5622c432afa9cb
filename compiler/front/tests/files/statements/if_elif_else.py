def f(x):
    if x > 2:
        y = 1
    elif x > 1:
        y = 2
    else:
        y = 3
    if x:
        y = 4
    return y
#> function "f" untyped {
#> b0(v0 "x"):
#> v1 = const 2
#> v2 = compare > v0, v1
#> branch v2, b2(), b3()
#> b2():
#> v3 "y" = const 1
#> jump b1(v3)
#> b3():
#> v4 = const 1
#> v5 = compare > v0, v4
#> branch v5, b6(), b7()
#> b6():
#> v6 "y" = const 2
#> jump b1(v6)
#> b7():
#> v7 "y" = const 3
#> jump b1(v7)
#> b1(v11 "y"):
#> branch v0, b12(), b13()
#> b12():
#> v9 "y" = const 4
#> jump b11(v9)
#> b13():
#> jump b11(v11)
#> b11(v10 "y"):
#> return v10
#> }
