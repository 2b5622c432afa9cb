# Elementwise functions of numpy that are not ufuncs.

def clip(a, a_min=None, a_max=None, out=None, min=None, max=None):
    """The elements limited to a range."""
    if a_min is None and min is not None:
        return np.clip(a, min, a_max, None, None, max)
    if a_max is None and max is not None:
        return np.clip(a, a_min, max)
    if nj.is_array(a):
        if a.ndim == 0:
            return np.clip(nj.unwrap(a), a_min, a_max)
        if a_min is None:
            if a_max is None:
                return nj.convert(a, a.dtype)
            return nj.convert(np.minimum(a, a_max), a.dtype)
        if a_max is None:
            return nj.convert(np.maximum(a, a_min), a.dtype)
        return nj.convert(np.minimum(np.maximum(a, a_min), a_max), a.dtype)
    if a_min is None:
        return np.minimum(a, a_max)
    if a_max is None:
        return np.maximum(a, a_min)
    return np.minimum(np.maximum(a, a_min), a_max)


@also("numpy.around", "numpy.round_", "ndarray.round")
def round(a, decimals=0, out=None):
    """The elements rounded to a number of decimals, ties to even."""
    if nj.is_array(a):
        if a.ndim == 0:
            return nj.round_number(nj.unwrap(a), decimals)
        if nj.is_whole(a):
            if decimals >= 0:
                return nj.convert(a, a.dtype)
            scale = 10.0 ** -decimals
            return nj.convert(np.rint(a / scale) * scale, a.dtype)
        if decimals == 0:
            return np.rint(a)
        if decimals > 0:
            factor = 10.0 ** decimals
            return nj.convert(np.rint(a * factor) / factor, a.dtype)
        divisor = 10.0 ** -decimals
        return nj.convert(np.rint(a / divisor) * divisor, a.dtype)
    return nj.round_number(a, decimals)


def fix(x):
    """The elements without their fractions."""
    return np.trunc(x)


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether the elements are equal within tolerances."""
    if nj.is_number(a) and nj.is_number(b):
        return nj.close(a, b, rtol, atol, equal_nan)
    x = nj.as_array(a)
    y = nj.as_array(b)
    near = np.less_equal(np.abs(x - y), atol + rtol * np.abs(y))
    result = np.logical_or(x == y, np.logical_and(near, np.isfinite(y)))
    if equal_nan:
        return np.logical_or(result, np.logical_and(x != x, y != y))
    return result


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether all elements are equal within tolerances."""
    if nj.is_number(a) and nj.is_number(b):
        return nj.close(a, b, rtol, atol, equal_nan)
    return np.all(np.isclose(a, b, rtol, atol, equal_nan))


def array_equal(a1, a2, equal_nan: literal=False):
    """Whether two arrays have the same shape and elements."""
    x = nj.as_array(a1)
    y = nj.as_array(a2)
    if x.ndim != y.ndim:
        return False
    if x.shape != y.shape:
        return False
    p = nj.contiguous(x)
    q = nj.contiguous(y)
    for i in range(p.size):
        left = nj.flat_get(p, i)
        right = nj.flat_get(q, i)
        if left != right:
            if not equal_nan or left == left or right == right:
                return False
    return True


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """The elements with nan and infinities replaced by numbers."""
    if nj.is_array(x):
        if nj.is_whole(x):
            return nj.convert(x, x.dtype)
        out = nj.convert(x, x.dtype)
        for i in range(out.size):
            nj.flat_set(out, i, nj.replaced(nj.flat_get(out, i), nan, posinf, neginf))
        return out
    if nj.is_whole(x):
        return x
    return nj.replaced(x, nan, posinf, neginf)


def angle(z, deg=False):
    """Angle of complex numbers in radians, or in degrees."""
    if nj.is_array(z):
        out = nj.empty(z.shape, nj.inexact(nj.real_dtype(z)))
        c = nj.contiguous(z)
        for i in range(c.size):
            nj.flat_set(out, i, np.angle(nj.flat_get(c, i), deg))
        return out
    value = np.arctan2(z.imag * 1.0, z.real * 1.0)
    if deg:
        value = value * (180.0 / math.pi)
    return value


def sinc(x):
    """sin(pi x) / (pi x), 1 at zero."""
    if nj.is_array(x):
        out = nj.empty(x.shape, nj.inexact(x))
        c = nj.contiguous(x)
        for i in range(c.size):
            nj.flat_set(out, i, np.sinc(nj.flat_get(c, i)))
        return out
    y = math.pi * x
    if x == 0:
        y = math.pi * 1.0e-20
    return np.sin(y) / y


def isneginf(x):
    """Whether the elements are minus infinity."""
    return np.logical_and(np.isinf(x), np.signbit(x))


def isposinf(x):
    """Whether the elements are plus infinity."""
    return np.logical_and(np.isinf(x), np.logical_not(np.signbit(x)))


def iscomplexobj(x):
    """Whether the elements have a complex type."""
    return nj.is_complex(x)


def isrealobj(x):
    """Whether the elements have a real type."""
    return not nj.is_complex(x)


def isscalar(element):
    """Whether the argument is a number."""
    return nj.is_number(element)


def iscomplex(x):
    """Whether the elements have an imaginary part."""
    return np.imag(x) != 0


def isreal(x):
    """Whether the elements have no imaginary part."""
    return np.imag(x) == 0


def interp(x, xp, fp, left=None, right=None):
    """Values of the line through points, constant outside of them unless other numbers are given."""
    if left is not None:
        inside = np.interp(x, xp, fp, None, right)
        return np.where(nj.as_operand(x) < nj.as_line(xp)[0], left, inside)
    if right is not None:
        inside = np.interp(x, xp, fp)
        return np.where(nj.as_operand(x) > nj.as_line(xp)[len(xp) - 1], right, inside)
    nj.require(not nj.is_complex(xp), "`xp` must be real")
    abscissas = nj.as_line(xp)
    ordinates = nj.as_line(fp)
    if abscissas.size == 0:
        raise ValueError("array of sample points is empty")
    if abscissas.size != ordinates.size:
        raise ValueError("fp and xp are not of the same size.")
    if nj.is_number(x):
        return nj.interpolated(float(x), abscissas, ordinates)
    values = nj.as_array(x)
    c = nj.contiguous(values)
    out = nj.empty(values.shape, nj.common(np.float64, ordinates))
    for i in range(c.size):
        nj.flat_set(out, i, nj.interpolated(float(nj.flat_get(c, i)), abscissas, ordinates))
    return out


@also("numpy.trapz")
def trapezoid(y, x=None, dx=1.0):
    """Integral by the trapezoidal rule along the last axis."""
    values = nj.as_array(y)
    nj.require(values.ndim > 0, "`y` must have at least one axis")
    count = values.shape[values.ndim - 1]
    c = nj.contiguous(values)
    out = nj.zeros(nj.drop_axis(values.shape, values.ndim - 1), nj.inexact(nj.common(values, dx, 0.5)))
    for row in range(out.size):
        for i in range(1, count):
            at = row * count + i
            pair = (nj.flat_get(c, at) + nj.flat_get(c, at - 1)) / 2.0
            if x is None:
                area = dx * pair
            elif x.ndim == 1:
                area = (x[i] - x[i - 1]) * pair
            else:
                area = (nj.flat_get(x, at) - nj.flat_get(x, at - 1)) * pair
            nj.flat_set(out, row, nj.flat_get(out, row) + area)
    return nj.unwrap(out)


def unwrap(p, discont=None, axis: literal=-1, period=6.283185307179586):
    """Angles along an axis with jumps of more than half a period taken out."""
    a = nj.as_array(p)
    nj.require(a.ndim > 0, "`p` must have at least one axis")
    k = nj.axis_index(axis, a.ndim)
    rows = nj.of_dtype(nj.lines_along(a, k), nj.inexact(nj.common(a, period)))
    half = period / 2
    limit = half
    if discont is not None:
        limit = max(discont, half)
    for row in range(rows.shape[0]):
        correction = 0.0
        before = 0.0
        for i in range(rows.shape[1]):
            value = float(rows[row, i])
            if i > 0:
                step = value - before
                folded = (step + half) % period - half
                if folded == -half and step > 0.0:
                    folded = half
                if abs(step) >= limit:
                    correction += folded - step
            before = value
            rows[row, i] = value + correction
    return nj.lines_back(rows, a.shape, k)


def convolve(a, v, mode: literal="full"):
    """Discrete convolution of two lines."""
    return nj.convolved(nj.as_line(a), nj.as_line(v), mode)


def correlate(a, v, mode: literal="valid"):
    """Cross-correlation of two lines."""
    other = nj.as_line(v)
    reversed_ = nj.empty(other.size, other.dtype)
    for i in range(other.size):
        nj.flat_set(reversed_, i, np.conjugate(nj.flat_get(other, other.size - 1 - i)))
    return nj.convolved(nj.as_line(a), reversed_, mode)


def divmod(x1, x2):
    """Quotient rounded down, and remainder."""
    return np.floor_divide(x1, x2), np.remainder(x1, x2)


def modf(x):
    """Fractions and whole parts, both with the sign of the element."""
    whole = np.trunc(x)
    rest = np.copysign(np.where(np.isinf(x), 0.0, x - whole), x)
    return rest, whole


def frexp(x):
    """Fractions from 0.5 to 1 and powers of two whose products are the elements."""
    if nj.is_number(x):
        fraction, power = math.frexp(x)
        return fraction, np.int32(power)
    values = nj.as_array(x)
    c = nj.contiguous(values)
    fractions = nj.empty(values.shape, nj.inexact(nj.common(values, np.float32(1.0))))
    powers = nj.empty(values.shape, np.int32)
    for i in range(c.size):
        fraction, power = math.frexp(nj.cast(nj.flat_get(c, i), np.float64))
        nj.flat_set(fractions, i, nj.cast(fraction, fractions.dtype))
        nj.flat_set(powers, i, power)
    return fractions, powers


def bitwise_count(x):
    """Number of bits set in the absolute value of the element."""
    nj.require(nj.is_whole(x), "`x` must be made of integers")
    if nj.is_number(x):
        return np.uint8(nj.count_bits(x))
    values = nj.as_array(x)
    c = nj.contiguous(values)
    result = nj.empty(values.shape, np.uint8)
    for i in range(c.size):
        nj.flat_set(result, i, nj.count_bits(nj.flat_get(c, i)))
    return result


def cumulative_sum(x, axis: literal=None, dtype: literal=None):
    """Sums of leading elements along an axis."""
    nj.require(x.ndim == 1 or axis is not None, "an array of several axes needs `axis`")
    return np.cumsum(x, axis, dtype)


def cumulative_prod(x, axis: literal=None, dtype: literal=None):
    """Products of leading elements along an axis."""
    nj.require(x.ndim == 1 or axis is not None, "an array of several axes needs `axis`")
    return np.cumprod(x, axis, dtype)


def i0(x):
    """Modified Bessel function of the first kind, of order 0."""
    return scipy.special.i0(x)
