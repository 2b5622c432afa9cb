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
#> v6 = const 8
#> v7 = const 3
#> v8 = fstring [{}, ".", {}, "f"] v6, v7
#> v9 "c" = fstring ["{x} ", {!r:">10"}, " y + 1=", {!r}, " ", {:"{}"}] v0, v5, v1, v8
#> v10 = const ""
#> v11 = tuple v2, v3, v9, v10
#> return v11
#> }
