def f(x, y):
    a = f"plain" "text"
    b = f"{x}"
    c = f"{{x}} {x!r:>10} {y + 1=} " f"{y:{8}.{3}f}"
    return a, b, c, f""
#> function "f" untyped {
#> b0(v0 "x", v1 "y"):
#> v2 "a" = const "plaintext"
#> v3 "b" = fstring [{}] v0
#> v4 = const 1
#> v5 = bin + v1, v4
#> v6 "c" = fstring ["{x} ", {!r:">10"}, " y + 1=", {!r}, " ", {:"8.3f"}] v0, v5, v1
#> v7 = const ""
#> v8 = tuple v2, v3, v6, v7
#> return v8
#> }
