def f(n):
    while 0:
        n = n + 1
    else:
        n = 5
    return n
#> function "f" untyped {
#> b0(v0 "n"):
#> v1 "n" = const 5
#> return v1
#> }
