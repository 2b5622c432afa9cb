def f(n, m):
    s = 0
    for i in range(n):
        for j in range(m):
            if i == j:
                break
            s += i * j
    return s
#> function "f" untyped {
#> b0(v0 "n", v1 "m"):
#> v2 "s" = const 0
#> v3 = global "range"
#> v4 = call v3, v0
#> v5 = iter_start v4
#> jump b2(v5, v2)
#> b2(v6, v22 "s"):
#> v7 = iter_has v6
#> branch v7, b3(), b5()
#> b3():
#> v8 "i" = iter_get v6
#> v9 = global "range"
#> v11 = call v9, v1
#> v12 = iter_start v11
#> jump b9(v12, v22)
#> b9(v13, v18 "s"):
#> v14 = iter_has v13
#> branch v14, b10(), b12()
#> b10():
#> v15 "j" = iter_get v13
#> v17 = compare == v8, v15
#> branch v17, b16(), b17()
#> b16():
#> jump b8()
#> b17():
#> v19 = bin * v8, v15
#> v20 "s" = inplace + v18, v19
#> v21 = iter_advance v13
#> jump b9(v21, v20)
#> b12():
#> jump b8()
#> b8():
#> v23 = iter_advance v6
#> jump b2(v23, v18)
#> b5():
#> return v22
#> }
