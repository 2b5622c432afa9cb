def f(x, width):
    return f"{x:>{width}}"
#> function "f" untyped {
#> b0(v0 "x", v1 "width"):
#> v2 = fstring [">", {}] v1
#> v3 = fstring [{:"{}"}] v0, v2
#> return v3
#> }
