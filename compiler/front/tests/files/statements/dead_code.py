def f(x):
    return x
    yield x
#> function "f" untyped {
#> b0(v0 "x"):
#> return v0
#> }
