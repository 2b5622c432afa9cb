def f(x):
    if False:
        unknown.anything(x)
    elif not 0:
        x = 1
    else:
        x = 2
    return x
#> function "f" untyped {
#> b0(v0 "x"):
#> v1 "x" = const 1
#> return v1
#> }
