# Arrays in files.

_MAGIC = b"\x93NUMPY"


def save(file, arr, allow_pickle=True):
    a = np.asarray(arr)
    fortran = a.ndim > 1 and a.flags.f_contiguous and not a.flags.c_contiguous
    header = f"{{'descr': '{a.dtype.str}', 'fortran_order': {fortran}, 'shape': {a.shape}, }}"
    # The header grows in place when an array is extended, for which NumPy leaves room.
    growth = 21 - len(repr(a.shape[-1 if fortran else 0])) if a.ndim else 0
    header += " " * growth
    version, width = (b"\x01\x00", 2) if len(header) < 65000 else (b"\x02\x00", 4)
    start = len(_MAGIC) + 2 + width
    header += " " * (-(start + len(header) + 1) % 64) + "\n"
    data = _MAGIC + version + len(header).to_bytes(width, "little") + header.encode("latin1")
    data += (a.T if fortran else a).tobytes()
    if hasattr(file, "write"):
        file.write(data)
        return
    import os
    path = os.fspath(file)
    if not path.endswith(".npy"):
        path += ".npy"
    with open(path, "wb") as out:
        out.write(data)


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding="ASCII"):
    if hasattr(file, "read"):
        return _read_array(file)
    with open(file, "rb") as source:
        return _read_array(source)


def _exactly(source, count, what):
    data = source.read(count)
    if len(data) != count:
        raise ValueError(f"EOF: reading {what}, expected {count} bytes got {len(data)}")
    return data


def _read_array(source):
    magic = source.read(6)
    if not magic:
        raise EOFError("No data left in file")
    if magic[:2] == b"PK":
        raise NotImplementedError("numpy.load: .npz archives are not supported")
    if magic != _MAGIC:
        raise ValueError("This file contains pickled (object) data. If you trust the file you can load it unsafely "
                         "using the `allow_pickle=` keyword argument or `pickle.load()`.")
    major, minor = _exactly(source, 2, "magic string")
    if (major, minor) not in ((1, 0), (2, 0), (3, 0)):
        raise ValueError(f"we only support format version (1,0), (2,0), and (3,0), not {(major, minor)}")
    width = 2 if major == 1 else 4
    length = int.from_bytes(_exactly(source, width, "array header length"), "little")
    if length > 10000000:
        raise ValueError(f"Header info length ({length}) is large and may not be safe to load securely.")
    header = _exactly(source, length, "array header").decode("utf8" if major == 3 else "latin1")
    descr, fortran, shape = _header(header)
    try:
        kind = np.dtype(descr)
    except TypeError:
        raise ValueError(f"descr is not a valid dtype descriptor: {descr!r}") from None
    count = 1
    for n in shape:
        count *= n
    data = source.read(count * kind.itemsize)
    if len(data) != count * kind.itemsize:
        if hasattr(source, "fileno"):
            raise ValueError(f"Failed to read all data for array. Expected {shape} = {count} elements, could only read "
                             f"{len(data) // kind.itemsize} elements. (file seems not fully written?)")
        raise ValueError(f"EOF: reading array data, expected {count * kind.itemsize} bytes got {len(data)}")
    a = _from_bytes(data, kind)
    return a.reshape(shape[::-1]).T if fortran else a.reshape(shape)


def _header(text):
    import ast
    try:
        fields = ast.literal_eval(text.strip())
    except SyntaxError:
        raise ValueError(f"Cannot parse header: {text!r}") from None
    if not isinstance(fields, dict):
        raise ValueError(f"Header is not a dictionary: {fields!r}")
    if set(fields) != {"descr", "fortran_order", "shape"}:
        raise ValueError(f"Header does not contain the correct keys: {sorted(fields)!r}")
    shape = fields["shape"]
    if not isinstance(shape, tuple) or not _all(isinstance(n, int) and n >= 0 for n in shape):
        raise ValueError(f"shape is not valid: {shape!r}")
    if not isinstance(fields["fortran_order"], builtins.bool):
        raise ValueError(f"fortran_order is not a valid bool: {fields['fortran_order']!r}")
    return fields["descr"], fields["fortran_order"], shape


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# "):
    X = np.asarray(X)
    rows = X.reshape((-1, 1)) if X.ndim < 2 else X
    lines = [comments + header + newline] if header else []
    for row in rows.tolist():
        formats = fmt if isinstance(fmt, (list, tuple)) else [fmt] * len(row)
        lines.append(delimiter.join(one % value for one, value in zip(formats, row)) + newline)
    if footer:
        lines.append(comments + footer + newline)
    text = "".join(lines)
    if hasattr(fname, "write"):
        fname.write(text)
        return
    with open(fname, "w") as out:
        out.write(text)


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
            ndmin=0, encoding=None, max_rows=None):
    if hasattr(fname, "read"):
        lines = fname.read().splitlines()
    elif isinstance(fname, list):
        lines = fname
    else:
        with open(fname) as source:
            lines = source.read().splitlines()
    rows = []
    for line in lines[skiprows:]:
        line = line.split(comments)[0].strip() if comments else line.strip()
        if line:
            fields = line.split(delimiter)
            if usecols is not None:
                fields = [fields[k] for k in ([usecols] if isinstance(usecols, int) else usecols)]
            rows.append([float(field) for field in fields])
        if max_rows is not None and len(rows) == max_rows:
            break
    a = np.squeeze(np.array(rows, np.float64).astype(dtype))
    while a.ndim < ndmin:
        a = a.reshape(a.shape + (1,)) if rows and len(rows) > 1 else a.reshape((1,) + a.shape)
    return a.T if unpack else a
