def f(n):
    while 1:
        n = n + 1
#> function "f" untyped {
#> b0(v0 "n"):
#> jump b1(v0)
#> b1(v1 "n"):
#> v2 = const 1
#> v3 "n" = bin + v1, v2
#> jump b1(v3)
#> }
