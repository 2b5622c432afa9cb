def f(a, b, c):
    if 0 <= a < g(b) < c:
        return 1
    return 2
#> function "f" untyped {
#> b0(v0 "a", v1 "b", v2 "c"):
#> v3 = const 0
#> v4 = compare <= v3, v0
#> branch v4, b4(), b13()
#> b4():
#> v5 = global "g"
#> v6 = call v5, v1
#> v7 = compare < v0, v6
#> branch v7, b6(), b14()
#> b6():
#> v8 = compare < v6, v2
#> branch v8, b2(), b15()
#> b2():
#> v9 = const 1
#> return v9
#> b15():
#> jump b3()
#> b14():
#> jump b3()
#> b13():
#> jump b3()
#> b3():
#> v10 = const 2
#> return v10
#> }
