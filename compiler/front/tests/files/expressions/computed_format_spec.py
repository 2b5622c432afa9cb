def f(x, width):
    return f"{x:>{width}}"
