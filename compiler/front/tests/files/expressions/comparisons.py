def f(a, b, c):
    return a == b, a is None, a is not b, a in c, a not in c, a < g(b) <= c != a
#> function "f" untyped {
#> b0(v0 "a", v1 "b", v2 "c"):
#> v3 = compare == v0, v1
#> v4 = const none
#> v5 = compare is v0, v4
#> v6 = compare is_not v0, v1
#> v7 = compare in v0, v2
#> v8 = compare not_in v0, v2
#> v9 = global "g"
#> v10 = call v9, v1
#> v11 = compare < v0, v10
#> branch v11, b2(), b8()
#> b2():
#> v12 = compare <= v10, v2
#> branch v12, b4(), b9()
#> b4():
#> v13 = compare != v2, v0
#> jump b1(v13)
#> b9():
#> jump b1(v12)
#> b8():
#> jump b1(v11)
#> b1(v14):
#> v15 = tuple v3, v5, v6, v7, v8, v14
#> return v15
#> }
