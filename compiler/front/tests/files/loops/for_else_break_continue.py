def f(a):
    for x, (y, z) in a:
        if x:
            continue
        if y:
            break
    else:
        z = 0
    return z
#> function "f" untyped {
#> b0(v0 "a"):
#> v1 = iter_start v0
#> jump b1(v1)
#> b1(v2):
#> v3 = iter_has v2
#> branch v3, b2(), b4()
#> b2():
#> v4 = iter_get v2
#> v5 "x", v6 = unpack v4
#> v7 "y", v8 "z" = unpack v6
#> branch v5, b9(), b10()
#> b9():
#> jump b3()
#> b10():
#> branch v7, b16(), b17()
#> b16():
#> jump b5(v8)
#> b17():
#> jump b3()
#> b3():
#> v9 = iter_advance v2
#> jump b1(v9)
#> b4():
#> v10 "z" = const 0
#> jump b5(v10)
#> b5(v11 "z"):
#> return v11
#> }
