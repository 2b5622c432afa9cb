"""Checksums: CRC-32 and Adler-32 over bytes, and a 64-bit FNV-1a hash.

Shows arithmetic on unsigned integers of fixed width, table look-up and explicit unsigned signatures.
"""

import numpy as np
from numba import njit, uint8, uint32, uint64


@njit(uint32[::1]())
def make_table():
    """The 256 entries of the table for the reflected polynomial 0xEDB88320."""
    table = np.zeros(256, dtype=np.uint32)
    for n in range(256):
        value = np.uint32(n)
        for _ in range(8):
            if value & np.uint32(1):
                value = np.uint32((value >> np.uint32(1)) ^ np.uint32(0xEDB88320))
            else:
                value = np.uint32(value >> np.uint32(1))
        table[n] = value
    return table


@njit(uint32(uint8[::1], uint32[::1]))
def crc32(data, table):
    """CRC-32 as used by zip and PNG."""
    crc = np.uint32(0xFFFFFFFF)
    for byte in data:
        index = (crc ^ byte) & np.uint32(0xFF)
        crc = np.uint32(table[index] ^ (crc >> np.uint32(8)))
    return crc ^ np.uint32(0xFFFFFFFF)


@njit
def adler32(data):
    """Adler-32 as used by zlib."""
    a = 1
    b = 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


@njit(uint64(uint8[::1]))
def fnv1a(data):
    """64-bit FNV-1a; the product wraps around."""
    value = np.uint64(0xCBF29CE484222325)
    for byte in data:
        value = (value ^ np.uint64(byte)) * np.uint64(0x100000001B3)
    return value


@njit
def noise(length):
    """Bytes from a linear congruential generator."""
    state = np.uint32(12345)
    out = np.empty(length, dtype=np.uint8)
    for i in range(length):
        state = np.uint32(state * np.uint32(1664525) + np.uint32(1013904223))
        out[i] = state >> np.uint32(24)
    return out


def main():
    """Checksum a well-known text and a million bytes of noise."""
    table = make_table()
    print("table starts with", [hex(int(value)) for value in table[:4]])
    check = np.array([ord(character) for character in "123456789"], dtype=np.uint8)
    for name, data in (("check text", check), ("noise", noise(1_000_000))):
        print(f"{name}: crc32 {crc32(data, table):08x}, adler32 {adler32(data):08x}, fnv1a {fnv1a(data):016x}")


if __name__ == "__main__":
    main()
