def f(x):
    """The documentation."""
    "a string without effect"
    ...
    return x
#> function "f" untyped {
#> b0(v0 "x"):
#> return v0
#> }
