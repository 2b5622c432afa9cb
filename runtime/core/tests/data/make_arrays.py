"""Writes arrays.txt: arrays as NumPy prints them.

Run with a Python that has NumPy 2.4: `python make_arrays.py > arrays.txt`. With two numbers it writes
so many random cases from a seed instead. A case is a line of words
(str or repr, dtype, shape as 2x3 or -, view, options), a line of elements in hexadecimal (or a ramp:
start and step), and the expected lines after a bar.
"""

import random
import sys

import numpy as np

OPTIONS = {
    "precision": int,
    "threshold": int,
    "edgeitems": int,
    "linewidth": int,
    "suppress": lambda text: text == "1",
    "sign": {"minus": "-", "plus": "+", "space": " "}.get,
    "floatmode": str,
}

FLOATS = [
    [1.0], [1.5, 2.25], [0.1, 0.2, 0.3], [1 / 3, 2 / 3], [1e-5, 1.0], [1e8, 1.0], [1e7, 1e4], [1e10],
    [1e16, 1.0], [1e-320, 1e300], [0.0, -0.0], [-1.0, 1.0], [1e6], [999999.0, 1000000.0], [1e5, 99.5],
    [float("nan")], [float("inf"), -float("inf"), float("nan"), 1.0], [float("nan"), 1.5, -2.25],
    [float("inf"), 1e300], [-float("inf"), 1e-300], [123456.789, 0.001], [0.0001, 0.00012345], [1e-4, 9e-5],
    [0.00009999], [5e-324], [1.7976931348623157e308], [2.0**-44], [9007199254740993.0],
    [1.123456789, 2.1], [1.12345678949999, 1.12345678950001], [0.5, 0.125, 0.0625], [1000.0, 1.0],
    [1000.1, 1.0], [1234.5678, -0.00123], [99999999.0], [12345678.9], [1e23], [0.123456785, 0.123456775],
    [2.5, 3.5], [1.0, 10.0, 100.0], [1e2, 1e-2], [float("nan")] * 3, [3.14159265358979, -2.718281828],
    [1e100, 1e-100], [1e-10, 1e-11], [1e5 + 0.1, 1e5 + 0.2], [0.3, 3e-9], [0.1 + 0.2, 0.3], [1e15, 1e15 + 0.5],
    [1e22, 1e21], [4.35, 4.349999999999999], [16777217.0, 0.5], [33554432.5, 1.0], [0.1, 1.2345679e-11],
    [6.62607015e-34, 1.0], [1e-8, 1.0], [1e-9, 1.0], [4e-9, 6e-9], [100.0], [12.0, 3.0], [-0.5],
]

INTS = [[0], [1, 10, 100], [-1, 1], [-128, 127], [-5], [7], [100, -1000], [0, 0, 0]]


def options_text(options):
    return " ".join(f"{key}={value}" for key, value in options.items())


def print_options(options):
    given = {key: OPTIONS[key](str(value)) for key, value in options.items()}
    return np.printoptions(**given)


def view_of(array, view):
    if view == "transposed":
        return array.T
    if view == "reversed":
        return array[tuple(slice(None, None, -1) for _ in array.shape)]
    if view == "stepped":
        return array[tuple(slice(None, None, 2) for _ in array.shape)]
    return array


def emit(kind, array, data, view="plain", **options):
    shape = "x".join(map(str, array.shape)) or "-"
    shown = view_of(array, view)
    with print_options(options):
        text = str(shown) if kind == "str" else repr(shown)
    print(f"{kind} {array.dtype} {shape} {view} {options_text(options)}".rstrip())
    print(data)
    for line in text.split("\n"):
        print("|" + line)


def case(array, view="plain", kinds=("str", "repr"), **options):
    array = np.asarray(array)
    words = array.reshape(-1, 1).view(np.uint8).reshape(array.size, -1) if array.size else []
    data = "data " + " ".join(bytes(word).hex() for word in words)
    for kind in kinds:
        emit(kind, array, data.rstrip(), view, **options)


def ramp(dtype, shape, start, step, view="plain", kinds=("str", "repr"), **options):
    size = int(np.prod(shape))
    values = np.array([start + step * index for index in range(size)])
    array = values.astype(dtype).reshape(shape)
    for kind in kinds:
        emit(kind, array, f"ramp {start} {step}", view, **options)


def fixed_cases():
    for values in FLOATS:
        with np.errstate(over="ignore"):
            case(np.array(values, dtype=np.float64))
            case(np.array(values, dtype=np.float32))
    for values in FLOATS[::3]:
        other = list(reversed(values))
        with np.errstate(over="ignore"):
            complexes = np.array([complex(a, b) for a, b in zip(values, other)])
            case(complexes)
            case(complexes.astype(np.complex64))
    for dtype in ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]:
        for values in INTS:
            case(np.array(values).astype(dtype), kinds=("repr",))
        info = np.iinfo(dtype)
        case(np.array([info.min, info.max], dtype=dtype))
    for values in [[True], [False], [True, False], [[True, True], [False, False]]]:
        case(np.array(values))
    for dtype in ["bool", "int8", "int64", "float32", "float64", "complex64", "complex128"]:
        for shape in [(0,), (0, 3), (3, 0), (2, 0, 2)]:
            case(np.zeros(shape, dtype=dtype))
        for value in [0, 1, 2.5, 1e16, 1e-5, 123456.789, 1e6]:
            with np.errstate(invalid="ignore"):
                case(np.array(value).astype(dtype))
        case(np.ones((2, 3), dtype=dtype))
        case(np.ones((2, 2, 3), dtype=dtype))
    for value in [complex(-0.0, 1), complex(0, -0.0), complex(float("nan"), -float("inf")), 1e20 + 1e-9j]:
        case(np.array(value))
        case(np.array(value).astype(np.complex64))


def option_cases():
    small = np.array([1e-7, 1.0, -123.456, 0.5])
    special = np.array([float("nan"), -float("inf"), float("inf"), 1.25])
    for values in [small, special, small[1:], np.array([1e10, 1.5])]:
        for floatmode in ["fixed", "unique", "maxprec", "maxprec_equal"]:
            for precision in [0, 3, 8, 17]:
                case(values, kinds=("str",), floatmode=floatmode, precision=precision)
                case(values.astype(np.float32), kinds=("str",), floatmode=floatmode, precision=precision)
        for sign in ["plus", "space"]:
            case(values, sign=sign)
            case(np.abs(values), sign=sign)
            case(values + 1j * values[::-1], sign=sign)
        case(values, suppress="1")
        case(values, suppress="1", precision=2, floatmode="fixed")
    for sign in ["plus", "space"]:
        case(np.array([1, 20, 300]), sign=sign)
        case(np.array([-1, 20, 300]), sign=sign)
        case(np.array([True, False]), sign=sign)
    for linewidth in [1, 10, 20, 40, 200]:
        ramp("int64", (30,), 0, 1, linewidth=linewidth)
        ramp("float64", (4, 6), 0, 0.5, linewidth=linewidth)
        ramp("float32", (3,), 0, 1, linewidth=linewidth)


def layout_cases():
    for shape in [(30,), (100,), (3, 40), (2, 3, 4), (2, 2, 2, 2), (1, 1, 1), (12, 12), (1, 50)]:
        ramp("int64", shape, 0, 1)
        ramp("float64", shape, -1, 0.25)
        ramp("float32", shape, 0, 1000.5)
        ramp("complex128", shape, 0, 0.5, kinds=("repr",))
        ramp("bool", shape, 0, 1, kinds=("repr",))
    for shape in [(1000,), (1001,), (2000,), (40, 40), (500, 3), (3, 500), (11, 10, 10), (5, 5, 50), (7, 200)]:
        ramp("int64", shape, 0, 1)
        ramp("float64", shape, 0, 0.1)
        ramp("uint8", shape, 0, 0.1, kinds=("repr",))
        ramp("float32", shape, -3, 1.5, kinds=("str",))
        ramp("complex64", shape, 0, 0.25, kinds=("str",))
    for edgeitems in [0, 1, 2, 5]:
        ramp("int64", (30,), 0, 1, threshold=10, edgeitems=edgeitems)
        ramp("int64", (8, 30), 0, 1, threshold=10, edgeitems=edgeitems)
        ramp("float64", (7, 6, 7), 0, 0.5, threshold=10, edgeitems=edgeitems)
    for view in ["transposed", "reversed", "stepped"]:
        ramp("int64", (3, 4), 0, 1, view=view)
        ramp("float64", (2, 3, 5), 0, 0.5, view=view)
        ramp("float32", (50, 60), 0, 0.5, view=view)


def random_cases(count, seed):
    rng = random.Random(seed)
    for _ in range(count):
        dtype = rng.choice(["float64", "float64", "float32", "complex128", "complex64", "int64", "int16", "uint64", "bool"])
        shape = rng.choice([(1,), (2,), (3,), (5,), (9,), (2, 2), (3, 4), (2, 2, 3), (17,), (4, 1, 2)])
        size = int(np.prod(shape))
        scale = rng.choice([0, 0, 1, 2, 4, 8, 20, 40])
        center = rng.choice([0, 0, 0, -5, 5, -20, 20])
        places = rng.choice([1, 2, 3, 6, 9, 12, 17])

        def value():
            if rng.random() < 0.03:
                return rng.choice([0.0, -0.0, float("nan"), float("inf"), -float("inf")])
            exponent = center + rng.uniform(-scale, scale)
            return float(f"{rng.choice([-1, 1, 1]) * 10**exponent * rng.random():.{places}g}")

        with np.errstate(all="ignore"):
            if dtype in ("float64", "float32"):
                array = np.array([value() for _ in range(size)]).astype(dtype)
            elif dtype.startswith("complex"):
                array = np.array([complex(value(), value()) for _ in range(size)]).astype(dtype)
            elif dtype == "bool":
                array = np.array([rng.random() < 0.5 for _ in range(size)])
            else:
                bits = rng.choice([4, 8, 16, 32, 63])
                array = np.array([rng.getrandbits(bits) for _ in range(size)], dtype="uint64")
                array = (array - np.uint64(rng.choice([0, 3, 1000]))).astype(dtype)
        options = {}
        if rng.random() < 0.3:
            options["precision"] = rng.choice([0, 1, 2, 4, 6, 10, 16, 20])
        if rng.random() < 0.2:
            options["floatmode"] = rng.choice(["fixed", "unique", "maxprec", "maxprec_equal"])
        if rng.random() < 0.15:
            options["suppress"] = "1"
        if rng.random() < 0.15:
            options["sign"] = rng.choice(["plus", "space"])
        if rng.random() < 0.15:
            options["linewidth"] = rng.choice([20, 33, 50, 120])
        if rng.random() < 0.1:
            options["threshold"] = rng.choice([0, 2, 4])
            options["edgeitems"] = rng.choice([0, 1, 2])
        case(array.reshape(shape), kinds=(rng.choice(["str", "repr"]),), **options)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        random_cases(int(sys.argv[1]), int(sys.argv[2]))
    else:
        fixed_cases()
        option_cases()
        layout_cases()
        random_cases(300, 1)
