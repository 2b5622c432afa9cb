def f(a):
    if (n := len(a)) > 10 and n < 20:
        return n
    return (m := n + 1) + m
#> function "f" untyped {
#> b0(v0 "a"):
#> v1 = global "len"
#> v2 "n" = call v1, v0
#> v3 = const 10
#> v4 = compare > v2, v3
#> branch v4, b4(), b11()
#> b4():
#> v5 = const 20
#> v6 = compare < v2, v5
#> branch v6, b2(), b12()
#> b2():
#> return v2
#> b12():
#> jump b3()
#> b11():
#> jump b3()
#> b3():
#> v8 = const 1
#> v9 "m" = bin + v2, v8
#> v10 = bin + v9, v9
#> return v10
#> }
