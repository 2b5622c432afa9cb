# The numpy.polynomial.polynomial module: coefficients in rising order of the powers.

def polyval(x, c):
    """Value of a polynomial at a number or at each element of an array."""
    return np.polyval(nj.contiguous(nj.as_line(c)[::-1]), x)


def polyadd(c1, c2):
    """Sum of two polynomials."""
    return nj.rising_sum(nj.as_line(c1), nj.as_line(c2), 1)


def polysub(c1, c2):
    """Difference of two polynomials."""
    return nj.rising_sum(nj.as_line(c1), nj.as_line(c2), -1)


def polymul(c1, c2):
    """Product of two polynomials."""
    return nj.without_trailing_zeros(np.convolve(nj.as_line(c1) * 1.0, nj.as_line(c2) * 1.0))


def polyder(c, m=1):
    """Derivative of an order of a polynomial."""
    falling = nj.contiguous(nj.as_line(c)[::-1])
    if m >= falling.size:
        return nj.as_line(c)[:1] * 0
    return nj.contiguous(np.polyder(falling, m)[::-1])


def polyint(c, m=1, k=0.0):
    """Antiderivative of an order of a polynomial, with a constant of integration."""
    return nj.contiguous(np.polyint(nj.contiguous(nj.as_line(c)[::-1]), m, k)[::-1])


def polyfit(x, y, deg):
    """Coefficients of the polynomial of a degree with the least squared error at given points."""
    return nj.contiguous(np.polyfit(x, y, deg)[::-1])


def polyroots(c):
    """Zeros of a polynomial, in rising order."""
    return np.sort(np.roots(nj.contiguous(nj.as_line(c)[::-1])))
