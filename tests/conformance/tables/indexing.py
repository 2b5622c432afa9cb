"""Indexing and slicing of arrays, reading and writing, over ranks and memory layouts."""

from .base import CaseFile, calls

SLICES_1D = '''
@njit
def both(a, start, stop, step):
    return a[start:stop:step]


@njit
def no_step(a, start, stop):
    return a[start:stop]


@njit
def from_start(a, stop):
    return a[:stop]


@njit
def to_stop(a, start):
    return a[start:]


@njit
def only_step(a, step):
    return a[::step]


@njit
def start_and_step(a, start, step):
    return a[start::step]


@njit
def stop_and_step(a, stop, step):
    return a[:stop:step]


@njit
def twice(a, start, stop, step):
    """A slice of a slice."""
    return a[1:-1][start:stop:step]


@njit
def extent(a, start, stop, step):
    """The length alone."""
    return len(a[start:stop:step]), a[start:stop:step].sum()


A = np.arange(10) * 10
EMPTY = np.zeros(0)
ENDS = (-12, -10, -3, -1, 0, 2, 9, 10, 13)
for start in ENDS:
    for stop in ENDS:
        case(f"[{start}:{stop}]", lambda: no_step(A, start, stop).tolist(), str)
        case(f"[{start}:{stop}:s]", lambda: [both(A, start, stop, s).tolist() for s in (1, 2, 7, -1, -3, -11)], str)
for end in ENDS:
    case(f"[:{end}]", lambda: from_start(A, end))
    case(f"[{end}:]", lambda: to_stop(A, end))
    case(f"[{end}::s]", lambda: [start_and_step(A, end, s).tolist() for s in (2, -1, -4)], str)
    case(f"[:{end}:s]", lambda: [stop_and_step(A, end, s).tolist() for s in (3, -1, -2)], str)
    case(f"empty [{end}:]", lambda: to_stop(EMPTY, end))
for step in (1, 2, 9, 10, 11, -1, -2, -9, -10, -11):
    case(f"[::{step}]", lambda: only_step(A, step))
    case(f"strided [::{step}]", lambda: only_step(A[1::3], step))
    case(f"reversed [::{step}]", lambda: only_step(A[::-1], step))
    case(f"twice [-3:1:{step}]", lambda: twice(A, -3, 1, step))
    case(f"extent [8:-9:{step}]", lambda: extent(A, 8, -9, step))
case("zero step", lambda: only_step(A, 0))
case("zero step with ends", lambda: both(A, 1, 5, 0))
'''

SLICES_ND = '''
@njit
def rows(a, start, stop, step):
    return a[start:stop:step]


@njit
def columns(a, start, stop, step):
    return a[:, start:stop:step]


@njit
def block(a, i, j, k, m):
    return a[i:j, k:m]


@njit
def row(a, i):
    return a[i]


@njit
def column(a, j):
    return a[:, j]


@njit
def row_part(a, i, start, stop):
    return a[i, start:stop]


@njit
def reversed_both(a):
    return a[::-1, ::-1]


@njit
def corners(a):
    return a[0, 0], a[0, -1], a[-1, 0], a[-1, -1]


@njit
def double(a):
    """Index twice instead of once."""
    return a[1][2], a[1:][0][1:3]


@njit
def ellipsis_forms(a):
    return a[..., 0], a[0, ...], a[..., 1:]


@njit
def new_axes(a):
    return a[np.newaxis], a[:, None], a[0, None], a[None, :, 1]


@njit
def cube_forms(c):
    return c[0], c[:, 1], c[:, :, -1], c[1, :, 0], c[0, 1, 2], c[::-1, 1:, ::2], c[..., 0]


@njit
def cube_loop(c):
    """Sum through slices of every rank."""
    total = 0.0
    for i in range(c.shape[0]):
        plane = c[i]
        for j in range(plane.shape[0]):
            line = plane[j]
            for k in range(line.shape[0]):
                total += line[k] * (i + 1)
    return total


@njit
def diagonal(a):
    n = min(a.shape[0], a.shape[1])
    out = np.empty(n, dtype=np.int64)
    for i in range(n):
        out[i] = a[i, i]
    return out


@njit
def layout(a):
    """Strides in elements of a few views."""
    return a.strides, a.T.strides, a[::2].strides, a[:, ::-1].strides


BASE = np.arange(24).reshape(4, 6)
LAYOUTS = (("C", BASE), ("F", BASE.reshape(6, 4).T), ("strided", np.arange(96).reshape(8, 12)[::2, ::2]))
LAYOUTS = LAYOUTS + (("reversed", BASE[::-1, ::-1]),)
CUBE = np.arange(24.0).reshape(2, 3, 4)
for name, a in LAYOUTS:
    for start, stop, step in ((0, 4, 1), (1, -1, 1), (-1, -9, -1), (0, 9, 3), (3, 0, -2), (2, 2, 1)):
        case(f"{name} rows {start}:{stop}:{step}", lambda: rows(a, start, stop, step))
        case(f"{name} columns {start}:{stop}:{step}", lambda: columns(a, start, stop, step))
    case(f"{name} block", lambda: block(a, 1, 3, -3, -1))
    case(f"{name} empty block", lambda: block(a, 2, 1, 0, 6))
    for i in (0, 3, -1, -4):
        case(f"{name} row {i}", lambda: row(a, i))
        case(f"{name} column {i}", lambda: column(a, i))
        case(f"{name} row part {i}", lambda: row_part(a, i, 1, -2))
    case(f"{name} reversed both", lambda: reversed_both(a))
    case(f"{name} corners", lambda: corners(a))
    case(f"{name} double", lambda: double(a))
    case(f"{name} ellipsis", lambda: ellipsis_forms(a))
    case(f"{name} new axes", lambda: new_axes(a))
    case(f"{name} diagonal", lambda: diagonal(a))
    case(f"{name} strides", lambda: layout(a), str)
for name, c in (("C", CUBE), ("transposed", CUBE.T), ("strided", np.arange(192.0).reshape(4, 6, 8)[::2, ::-2, ::2])):
    if c.shape[2] > 2:
        case(f"cube {name} forms", lambda: cube_forms(c))
    case(f"cube {name} loop", lambda: cube_loop(c))
'''

ASSIGN = '''
@njit
def set_item(a, i, v):
    a[i] = v
    return a


@njit
def set_pair(a, i, j, v):
    a[i, j] = v
    return a


@njit
def add_item(a, i, v):
    a[i] += v
    return a


@njit
def set_slice(a, start, stop, step, v):
    a[start:stop:step] = v
    return a


@njit
def set_all(a, v):
    a[:] = v
    return a


@njit
def set_row(a, i, v):
    a[i] = v
    return a


@njit
def set_column(a, j, v):
    a[:, j] = v
    return a


@njit
def set_block(a, v):
    a[1:3, 2:4] = v
    return a


@njit
def set_ellipsis(a, v):
    a[...] = v
    return a


@njit
def add_slice(a, v):
    a[1:3] += v
    return a


@njit
def scale_column(a, j, factor):
    a[:, j] *= factor
    return a


@njit
def shift_overlap(a):
    """Source and target overlap."""
    a[1:] = a[:-1]
    return a


@njit
def shift_back(a):
    a[:-1] = a[1:]
    return a


@njit
def reverse_onto_itself(a):
    a[:] = a[::-1]
    return a


@njit
def copy_rows(a):
    a[0] = a[-1]
    a[1, 1:] = a[2, :-1]
    return a


@njit
def swap_rows(a, i, j):
    """Rows are views, so a copy is needed."""
    saved = a[i].copy()
    a[i] = a[j]
    a[j] = saved
    return a


@njit
def swap_elements(a, i, j):
    a[i], a[j] = a[j], a[i]
    return a


@njit
def write_through_view(a):
    view = a[1:, ::2]
    view[0, 0] = -1
    view[:] += 100
    return a


@njit
def write_transposed(a):
    t = a.T
    t[0, 1] = 99
    return a


@njit
def from_tuple(a):
    a[0:3] = (7, 8, 9)
    return a


@njit
def set_cube(c):
    c[0, :, 1] = 5
    c[..., 0] = -1
    c[1] = c[0]
    return c


def grid():
    """A fresh 4 by 5 array."""
    return np.arange(20).reshape(4, 5)


def line(dtype=np.int64):
    """A fresh 1-d array."""
    return np.arange(6).astype(dtype)
'''

ASSIGN_CALLS = [
    *[f"set_item(line(), {i}, 77)" for i in (0, 5, -1, -6)],
    *[f"set_item(line(np.{t}), 1, {v})" for t, v in (("uint8", 300), ("int8", -129), ("float32", 0.1), ("bool_", 7))],
    "set_item(line(), 2, 9.99)",
    "set_item(line(np.complex128), 2, 1.5 - 2j)",
    *[f"set_pair(grid(), {i}, {j}, -7)" for i, j in ((0, 0), (3, 4), (-1, -1), (-4, -5))],
    "add_item(line(), 3, 10)",
    "add_item(line(np.uint8), 5, 253)",
    "add_item(line(np.float32), 5, 0.1)",
    *[f"set_slice(line(), {s}, -1)" for s in ("1, 4, 1", "-2, 9, 1", "5, 0, -2", "0, 6, 4", "4, 2, 1")],
    "set_slice(line(), 1, 4, 1, np.array([10, 20, 30]))",
    "set_slice(line(), 4, 1, -1, np.array([10, 20, 30]))",
    "set_slice(line(), 1, 4, 1, np.array([1.9, -2.9, 0.5]))",
    "set_slice(line(), 1, 4, 1, np.array([10, 20]))",
    "set_slice(line(), 1, 4, 1, np.array([10]))",
    "set_slice(line(), 2, 2, 1, np.array([5]))",
    "set_slice(line(np.float64), 1, 4, 1, np.array([1, 2, 3]))",
    "set_all(line(), 3)",
    "set_all(grid(), 3.7)",
    "set_all(grid(), np.arange(5))",
    "set_all(grid(), np.arange(4).reshape(4, 1))",
    "set_all(grid(), np.arange(4))",
    "set_row(grid(), 1, 0)",
    "set_row(grid(), -1, np.array([9, 8, 7, 6, 5]))",
    "set_column(grid(), 2, 0)",
    "set_column(grid(), -1, np.array([9, 8, 7, 6]))",
    "set_column(grid().T, 1, -5)",
    "set_block(grid(), 0)",
    "set_block(grid(), np.array([[1, 2], [3, 4]]))",
    "set_block(grid(), np.array([5, 6]))",
    "set_ellipsis(grid(), 1)",
    "add_slice(line(), 10)",
    "add_slice(grid(), np.array([1, 2, 3, 4, 5]))",
    "scale_column(grid(), 1, 3)",
    "shift_overlap(line())",
    "shift_back(line())",
    "reverse_onto_itself(line())",
    "copy_rows(grid())",
    "swap_rows(grid(), 0, 2)",
    "swap_elements(line(), 0, -1)",
    "write_through_view(grid())",
    "write_transposed(grid())",
    "from_tuple(line())",
    "set_cube(np.arange(12).reshape(2, 2, 3))",
    "set_cube(np.arange(12).reshape(3, 2, 2).T)",
]

ERRORS = '''
@njit
def get(a, i):
    return a[i]


@njit
def get_pair(a, i, j):
    return a[i, j]


@njit
def put(a, i, v):
    a[i] = v


@njit
def put_pair(a, i, j, v):
    a[i, j] = v


@njit
def get_row(a, i):
    return a[i].sum()


@njit
def get_column(a, j):
    return a[:, j].sum()


@njit
def off_by_one(a):
    """A loop that runs one step too far."""
    total = 0
    for i in range(a.shape[0] + 1):
        total += a[i]
    return total


@njit
def neighbour_sum(a, out):
    """The first element has a left neighbour by wrap-around, the last has no right neighbour."""
    for i in range(a.shape[0]):
        out[i] = a[i - 1] + a[i + 1]
    return out


@njit
def constant_index(a):
    return a[7]


@njit
def through(a, i):
    return get(a, i)


@njit
def unused_read(a, i):
    """A read whose value nobody needs still fails."""
    a[i]
    return 1


@njit
def loop_with_offset(a, offset):
    total = 0
    for i in range(len(a)):
        total += a[i + offset]
    return total


@njit
def conditional(a, i):
    """The bad access is on a path that is not taken."""
    if i < a.size:
        return a[i]
    return -1


LINE = np.arange(5)
GRID = np.arange(6).reshape(2, 3)
CUBE = np.zeros((2, 3, 4))
OUT = np.zeros(5, dtype=np.int64)
'''

ERROR_CALLS = [
    *[f"get(LINE, {i})" for i in ("0", "4", "-1", "-5", "5", "-6", "100", "-100", "2**40", "-(2**62)")],
    *[f"get(LINE, {i})" for i in ("np.uint8(4)", "np.uint8(5)", "np.int8(-6)", "np.uint64(5)")],
    *[f"get(np.zeros(0), {i})" for i in (0, -1)],
    *[f"get_pair(GRID, {i}, {j})" for i, j in ((1, 2), (-2, -3), (2, 0), (0, 3), (-3, 0), (0, -4), (9, 9))],
    *[f"put(LINE, {i}, 1)" for i in (5, -6)],
    *[f"put_pair(GRID, {i}, {j}, 1)" for i, j in ((2, 0), (0, 3), (-3, 1))],
    "LINE.sum()",
    "GRID.sum()",
    *[f"get_row(GRID, {i})" for i in (1, 2, -3)],
    *[f"get_column(GRID, {j})" for j in (2, 3, -4)],
    *[f"get(CUBE, {i}).shape" for i in ("1", "2")],
    "off_by_one(LINE)",
    "neighbour_sum(LINE, OUT)",
    "OUT",
    "constant_index(LINE)",
    "constant_index(np.arange(8))",
    "through(LINE, 5)",
    "unused_read(LINE, 5)",
    "loop_with_offset(LINE, 0)",
    "loop_with_offset(LINE, 1)",
    "loop_with_offset(LINE, -5)",
    "loop_with_offset(LINE, -6)",
    "conditional(LINE, 3)",
    "conditional(LINE, 5)",
    "get(LINE[::2], 2)",
    "get(LINE[::2], 3)",
    "get(LINE[3:], -2)",
    "get(LINE[3:], -3)",
]

MASKS = '''
@njit
def by_mask(a, mask):
    return a[mask]


@njit
def above(a, limit):
    return a[a > limit]


@njit
def set_by_mask(a, limit, v):
    a[a > limit] = v
    return a


@njit
def clip_negative(a):
    a[a < 0] = 0
    return a


@njit
def count(a, low, high):
    return ((a >= low) & (a < high)).sum()


@njit
def take(a, index):
    return a[index]


@njit
def put(a, index, v):
    a[index] = v
    return a


@njit
def add_at_index(a, index, v):
    """Repeated indices count once."""
    a[index] += v
    return a


@njit
def rows_by_index(a, index):
    return a[index]


@njit
def column_by_index(a, index):
    return a[:, index]


@njit
def mask_rows(a, mask):
    return a[mask]


@njit
def gather_loop(a, index):
    out = np.empty(index.size, dtype=a.dtype)
    for i, j in enumerate(index):
        out[i] = a[j]
    return out


def line():
    """A fresh array."""
    return np.array([3, -1, 4, -1, 5, -9])


GRID = np.arange(12).reshape(4, 3)
MASK = np.array([True, False, True, False, False, True])
'''

MASK_CALLS = [
    "by_mask(line(), MASK)",
    "by_mask(line(), ~MASK)",
    "by_mask(line(), np.zeros(6, dtype=np.bool_))",
    "above(line(), 0)",
    "above(line(), 100)",
    "above(np.array([0.5, math.nan, 2.5]), 1.0)",
    "set_by_mask(line(), 3, 0)",
    "clip_negative(line())",
    "count(line(), -1, 5)",
    "take(line(), np.array([0, 5, -1, 2, 2]))",
    "take(line(), np.array([[0, 1], [2, 3]]))",
    "take(line(), np.zeros(0, dtype=np.int64))",
    "put(line(), np.array([0, 2]), 100)",
    "put(line(), np.array([0, 2]), np.array([7, 8]))",
    "add_at_index(line(), np.array([0, 0, 1]), 10)",
    "rows_by_index(GRID, np.array([3, 0]))",
    "column_by_index(GRID, np.array([2, 0, 2]))",
    "mask_rows(GRID, np.array([True, False, False, True]))",
    "gather_loop(line(), np.array([5, 0, 3]))",
]

ITERATION = '''
@njit
def over_line(a):
    total = 0.0
    for v in a:
        total += v * v
    return total


@njit
def over_rows(a):
    out = np.zeros(a.shape[0])
    i = 0
    for r in a:
        out[i] = r[0] + r[-1]
        i += 1
    return out


@njit
def change_rows(a):
    """Rows met in a loop are views."""
    for r in a:
        r[0] = -1
    return a


@njit
def with_enumerate(a, start):
    total = 0
    for i, v in enumerate(a, start):
        total += i * v
    return total


@njit
def with_zip(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
    return total


@njit
def with_zip_three(a, b, n):
    total = 0
    for x, y, i in zip(a, b, range(n)):
        total += x * y + i
    return total


@njit
def with_ndindex(a):
    total = 0
    for i, j in np.ndindex(a.shape):
        total += a[i, j] * (i - j)
    return total


@njit
def with_ndenumerate(a):
    total = 0
    for (i, j), v in np.ndenumerate(a):
        total += v * (i + 1) * (j + 2)
    return total


@njit
def with_flat(a):
    total = 0
    weight = 1
    for v in a.flat:
        total += v * weight
        weight += 1
    return total


@njit
def nested_rows(a):
    total = 0
    for r in a:
        for v in r:
            total = total * 3 % 1000 + v
    return total


@njit
def attributes(a):
    return a.shape, a.ndim, a.size, a.itemsize, a.nbytes, len(a)


@njit
def membership(a, v):
    return v in a


@njit
def last_value(a):
    """The loop variable stays after the loop."""
    v = a[0]
    for v in a:
        pass
    return v


LINE = np.arange(1, 6)
GRID = np.arange(6).reshape(2, 3)
'''

ITERATION_CALLS = [
    "over_line(LINE)",
    "over_line(LINE[::-2])",
    "over_line(np.zeros(0))",
    "over_rows(GRID)",
    "over_rows(GRID.T)",
    "change_rows(GRID.copy())",
    "with_enumerate(LINE, 0)",
    "with_enumerate(LINE, 10)",
    "with_zip(LINE, LINE[::-1])",
    "with_zip(LINE, LINE[:2])",
    "with_zip(LINE, (10, 20, 30))",
    "with_zip_three(LINE, LINE, 3)",
    *[
        f"{f}({a})"
        for f in ("with_ndindex", "with_ndenumerate", "with_flat", "nested_rows")
        for a in ("GRID", "GRID.T")
    ],
    "with_flat(GRID[:, ::2])",
    "attributes(GRID)",
    "attributes(GRID.T)",
    "attributes(np.zeros((2, 0, 3), dtype=np.int16))",
    "membership(LINE, 3)",
    "membership(LINE, 9)",
    "last_value(LINE)",
]


def files():
    """All files of this subject."""
    return [
        CaseFile("slices_1d", "Slices of one-dimensional arrays with all combinations of ends and steps.", SLICES_1D),
        CaseFile("slices_nd", "Slices, rows, columns, new axes over ranks and memory layouts.", SLICES_ND),
        CaseFile(
            "index_assignment",
            "Stores to elements, slices and views.",
            ASSIGN + "\n\n" + calls(*ASSIGN_CALLS),
            reason="NumPy's words say more than Numba's",
            python_lines="raised ValueError",
        ),
        CaseFile(
            "index_errors",
            "Indices at and beyond the ends of arrays; bounds checks are on by default.",
            ERRORS + "\n\n" + calls(*ERROR_CALLS),
            reason="Numba does not check bounds by default, and its message has no details",
            python_lines="raised IndexError",
        ),
        CaseFile(
            "masks_and_index_arrays", "Boolean masks and integer index arrays.", MASKS + "\n\n" + calls(*MASK_CALLS)
        ),
        CaseFile("iteration", "Loops over arrays in all forms.", ITERATION + "\n\n" + calls(*ITERATION_CALLS)),
    ]
