"""Writes tables/*.txt from Numba and NumPy. Run with a Python that has both: python regenerate.py"""

import operator
import pathlib
import warnings

import numba
import numpy as np
from numba import types
from numba.core.errors import NumbaWarning
from numba.core.registry import cpu_target
from numba.np.numpy_support import ufunc_find_matching_loop

warnings.simplefilter("ignore", NumbaWarning)
TABLES = pathlib.Path(__file__).parent / "tables"
CONTEXT = cpu_target.typing_context
CONTEXT.refresh()
CHARS = {
    types.boolean: "?", types.int8: "b", types.int16: "h", types.int32: "i", types.int64: "q",
    types.uint8: "B", types.uint16: "H", types.uint32: "I", types.uint64: "Q",
    types.float32: "f", types.float64: "d", types.complex64: "F", types.complex128: "D",
}
OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod, "**": operator.pow,
    "<<": operator.lshift, ">>": operator.rshift,
    "&": operator.and_, "|": operator.or_, "^": operator.xor,
    "==": operator.eq, "<": operator.lt,
}
UNARY = {"neg": operator.neg, "pos": operator.pos, "invert": operator.invert}
UFUNCS = """add subtract multiply divide floor_divide remainder fmod power float_power negative absolute
fabs sign rint floor sqrt square cbrt exp log sin arctan2 hypot conjugate maximum fmin equal less
logical_and logical_not bitwise_and invert left_shift isnan signbit copysign ldexp spacing gcd""".split()


def result_of(function, args):
    try:
        return CHARS[CONTEXT.resolve_function_type(function, args, {}).return_type]
    except Exception:
        return "-"


def scalar_table():
    lines = []
    for name, function in OPERATORS.items():
        for a in CHARS:
            row = "".join(result_of(function, (a, b)) for b in CHARS)
            lines.append(f"{name} {CHARS[a]} {row}")
    for name, function in UNARY.items():
        lines.append(f"{name} . " + "".join(result_of(function, (a,)) for a in CHARS))
    for a in CHARS:
        row = "".join(CHARS[CONTEXT.unify_types(a, b)] for b in CHARS)
        lines.append(f"unify {CHARS[a]} {row}")
    for a in CHARS:
        found = [CONTEXT.can_convert(a, b) for b in CHARS]
        row = "".join("-" if f is None else f.name[0] for f in found)
        lines.append(f"rate {CHARS[a]} {row}")
    return lines


def numba_loop(ufunc, args):
    loop = ufunc_find_matching_loop(ufunc, args)
    if loop is None:
        return "-"
    return "".join(CHARS[t] for t in loop.inputs) + ">" + CHARS[loop.outputs[0]]


def ufunc_table():
    lines = []
    for name in UFUNCS:
        ufunc = getattr(np, name)
        if ufunc.nin == 1:
            row = " ".join(numba_loop(ufunc, (a,)) for a in CHARS)
            lines.append(f"{name} . {row}")
            continue
        for a in CHARS:
            row = " ".join(numba_loop(ufunc, (a, b)) for b in CHARS)
            lines.append(f"{name} {CHARS[a]} {row}")
    return lines


def numpy2_table():
    """Result dtypes of NumPy 2 for arrays with arrays and with weak Python scalars."""
    weak = {"int": 1, "float": 1.0, "complex": 1j}
    names = "add multiply divide floor_divide power maximum equal arctan2 bitwise_and".split()
    lines = []
    for name in names:
        ufunc = getattr(np, name)
        for a in CHARS.values():
            left = np.ones(1, a)
            row = [numpy2_result(ufunc, left, np.ones(1, b)) for b in CHARS.values()]
            row += [numpy2_result(ufunc, left, value) for value in weak.values()]
            lines.append(f"{name} {a} {''.join(row)}")
    return lines


def numpy2_result(ufunc, a, b):
    try:
        char = ufunc(a, b).dtype.char
    except TypeError:
        return "-"
    # float16 does not exist in numjit; where NumPy picks it, float32 stands in.
    return {"l": "q", "L": "Q", "e": "f"}.get(char, char)


VALUES = {
    "x8": np.int8(5), "xu8": np.uint8(7), "xb": True, "xf": np.float32(2.5), "xd": 2.5, "xi": 3,
    "xc": 1 + 2j,
    "d1": np.array([3.0, 1.0, 2.0]), "d2": np.arange(6.0).reshape(2, 3),
    "f2": np.arange(6, dtype=np.float32).reshape(2, 3), "q1": np.array([3, 1, 2]),
    "i1": np.array([3, 1, 2], np.int32), "B1": np.array([1, 2, 3], np.uint8),
    "b1": np.array([True, False]), "D2": np.arange(6.0).reshape(2, 3) + 1j,
    "s2": np.arange(9.0).reshape(3, 3), "F2": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "A1": np.arange(6.0)[::2],
    "t2": (1, 2), "tm": (1, 2.5),
}


def spelled(ty):
    """A Numba type as numjit prints it."""
    if isinstance(ty, types.Array):
        layout = {"C": ", ".join([":"] * (ty.ndim - 1) + ["::1"]),
                  "F": ", ".join(["::1"] + [":"] * (ty.ndim - 1)),
                  "A": ", ".join([":"] * ty.ndim)}[ty.layout]
        if ty.ndim == 0:
            layout = ""
        return f"{'' if ty.mutable else 'readonly '}{ty.dtype}[{layout}]"
    if isinstance(ty, types.UniTuple):
        return f"UniTuple({spelled(ty.dtype)} x {ty.count})"
    if isinstance(ty, types.BaseTuple):
        return f"Tuple({', '.join(spelled(t) for t in ty.types)})"
    if isinstance(ty, types.Literal):
        return spelled(ty.literal_type)
    return str(ty)


def call_table():
    text = (pathlib.Path(__file__).parent / "calls.txt").read_text()
    lines = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        names, expression = line.split(": ", 1)
        for name in names.split():
            lines.append(call_line(name, expression))
    return lines


def call_line(name, expression):
    namespace = {"np": np, "math": __import__("math")}
    exec(f"def f(x): return {expression}", namespace)
    function = numba.njit(namespace["f"])
    argument = spelled(numba.typeof(VALUES[name]))
    try:
        function.compile((numba.typeof(VALUES[name]),))
        result = spelled(function.nopython_signatures[0].return_type)
    except Exception:
        result = "-"
    return f"{expression} | {argument} | {result}"


def main():
    tables = {"scalar": scalar_table, "ufunc": ufunc_table, "numpy2": numpy2_table, "call": call_table}
    for name, make in tables.items():
        (TABLES / f"{name}.txt").write_text("\n".join(make()) + "\n")


main()
