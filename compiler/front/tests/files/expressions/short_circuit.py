def f(a, b, c):
    x = a and b and c
    y = a or b
    return x, y, a and b or not c
#> function "f" untyped {
#> b0(v0 "a", v1 "b", v2 "c"):
#> branch v0, b2(), b20()
#> b2():
#> branch v1, b4(), b21()
#> b4():
#> jump b1(v2)
#> b21():
#> jump b1(v1)
#> b20():
#> jump b1(v0)
#> b1(v3 "x"):
#> branch v0, b22(), b8()
#> b22():
#> jump b7(v0)
#> b8():
#> jump b7(v1)
#> b7(v6 "y"):
#> branch v0, b13(), b24()
#> b13():
#> jump b12(v1)
#> b24():
#> jump b12(v0)
#> b12(v10):
#> branch v10, b23(), b16()
#> b23():
#> jump b11(v10)
#> b16():
#> v14 = un not v2
#> jump b11(v14)
#> b11(v15):
#> v16 = tuple v3, v6, v15
#> return v16
#> }
