# Polynomials of numpy whose coefficients stand in falling order of the powers.

def polyval(p, x):
    """Value of a polynomial at a number or at each element of an array."""
    c = nj.as_line(p)
    if nj.is_number(x):
        value = nj.cast(0, nj.common(c, x))
        for i in range(c.size):
            value = nj.cast(value * x + nj.flat_get(c, i), nj.common(c, x))
        return value
    points = nj.as_array(x)
    flat = nj.contiguous(points)
    result = nj.empty(points.shape, nj.common(c, points))
    for k in range(flat.size):
        nj.flat_set(result, k, np.polyval(c, nj.flat_get(flat, k)))
    return result


def polyadd(a1, a2):
    """Sum of two polynomials."""
    return nj.polynomial_sum(nj.as_line(a1), nj.as_line(a2), 1)


def polysub(a1, a2):
    """Difference of two polynomials."""
    return nj.polynomial_sum(nj.as_line(a1), nj.as_line(a2), -1)


def polymul(a1, a2):
    """Product of two polynomials."""
    return np.convolve(nj.without_leading_zeros(nj.as_line(a1)), nj.without_leading_zeros(nj.as_line(a2)))


def polydiv(u, v):
    """Quotient and remainder of two polynomials."""
    dtype = nj.inexact(nj.common(nj.as_line(u), nj.as_line(v), 1.0))
    rest = nj.of_dtype(nj.copy_c(nj.as_line(u)), dtype)
    divisor = nj.of_dtype(nj.as_line(v), dtype)
    count = max(rest.size - divisor.size + 1, 1)
    quotient = nj.zeros(count, dtype)
    for k in range(rest.size - divisor.size + 1):
        factor = nj.cast(nj.flat_get(rest, k) / nj.flat_get(divisor, 0), dtype)
        nj.flat_set(quotient, k, factor)
        for j in range(divisor.size):
            nj.flat_set(rest, k + j, nj.flat_get(rest, k + j) - factor * nj.flat_get(divisor, j))
    first = 0
    while first < rest.size - 1 and np.isclose(nj.flat_get(rest, first), 0.0, 1e-14, 1e-14):
        first += 1
    return quotient, rest[first:]


def polyder(p, m=1):
    """Derivative of an order of a polynomial."""
    if m < 0:
        raise ValueError("Order of derivative must be positive (see polyint)")
    c = nj.copy_c(nj.as_line(p))
    for step in range(m):
        count = max(c.size - 1, 0)
        for i in range(count):
            nj.flat_set(c, i, nj.cast(nj.flat_get(c, i) * (count - i), c.dtype))
        c = c[:count]
    return c


def polyint(p, m=1, k=0.0):
    """Antiderivative of an order of a polynomial, with a constant of integration."""
    if m < 0:
        raise ValueError("Order of integral must be positive (see polyder)")
    c = nj.as_line(p)
    result = nj.zeros(c.size + m, nj.inexact(nj.common(c, 1.0)))
    for i in range(c.size):
        nj.flat_set(result, i, nj.flat_get(c, i))
    for step in range(m):
        count = c.size + step
        for i in range(count):
            nj.flat_set(result, i, nj.cast(nj.flat_get(result, i) / (count - i), result.dtype))
        nj.flat_set(result, count, k)
    return result


def poly(seq_of_zeros):
    """Coefficients of the polynomial with given zeros, or of the characteristic polynomial of a matrix."""
    x = nj.as_array(seq_of_zeros)
    if x.ndim == 2:
        return np.poly(np.linalg.eigvals(nj.of_dtype(x, nj.inexact(nj.common(x, 1.0)))))
    zeros = nj.as_line(x)
    result = nj.zeros(zeros.size + 1, nj.inexact(nj.common(zeros, 1.0)))
    nj.flat_set(result, 0, 1)
    for k in range(zeros.size):
        for i in range(k + 1, 0, -1):
            nj.flat_set(result, i, nj.cast(nj.flat_get(result, i) - nj.flat_get(result, i - 1) * nj.flat_get(zeros, k), result.dtype))
    return result


def roots(p):
    """Zeros of a polynomial, as complex numbers."""
    c = nj.as_line(p)
    first = 0
    last = c.size
    while first < last and nj.flat_get(c, first) == 0:
        first += 1
    while last > first and nj.flat_get(c, last - 1) == 0:
        last -= 1
    trailing = c.size - last
    n = last - first - 1
    result = nj.zeros(max(n, 0) + trailing * (last > first), np.complex128)
    if n > 0:
        companion = nj.zeros((n, n), np.complex128)
        for i in range(n):
            companion[0, i] = -nj.flat_get(c, first + 1 + i) / nj.flat_get(c, first)
            if i > 0:
                companion[i, i - 1] = 1.0
        found = np.linalg.eigvals(companion)
        for i in range(n):
            nj.flat_set(result, i, nj.flat_get(found, i))
    return result


def polyfit(x, y, deg):
    """Coefficients of the polynomial of a degree with the least squared error at given points."""
    abscissas = nj.of_dtype(nj.as_line(x), np.float64)
    ordinates = nj.of_dtype(nj.as_line(y), np.float64)
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if abscissas.size == 0:
        raise TypeError("expected non-empty vector for x")
    if abscissas.size != ordinates.size:
        raise TypeError("expected x and y to have same length")
    rows = np.vander(abscissas, deg + 1)
    scale = nj.empty(deg + 1, np.float64)
    for j in range(deg + 1):
        scale[j] = math.sqrt(nj.sum_of_squares(rows[:, j]))
        for i in range(abscissas.size):
            rows[i, j] /= scale[j]
    solution = np.linalg.lstsq(rows, ordinates, abscissas.size * np.finfo(np.float64).eps)[0]
    return solution / scale
