def f(n):
    k = 0
    while n > 1:
        n = n // 2
        k += 1
    else:
        k = -k
    return k
#> function "f" untyped {
#> b0(v0 "n"):
#> v1 "k" = const 0
#> jump b1(v0, v1)
#> b1(v2 "n", v7 "k"):
#> v3 = const 1
#> v4 = compare > v2, v3
#> branch v4, b2(), b3()
#> b2():
#> v5 = const 2
#> v6 "n" = bin // v2, v5
#> v8 = const 1
#> v9 "k" = inplace + v7, v8
#> jump b1(v6, v9)
#> b3():
#> v10 "k" = un - v7
#> return v10
#> }
