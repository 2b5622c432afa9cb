# Polynomials as objects.


class poly1d:
    """A polynomial by its coefficients in falling order of the powers, or by its zeros."""

    __hash__ = None

    def __init__(self, c_or_r, r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            self.coeffs, self.variable = c_or_r.coeffs, variable or c_or_r.variable
            return
        c = np.atleast_1d(np.poly(c_or_r) if r else c_or_r)
        if c.ndim > 1:
            raise ValueError("Polynomial must be 1d only.")
        c = np.trim_zeros(c, trim="f")
        self.coeffs = c if len(c) else np.array([0], c.dtype)
        self.variable = variable or "x"

    @property
    def c(self):
        return self.coeffs

    @property
    def coef(self):
        return self.coeffs

    @property
    def coefficients(self):
        return self.coeffs

    @property
    def order(self):
        return len(self.coeffs) - 1

    o = order

    @property
    def roots(self):
        return np.roots(self.coeffs)

    r = roots

    def __call__(self, val):
        if isinstance(val, poly1d):
            y = poly1d([0])
            for c in self.coeffs:
                y = y * val + poly1d([c])
            return y
        return np.polyval(self.coeffs, val)

    def __array__(self, dtype=None, copy=None):
        return np.array(self.coeffs, dtype)

    def __len__(self):
        return self.order

    def __iter__(self):
        return iter(self.coeffs)

    def __getitem__(self, val):
        place = self.order - val
        return self.coeffs[place] if 0 <= place <= self.order and val >= 0 else self.coeffs.dtype.type(0)

    def __setitem__(self, key, val):
        if key < 0:
            raise ValueError("Does not support negative powers.")
        c = self.coeffs
        if key > self.order:
            c = np.concatenate((np.zeros(key - self.order, c.dtype), c))
        c[len(c) - 1 - key] = val
        self.coeffs = c

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __pos__(self):
        return self

    def __add__(self, other):
        return poly1d(np.polyadd(self.coeffs, poly1d(other).coeffs))

    __radd__ = __add__

    def __sub__(self, other):
        return poly1d(np.polysub(self.coeffs, poly1d(other).coeffs))

    def __rsub__(self, other):
        return poly1d(np.polysub(poly1d(other).coeffs, self.coeffs))

    def __mul__(self, other):
        if np.isscalar(other):
            return poly1d(self.coeffs * other)
        return poly1d(np.polymul(self.coeffs, poly1d(other).coeffs))

    __rmul__ = __mul__

    def __pow__(self, val):
        if not np.isscalar(val) or int(val) != val or val < 0:
            raise ValueError("Power to non-negative integers only.")
        result = poly1d([1])
        for _ in _range(int(val)):
            result = result * self
        return result

    def __truediv__(self, other):
        if np.isscalar(other):
            return poly1d(self.coeffs / other)
        q, r = np.polydiv(self.coeffs, poly1d(other).coeffs)
        return poly1d(q), poly1d(r)

    def __eq__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        return self.coeffs.shape == other.coeffs.shape and builtins.bool((self.coeffs == other.coeffs).all())

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    def deriv(self, m=1):
        return poly1d(np.polyder(self.coeffs, m))

    def integ(self, m=1, k=0):
        return poly1d(np.polyint(self.coeffs, m, k))

    def __repr__(self):
        return f"poly1d({repr(self.coeffs)[6:-1]})"

    def __str__(self):
        """The polynomial on two lines, the powers above."""
        terms = []
        coeffs = self.coeffs[np.logical_or.accumulate(self.coeffs != 0)]
        top = len(coeffs) - 1
        text = "0"
        for k, c in enumerate(coeffs):
            number = f"{c:.4g}".removesuffix(".0000")
            power = top - k
            if power == 0:
                term = number if number != "0" or k == 0 else ""
            elif power == 1:
                term = "" if number == "0" else self.variable if number == "b" else f"{number} {self.variable}"
            else:
                term = "" if number == "0" else f"{number} {self.variable}**{power}"
            if number == "1" and power > 0:
                term = term[2:]
            if k == 0:
                text = term
            elif term:
                sign = " - " if term.startswith("-") else " + "
                text = text + sign + term.removeprefix("-")
            terms.append(term)
        return _raised_powers(text)


def _raised_powers(text):
    import re
    upper = lower = ""
    at = 0
    for match in re.finditer(r"\*\*([0-9]*)", text):
        part = text[at:match.start()]
        upper += " " * len(part) + match.group(1)
        lower += part + " " * len(match.group(1))
        at = match.end()
    rest = text[at:]
    return upper + " " * len(rest) + "\n" + lower + rest if upper else " " * len(rest) + "\n" + rest


def poly(seq_of_zeros):
    zeros = np.atleast_1d(seq_of_zeros)
    if zeros.ndim == 2:
        if zeros.shape[0] != zeros.shape[1] or zeros.shape[0] == 0:
            raise ValueError("input must be 1d or non-empty square 2d array.")
        zeros = np.linalg.eigvals(zeros)
    elif zeros.ndim != 1:
        raise ValueError("input must be 1d or non-empty square 2d array.")
    a = np.ones(1, zeros.dtype if zeros.dtype.kind in "fc" else np.float64)
    for zero in zeros:
        a = np.convolve(a, np.array([1, -zero]))
    if a.dtype.kind == "c" and np.all(np.sort(zeros) == np.sort(np.conjugate(zeros))):
        a = a.real.copy()
    return a


class Polynomial:
    """A polynomial by its coefficients in rising order of the powers, on a domain mapped to a window."""

    __hash__ = None

    def __init__(self, coef, domain=None, window=None, symbol="x"):
        self.coef = np.atleast_1d(np.asarray(coef)) + 0.0
        self.domain = np.array([-1.0, 1.0]) if domain is None else np.asarray(domain) + 0.0
        self.window = np.array([-1.0, 1.0]) if window is None else np.asarray(window) + 0.0
        self.symbol = symbol

    def _like(self, coef):
        last = len(coef)
        while last > 1 and coef[last - 1] == 0:
            last -= 1
        return Polynomial(coef[:last], self.domain, self.window, self.symbol)

    def mapparms(self):
        span = self.domain[1] - self.domain[0]
        scale = (self.window[1] - self.window[0]) / span
        offset = (self.domain[1] * self.window[0] - self.domain[0] * self.window[1]) / span
        return offset, scale

    def __call__(self, arg):
        offset, scale = self.mapparms()
        return np.polyval(self.coef[::-1], offset + scale * np.asarray(arg))[()]

    def degree(self):
        return len(self.coef) - 1

    def __len__(self):
        return len(self.coef)

    def __iter__(self):
        return iter(self.coef)

    def _other(self, other):
        if isinstance(other, Polynomial):
            if not np.all(self.domain == other.domain):
                raise TypeError("Domains differ")
            return other.coef
        return np.atleast_1d(np.asarray(other)) + 0.0

    def __neg__(self):
        return self._like(-self.coef)

    def __pos__(self):
        return self

    def __add__(self, other):
        return self._like(np.polyadd(self.coef[::-1], self._other(other)[::-1])[::-1])

    __radd__ = __add__

    def __sub__(self, other):
        return self._like(np.polysub(self.coef[::-1], self._other(other)[::-1])[::-1])

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        return self._like(np.convolve(self.coef, self._other(other)))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._like(self.coef / other)

    def __divmod__(self, other):
        q, r = np.polydiv(self.coef[::-1], self._other(other)[::-1])
        return self._like(q[::-1]), self._like(r[::-1])

    def __floordiv__(self, other):
        return self.__divmod__(other)[0]

    def __mod__(self, other):
        return self.__divmod__(other)[1]

    def __pow__(self, power):
        result = self._like(np.array([1.0]))
        for _ in _range(power):
            result = result * self
        return result

    def __eq__(self, other):
        return (isinstance(other, Polynomial) and self.coef.shape == other.coef.shape
                and builtins.bool(np.all(self.coef == other.coef) and np.all(self.domain == other.domain)))

    def deriv(self, m=1):
        scale = self.mapparms()[1]
        return self._like(np.polyder(self.coef[::-1], m)[::-1] * scale ** m)

    def integ(self, m=1, k=(), lbnd=None):
        result = self
        constants = list(np.atleast_1d(k)) if np.size(k) else []
        scale = self.mapparms()[1]
        for step in _range(m):
            constant = constants[step] if step < len(constants) else 0.0
            coef = np.polyint(result.coef[::-1])[::-1] / scale
            made = result._like(coef)
            start = 0.0 if lbnd is None else made(lbnd)
            made.coef[0] += constant - start
            result = made
        return result

    def roots(self):
        offset, scale = self.mapparms()
        return np.sort((np.roots(self.coef[::-1]) - offset) / scale)

    def linspace(self, n=100, domain=None):
        low, high = self.domain if domain is None else domain
        x = np.linspace(low, high, n)
        return x, self(x)

    def convert(self, domain=None, kind=None, window=None):
        offset, scale = self.mapparms()
        inner = Polynomial([offset, scale])
        result = Polynomial([0.0])
        for c in self.coef[::-1]:
            result = result * inner + c
        return result

    def copy(self):
        return Polynomial(self.coef.copy(), self.domain, self.window, self.symbol)

    def trim(self, tol=0):
        places = np.flatnonzero(np.abs(self.coef) > tol)
        return Polynomial(self.coef[:places[-1] + 1] if len(places) else self.coef[:1] * 0, self.domain, self.window)

    @classmethod
    def fit(cls, x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol="x"):
        x = np.asarray(x) + 0.0
        made = cls([0.0], [x.min(), x.max()] if domain is None else domain, window, symbol)
        offset, scale = made.mapparms()
        made.coef = np.polyfit(offset + scale * x, y, deg, rcond, False, w)[::-1].copy()
        return made

    @classmethod
    def fromroots(cls, roots, domain=(-1, 1), window=None, symbol="x"):
        return cls(np.poly(roots)[::-1].copy(), domain, window, symbol)

    @classmethod
    def identity(cls, domain=None, window=None, symbol="x"):
        return cls([0.0, 1.0], domain, window, symbol)

    @classmethod
    def basis(cls, deg, domain=None, window=None, symbol="x"):
        return cls([0.0] * deg + [1.0], domain, window, symbol)

    def __repr__(self):
        parts = [repr(part)[6:-1] for part in (self.coef, self.domain, self.window)]
        return f"Polynomial({parts[0]}, domain={parts[1]}, window={parts[2]}, symbol={self.symbol!r})"

    def __str__(self):
        raised = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
        text = str(self.coef[0])
        for power, c in enumerate(self.coef[1:], 1):
            sign = " - " if c < 0 else " + "
            index = str(power).translate(raised)
            text += f"{sign}{_abs(c)}\u00b7{self.symbol}{index if power > 1 else index}"
        return text
