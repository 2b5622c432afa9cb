def f(n):
    while True:
        n -= 1
        if n < 0:
            break
    return n
#> function "f" untyped {
#> b0(v0 "n"):
#> jump b1(v0)
#> b1(v1 "n"):
#> v2 = const 1
#> v3 "n" = inplace - v1, v2
#> v4 = const 0
#> v5 = compare < v3, v4
#> branch v5, b8(), b9()
#> b8():
#> return v3
#> b9():
#> jump b1(v3)
#> }
