# Limits of number types.


class finfo:
    """Limits of a float type."""

    def __init__(self, dtype):
        kind = np.dtype(dtype) if not isinstance(dtype, (np.ndarray, np.generic)) else dtype.dtype
        if kind.kind == "c":
            kind = np.dtype("f4" if kind.itemsize == 8 else "f8")
        if kind.kind != "f":
            raise ValueError(f"data type {kind.type!r} not inexact")
        self.dtype = kind
        real = kind.type
        double = kind.itemsize == 8
        self.bits = 64 if double else 32
        self.nmant = 52 if double else 23
        self.nexp = 11 if double else 8
        self.iexp = self.nexp
        self.maxexp = 1024 if double else 128
        self.minexp = -1022 if double else -126
        self.negep = -53 if double else -24
        self.machep = -52 if double else -23
        self.precision = 15 if double else 6
        self.eps = real(2.0 ** self.machep)
        self.epsneg = real(2.0 ** self.negep)
        self.max = real(1.7976931348623157e308 if double else 3.4028234663852886e38)
        self.min = -self.max
        self.tiny = real(2.0 ** self.minexp)
        self.smallest_normal = self.tiny
        self.smallest_subnormal = real(5e-324 if double else 1.401298464324817e-45)
        self.resolution = real(10.0 ** -self.precision)

    def __str__(self):
        return "\n".join([
            f"Machine parameters for {self.dtype}", "-" * 63,
            f"precision = {self.precision}   resolution = {self.resolution!s}",
            f"machep = {self.machep}   eps =        {self.eps!s}",
            f"negep =  {self.negep}   epsneg =     {self.epsneg!s}",
            f"minexp = {self.minexp}   tiny =       {self.tiny!s}",
            f"maxexp = {self.maxexp}   max =        {self.max!s}",
            f"nexp =   {self.nexp}   min =        -max",
            f"smallest_normal = {self.smallest_normal!s}   smallest_subnormal = {self.smallest_subnormal!s}",
            "-" * 63, ""])

    def __repr__(self):
        return (f"finfo(resolution={self.resolution!s}, min=-{self.max!s}, max={self.max!s}, dtype={self.dtype})")


class iinfo:
    """Limits of an integer type."""

    def __init__(self, int_type):
        kind = int_type.dtype if isinstance(int_type, (np.ndarray, np.generic)) else \
            np.dtype(type(int_type) if isinstance(int_type, int) else int_type)
        if kind.kind not in "iu":
            raise ValueError(f"Invalid integer data type {kind.kind!r}.")
        self.dtype = kind
        self.kind = kind.kind
        self.bits = kind.itemsize * 8
        self.key = f"{self.kind}{self.bits}"
        self.min = 0 if self.kind == "u" else -(1 << (self.bits - 1))
        self.max = (1 << (self.bits - (self.kind == "i"))) - 1

    def __str__(self):
        return (f"Machine parameters for {self.dtype}\n{'-' * 63}\nmin = {self.min}\nmax = {self.max!s}\n{'-' * 63}\n")

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max!s}, dtype={self.dtype})"
