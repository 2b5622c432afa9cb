def f(t, d):
    return g(*t, 1, *t), (0, *t), [*t, 2], {0: 1, **d}
