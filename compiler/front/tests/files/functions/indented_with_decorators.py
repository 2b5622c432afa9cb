    # A comment before.
    @njit(cache=True)
    @other
    def f(x):
        return x
#> function "f" untyped {
#> b0(v0 "x"):
#> return v0
#> }
