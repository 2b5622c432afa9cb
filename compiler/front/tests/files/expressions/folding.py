def f(x):
    a = 2**31 * 2, 1 << 62, 60 * 60 + x, x + 1 + 2, 2**64 - 1, -2**63
    b = 7 // -2, 7 % -2, 1 / 4, 2**-1, 1 // 0, 1.5 * 2, 1 + 2j, "f" + "8", ~5, -0.0
    return a, b, "a" * 3
#> function "f" untyped {
#> b0(v0 "x"):
#> v1 = const 4294967296
#> v2 = const 4611686018427387904
#> v3 = const 3600
#> v4 = bin + v3, v0
#> v5 = const 1
#> v6 = bin + v0, v5
#> v7 = const 2
#> v8 = bin + v6, v7
#> v9 = const 18446744073709551615u
#> v10 = const -9223372036854775808
#> v11 "a" = tuple v1, v2, v4, v8, v9, v10
#> v12 = const -4
#> v13 = const -1
#> v14 = const 0.25
#> v15 = const 0.5
#> v16 = const 1
#> v17 = const 0
#> v18 = bin // v16, v17
#> v19 = const 3.0
#> v20 = const complex(1.0, 2.0)
#> v21 = const "f8"
#> v22 = const -6
#> v23 = const -0.0
#> v24 "b" = tuple v12, v13, v14, v15, v18, v19, v20, v21, v22, v23
#> v25 = const "a"
#> v26 = const 3
#> v27 = bin * v25, v26
#> v28 = tuple v11, v24, v27
#> return v28
#> }
