def f(x):
    global table
    def g():
        return table[x]
    return g() + table[0]
#> function "f" untyped {
#> b0(v0 "x"):
#> v1 "g" = closure fn0 v0
#> v2 = call v1
#> v3 = global "table"
#> v4 = const 0
#> v5 = getitem v3, v4
#> v6 = bin + v2, v5
#> return v6
#> }
#> captures ["x"], 0 defaults
#> function "f.g" untyped {
#> b0(v0 "x"):
#> v1 = global "table"
#> v2 = getitem v1, v0
#> return v2
#> }
