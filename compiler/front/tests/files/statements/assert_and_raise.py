def f(x):
    assert x
    assert 0 < x, f"bad {x}"
    if x == 1:
        raise ValueError
    if x == 2:
        raise ValueError("two", x)
    if x == 3:
        raise errors.Mine("three") from None
    raise
#> function "f" untyped {
#> b0(v0 "x"):
#> branch v0, b1(), b2()
#> b1():
#> v2 = const 0
#> v3 = compare < v2, v0
#> branch v3, b5(), b6()
#> b5():
#> v6 = const 1
#> v7 = compare == v0, v6
#> branch v7, b10(), b11()
#> b10() cold:
#> v8 = global "ValueError"
#> raise v8
#> b11():
#> v9 = const 2
#> v10 = compare == v0, v9
#> branch v10, b17(), b18()
#> b17() cold:
#> v11 = global "ValueError"
#> v12 = const "two"
#> raise v11, v12, v0
#> b18():
#> v13 = const 3
#> v14 = compare == v0, v13
#> branch v14, b24(), b25()
#> b24() cold:
#> v15 = global "errors"
#> v16 = getattr "Mine" v15
#> v17 = const "three"
#> raise v16, v17
#> b25() cold:
#> raise
#> b6() cold:
#> v4 = global "AssertionError"
#> v5 = fstring ["bad ", {}] v0
#> raise v4, v5
#> b2() cold:
#> v1 = global "AssertionError"
#> raise v1
#> }
