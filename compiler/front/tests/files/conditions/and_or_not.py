def f(a, b, c):
    if a and (b or not c):
        return 1
    while not (a or b):
        a = c
    return 2
#> function "f" untyped {
#> b0(v0 "a", v1 "b", v2 "c"):
#> branch v0, b4(), b25()
#> b4():
#> branch v1, b23(), b6()
#> b23():
#> jump b2()
#> b6():
#> branch v2, b26(), b24()
#> b26():
#> jump b3()
#> b24():
#> jump b2()
#> b2():
#> v3 = const 1
#> return v3
#> b25():
#> jump b3()
#> b3():
#> jump b12(v0)
#> b12(v4 "a"):
#> branch v4, b27(), b17()
#> b27():
#> jump b14()
#> b17():
#> branch v1, b28(), b13()
#> b28():
#> jump b14()
#> b14():
#> v10 = const 2
#> return v10
#> b13():
#> jump b12(v2)
#> }
