def f(a, b):
    c = a + b - a * b / a // b % a ** b @ a
    d = a << b >> a & b | a ^ b
    return -c, +d, ~c, not d
#> function "f" untyped {
#> b0(v0 "a", v1 "b"):
#> v2 = bin + v0, v1
#> v3 = bin * v0, v1
#> v4 = bin / v3, v0
#> v5 = bin // v4, v1
#> v6 = bin ** v0, v1
#> v7 = bin % v5, v6
#> v8 = bin @ v7, v0
#> v9 "c" = bin - v2, v8
#> v10 = bin << v0, v1
#> v11 = bin >> v10, v0
#> v12 = bin & v11, v1
#> v13 = bin ^ v0, v1
#> v14 "d" = bin | v12, v13
#> v15 = un - v9
#> v16 = un + v14
#> v17 = un ~ v9
#> v18 = un not v14
#> v19 = tuple v15, v16, v17, v18
#> return v19
#> }
