"""The same as checksums.c, in CPython with NumPy and without numjit."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "build"))

import crc32
import numpy as np

data = np.frombuffer(bytearray(b"123456789"), dtype=np.uint8)
table = crc32.make_table()
print(f"crc32 {crc32.crc32(data, table):08x}")
print(f"fnv1a {crc32.fnv1a(data):016x}")
try:
    crc32.crc32(data, table[:0])
except IndexError as error:
    print(f"error {type(error).__name__}: {error}")
