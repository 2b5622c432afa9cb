def count(n):
    total = 0

    def step(k):
        nonlocal total
        total += k

    step(n)
    return total
#> function "count" untyped {
#> b0(v1 "n"):
#> v0 "total" = dict
#> v2 = const 0
#> v3 = const 0
#> setitem v0, v3, v2
#> v4 "step" = closure fn0 v0
#> v5 = call v4, v1
#> v6 = const 0
#> v7 = getitem v0, v6
#> return v7
#> }
#> captures ["total"], 0 defaults
#> function "count.step" untyped {
#> b0(v0 "total", v1 "k"):
#> v2 = const 0
#> v3 = getitem v0, v2
#> v4 = inplace + v3, v1
#> v5 = const 0
#> setitem v0, v5, v4
#> v6 = const none
#> return v6
#> }
