def f():
    return (
        None, True, 1.5, 2j, "a" "b", ..., 0x_ff,
        9223372036854775807, 9223372036854775808, 18446744073709551615,
        -9223372036854775808, -(9223372036854775808),
    )
#> function "f" untyped {
#> b0():
#> v0 = const none
#> v1 = const True
#> v2 = const 1.5
#> v3 = const complex(0.0, 2.0)
#> v4 = const "ab"
#> v5 = const ...
#> v6 = const 255
#> v7 = const 9223372036854775807
#> v8 = const 9223372036854775808u
#> v9 = const 18446744073709551615u
#> v10 = const -9223372036854775808
#> v11 = const -9223372036854775808
#> v12 = tuple v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11
#> return v12
#> }
