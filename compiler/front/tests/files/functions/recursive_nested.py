def f(n):
    def fact(k):
        if k <= 1:
            return n
        helper = lambda j: fact(j) + n
        return helper(k - 1)
    power = lambda e: 1 if e == 0 else 2 * power(e - 1)
    return fact(n) + power(n)
#> function "f" untyped {
#> b0(v0 "n"):
#> v1 "fact" = closure fn0 v0
#> v2 "power" = closure fn1
#> v3 = call v1, v0
#> v4 = call v2, v0
#> v5 = bin + v3, v4
#> return v5
#> }
#> captures ["n"], 0 defaults
#> function "f.fact" untyped {
#> b0(v0 "n", v1 "k"):
#> v2 = const 1
#> v3 = compare <= v1, v2
#> branch v3, b2(), b3()
#> b2():
#> return v0
#> b3():
#> v4 = global "fact"
#> v5 "helper" = closure fn0 v4, v0
#> v6 = const 1
#> v7 = bin - v1, v6
#> v8 = call v5, v7
#> return v8
#> }
#> calls itself fact
#> captures ["fact", "n"], 0 defaults
#> function "f.fact.<lambda>" untyped {
#> b0(v0 "fact", v1 "n", v2 "j"):
#> v3 = call v0, v2
#> v4 = bin + v3, v1
#> return v4
#> }
#> captures [], 0 defaults
#> function "f.<lambda>" untyped {
#> b0(v0 "e"):
#> v1 = const 0
#> v2 = compare == v0, v1
#> branch v2, b1(), b2()
#> b1():
#> v3 = const 1
#> jump b3(v3)
#> b2():
#> v4 = const 2
#> v5 = global "power"
#> v6 = const 1
#> v7 = bin - v0, v6
#> v8 = call v5, v7
#> v9 = bin * v4, v8
#> jump b3(v9)
#> b3(v10):
#> return v10
#> }
#> calls itself power
