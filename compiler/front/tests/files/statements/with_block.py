def f(n):
    with objmode(y="float64"):
        y = float(str(n))
    return y
