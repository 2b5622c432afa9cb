"""Pass arguments and results between processes: raw binary files and a manifest.

It runs under CPython with NumPy and, copied beside a driver, under numjit; so it uses NumPy's file functions where
they exist and otherwise the standard library alone.
"""

import array
import json

import numpy as np

CODES = {
    "float64": "d",
    "float32": "f",
    "int64": "q",
    "int32": "i",
    "int16": "h",
    "int8": "b",
    "uint64": "Q",
    "uint32": "I",
    "uint16": "H",
    "uint8": "B",
}
HALVES = {"complex128": "float64", "complex64": "float32"}
LARGEST_LIST = 20_000_000


def outputs(result, given, declared, arrays):
    """What a kernel is compared by: results and arguments declared to change; without either, all arrays."""
    results = result if isinstance(result, (tuple, list)) else (result,)
    values = {f"result{i}": value for i, value in enumerate(results) if value is not None}
    names = declared if values or declared else arrays
    values.update({name: given[name] for name in names})
    return values


def save(values, folder):
    """Write a dictionary of arrays and scalars (or tuples of them) to a folder."""
    manifest = {name: saved(value, f"{folder}/{name}") for name, value in values.items()}
    with open(f"{folder}/manifest.json", "w") as file:
        json.dump(manifest, file)


def load(folder):
    """Read a dictionary of arrays and scalars back."""
    with open(f"{folder}/manifest.json") as file:
        manifest = json.load(file)
    return {name: loaded(entry, f"{folder}/{name}") for name, entry in manifest.items()}


def saved(value, path):
    """Write one value; returns its entry in the manifest."""
    if isinstance(value, (tuple, list)):
        return {"tuple": [saved(item, f"{path}.{i}") for i, item in enumerate(value)]}
    if isinstance(value, np.ndarray):
        write_array(value, path)
        return {"dtype": str(value.dtype), "shape": [int(n) for n in value.shape]}
    if value is None:
        return {"none": True}
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, complex):
        return {"complex": [number.real, number.imag]}
    return {"scalar": number, "kind": type(value).__name__}


def loaded(entry, path):
    """Read one value as its entry in the manifest says."""
    if "tuple" in entry:
        return tuple(loaded(item, f"{path}.{i}") for i, item in enumerate(entry["tuple"]))
    if "dtype" in entry:
        return read_array(entry["dtype"], tuple(entry["shape"]), path)
    if "none" in entry:
        return None
    if "complex" in entry:
        return complex(*entry["complex"])
    kind = entry["kind"]
    return getattr(np, kind)(entry["scalar"]) if kind in CODES else entry["scalar"]


def write_array(value, path):
    """The elements in C order."""
    with open(path, "wb") as file:
        if hasattr(value, "tobytes"):
            file.write(value.tobytes())
        else:
            file.write(listed(value).tobytes())


def listed(value):
    """The elements as an array of the standard library."""
    flat = value.ravel().tolist()
    name = str(value.dtype)
    if name in HALVES:
        return array.array(CODES[HALVES[name]], [part for z in flat for part in (z.real, z.imag)])
    return array.array(CODES.get(name, "B"), flat)


def read_array(name, shape, path):
    """An array from a file of its elements."""
    dtype = getattr(np, "bool_" if name == "bool" else name)
    if hasattr(np, "fromfile"):
        return np.fromfile(path, dtype=dtype).reshape(shape)
    with open(path, "rb") as file:
        content = file.read()
    if hasattr(np, "frombuffer"):
        return np.frombuffer(content, dtype=dtype).reshape(shape).copy()
    return from_list(name, dtype, content).reshape(shape)


def from_list(name, dtype, content):
    """An array by way of a list, for NumPy modules without file functions."""
    elements = array.array(CODES.get(HALVES.get(name, name), "B"))
    elements.frombytes(content)
    if len(elements) > LARGEST_LIST:
        raise MemoryError("too many elements to pass without np.fromfile")
    if name in HALVES:
        pairs = zip(elements[::2], elements[1::2])
        return np.array([complex(real, imag) for real, imag in pairs], dtype=dtype)
    return np.array(elements.tolist(), dtype=dtype)
