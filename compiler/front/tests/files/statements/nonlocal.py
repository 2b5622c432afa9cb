def count(n):
    total = 0

    def step(k):
        nonlocal total
        total += k

    step(n)
    return total
