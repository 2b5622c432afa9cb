def f(a, b):
    x = a if a < b else b
    return (1 if a and b else 2) + x
#> function "f" untyped {
#> b0(v0 "a", v1 "b"):
#> v2 = compare < v0, v1
#> branch v2, b1(), b2()
#> b1():
#> jump b3(v0)
#> b2():
#> jump b3(v1)
#> b3(v3 "x"):
#> branch v0, b10(), b16()
#> b10():
#> branch v1, b7(), b17()
#> b7():
#> v6 = const 1
#> jump b9(v6)
#> b17():
#> jump b8()
#> b16():
#> jump b8()
#> b8():
#> v7 = const 2
#> jump b9(v7)
#> b9(v8):
#> v11 = bin + v8, v3
#> return v11
#> }
