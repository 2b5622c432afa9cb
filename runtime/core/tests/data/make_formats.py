"""Writes formats.txt: numbers and strings as Python formats them.

Run with CPython 3.11: `python make_formats.py > formats.txt`. With two numbers it writes
so many random cases from a seed instead. Columns, separated by tabs: what is done,
the value (floats as hexadecimal bits), the spec or argument, the text or the error.
"""

import itertools
import random
import struct
import sys

NUMBERS = [
    0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 0.5, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, 1e100, 5e-324,
    float("inf"), float("-inf"), float("nan"), 999999.5, 0.00001234, 12345.678, 9.9999995, 1e22, 1 / 3,
]

INTS = [0, 1, -1, 7, 42, -255, 1000, 1234567, -1234567, 2**63 - 1, -(2**63), 65, 8364]

STRINGS = ["", "a", "abc", "it's", 'say "hi"', "é€", "line", "a b", "\u200b", "12"]

FLOAT_SPECS = [
    "", ".0f", ".1f", ".2f", ".3f", "f", "F", "e", "E", ".0e", ".2e", ".10e", "g", "G", ".1g", ".3g",
    ".15g", ".17g", "#g", "#.3g", "#.0f", "#.0e", "n", "%", ".1%", ".3", ".0", ".1", "10", "<10", ">10",
    "^11", "=+10", "*^12.2f", "+", "-", " ", "+.2f", " .2f", "010.2f", "012", ",", "_", ",.2f", "_.3f",
    "015,.2f", "012,", "z.1f", "z", "+z.0f", "#.3e", ".20f", "30.25f", "x<8", "€^9", "-010", "_e", ",g",
    ",%", "#", "#.2", "<010", "=10", ">+9.1e", "d", "s", "x", "c", "b", "q", ",n", "_n", "_x", ",_", "_,",
    ",,", "5.", ".f", "5z", "f5", "10.2fd", "+-", "zz", "0", "00", "05", "éé", "{", "99999999999999999999",
    ".99999999999999999999f",
]

INT_SPECS = [
    "", "d", "n", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "5", "<6", "^7", ">8", "=9", "08", "+d", " d",
    "-d", ",", "_", "_b", "_x", "_o", "#_x", "012,", "010_", "020_b", "#012x", "+#08x", "c", "5c", "^5c",
    "+c", "#c", ".3", ".3d", "z", "zd", ",b", ",x", ",o", ",c", "_c", ",s", "s", "e", ".2e", "f", ".2f", "g",
    "%", "E", "G", "q", "*^10d", "é>10", "é", "x10", "09,d", "08,d", "013,d", "0", "00d", "<05", "=+,",
    "015_.1f", ".1%", "r", "!", "\x7f",
]

STRING_SPECS = [
    "", "s", "5", "<5", ">5", "^5", "*^6", "é>7s", ".2", ".0", "5.1", "05", "0", "<05", "=5", "+", " ", "-",
    "#", "z", ",", "_", ",s", "d", "x", "f", "5.", "xx", "0=5", "^^5", "q",
]

COMPLEX_SPECS = [
    "", ".2f", ".3e", "g", "+.1f", "20", "<20.2f", "^24", ".3", "+", " ", ",.2f", "*>20.1f", "010", "=10", "d",
    "%", "s", "n", "#.0f", "z.0f", "G", "E", "F", "_.1f", "-",
]


def bits(value):
    return struct.pack(">d", value).hex()


def attempt(function):
    try:
        return function()
    except (ValueError, OverflowError, MemoryError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def row(*columns):
    text = "\t".join(columns)
    assert text.count("\t") == len(columns) - 1 and "\n" not in text and "\r" not in text, text
    print(text)


def float_row(value, spec):
    row("float", bits(value), spec, attempt(lambda: format(value, spec)))


def int_row(value, spec):
    row("int", str(value), spec, attempt(lambda: format(value, spec)))


def uint_row(value, spec):
    row("uint", str(value), spec, attempt(lambda: format(value, spec)))


def str_row(value, spec):
    row("str", value, spec, attempt(lambda: format(value, spec)))


def complex_row(value, spec):
    row("complex", f"{bits(value.real)} {bits(value.imag)}", spec, attempt(lambda: format(value, spec)))


def repr_rows(values):
    for value in values:
        row("repr", bits(value), "", repr(value))


def round_row(value, digits):
    row("round", bits(value), str(digits), attempt(lambda: bits(round(value, digits))))


def random_float(rng):
    choice = rng.random()
    if choice < 0.3:
        return struct.unpack("d", struct.pack("Q", rng.getrandbits(64)))[0]
    if choice < 0.5:
        return rng.randint(-(10**6), 10**6) / rng.choice([1, 2, 4, 8, 10, 16, 100, 1000])
    if choice < 0.6:
        return float(rng.getrandbits(rng.choice([54, 55, 60, 64, 70])))
    if choice < 0.7:
        return rng.getrandbits(53) / 2 ** rng.choice([1, 2, 3, 4, 5])
    return rng.uniform(-1, 1) * 10 ** rng.randint(-20, 20)


def random_spec(rng, types):
    spec = rng.choice(["", "", "", rng.choice("* 0x") + rng.choice("<>=^"), rng.choice("<>=^")])
    spec += rng.choice(["", "", "", "+", "-", " "]) + rng.choice(["", "", "", "", "z"]) + rng.choice(["", "", "", "#"])
    spec += rng.choice(["", "", "0"]) + rng.choice(["", str(rng.randint(1, 30))]) + rng.choice(["", "", "", ",", "_"])
    spec += rng.choice(["", f".{rng.randint(0, 20)}"])
    return spec + rng.choice(types)


def random_rows(count, seed):
    rng = random.Random(seed)
    for _ in range(count):
        value = random_float(rng)
        repr_rows([value])
        float_row(value, random_spec(rng, ["", "e", "E", "f", "F", "g", "G", "n", "%", "f", "g", "e", "d"]))
        if abs(value) < 1e300:
            round_row(value, rng.choice([0, 1, 2, 3, 5, 10, 15, -1, -2, -5, 17, 25]))
        int_row(rng.getrandbits(rng.choice([4, 16, 40, 63])) * rng.choice([1, 1, -1]), random_spec(rng, list("bdoxXneEfFgG%d") + [""]))
        uint_row(rng.getrandbits(64), random_spec(rng, list("bdoxXnegf") + [""]))
        str_row(rng.choice(STRINGS), random_spec(rng, ["", "s"]))
        complex_row(complex(value, random_float(rng)), random_spec(rng, ["", "e", "f", "g", "G", "n"]))


def fixed_rows():
    repr_rows(NUMBERS)
    for value, spec in itertools.product(NUMBERS, FLOAT_SPECS):
        if value in (0.0, 1.0, -1.5, 1e16, 123456789.123, float("inf")) or value != value or len(spec) > 1:
            float_row(value, spec)
    for value, spec in itertools.product(INTS, INT_SPECS):
        if "c" in spec and value in (0, 7, 1):
            continue
        int_row(value, spec)
    for spec in INT_SPECS:
        if "c" not in spec:
            uint_row(2**64 - 1, spec)
    for value, spec in itertools.product(STRINGS, STRING_SPECS):
        str_row(value, spec)
    for value, spec in itertools.product([1 + 2j, 1j, -0.0 - 1j, complex("nan+infj"), 1e16 + 1e-5j, 1234.5 - 0j], COMPLEX_SPECS):
        complex_row(value, spec)
    for value, digits in itertools.product(NUMBERS, [0, 1, 2, 3, 7, -1, -3, 20, 400, -400]):
        round_row(value, digits)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        random_rows(int(sys.argv[1]), int(sys.argv[2]))
    else:
        fixed_rows()
        random_rows(60, 1)
