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
#> jump b2(v1)
#> b2(v2):
#> v3 = iter_has v2
#> branch v3, b3(), b5()
#> b3():
#> v4 = iter_get v2
#> v5 "x", v6 = unpack v4
#> v7 "y", v8 "z" = unpack v6
#> branch v5, b9(), b10()
#> b9():
#> jump b4()
#> b10():
#> branch v7, b16(), b17()
#> b16():
#> jump b1(v8)
#> b17():
#> jump b4()
#> b4():
#> v9 = iter_advance v2
#> jump b2(v9)
#> b5():
#> v10 "z" = const 0
#> jump b1(v10)
#> b1(v11 "z"):
#> return v11
#> }
