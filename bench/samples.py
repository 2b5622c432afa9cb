"""Time the kernels of the samples under numjit and under Numba, side by side in one go.

    python bench/samples.py [--numjit PATH] [--numba-python PATH] [--only NAME ...] [--json FILE]

For each kernel a small script that works unchanged under both imports the sample, calls the kernel once, and then
calls it in batches. The two take turns. Columns: `cold` is the import of the sample (which compiles what has a
signature) and the first call; `warm` is one later call (median of the batches); `process` is the whole process, and
`cached` the same again with the compilation cache that the first one left. Ratios are numjit over Numba: below 1
numjit is faster. Kernels whose results differ are marked.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from common import ROOT, add_runner_options, geometric_mean, print_table, runners, show_ratio, show_seconds, write_json

SAMPLES = ROOT / "samples"
TOLERANCE = 1e-9
COLUMNS = ("cold", "warm", "process", "cached")

DRIVER = '''"""Times one kernel; written by bench/samples.py."""

import json
import sys
import time

sys.path.insert(0, {samples!r})

import numba
import numpy as np

clock = time.perf_counter
start = clock()
import {module}

imported = clock() - start
{setup}


def batch(size):
    """Seconds for each of `size` calls."""
    start = clock()
    for _ in range(size):
        {call}
    return (clock() - start) / size


def suitable_size():
    """A batch that lasts about 50 ms."""
    size = 1
    while True:
        each = batch(size)
        if each * size > 0.05 or size >= 1000000:
            return size
        size = min(size * 10, int(0.05 / max(each, 1e-9)) + 1)


start = clock()
result = {call}
first = clock() - start
check = [float(value) for value in {check}]
size = suitable_size()
times = sorted(batch(size) for _ in range({repetitions}))
record = dict(imported=imported, first=first, warm=times[len(times) // 2], best=times[0], batch=size, check=check)
print(json.dumps(record))
'''


@dataclass(frozen=True)
class Kernel:
    """A kernel of a sample: code that prepares its arguments, the call, and numbers that its result comes down to."""

    name: str
    module: str
    setup: str
    call: str
    check: str

    def driver(self):
        """The script that times this kernel."""
        return DRIVER.format(
            samples=str(SAMPLES),
            module=self.module,
            setup=self.setup,
            call=self.call,
            check=self.check,
            repetitions=9,
        )


KERNELS = (
    Kernel(
        "nbody",
        "nbody",
        "p, v, m = nbody.solar_system()\nnbody.offset_momentum(v, m)",
        "nbody.advance(p, v, m, 0.001, 10000)",
        "(p.sum(), v.sum())",
    ),
    Kernel(
        "mandelbrot", "mandelbrot", "", "mandelbrot.mandelbrot(-2.0, 0.6, -1.2, 1.2, 240, 200, 200)", "(result.sum(),)"
    ),
    Kernel("monte_carlo_pi", "monte_carlo_pi", "", "monte_carlo_pi.estimate_pi(42, 500000)", "(result,)"),
    Kernel("integrate", "monte_carlo_pi", "", "monte_carlo_pi.integrate(7, 200000)", "result"),
    Kernel(
        "heat_loops",
        "heat_equation",
        "u = heat_equation.plate(256)\nout = u.copy()",
        "heat_equation.step_loops(u, out, 0.2)",
        "(out.sum(),)",
    ),
    Kernel(
        "heat_slices",
        "heat_equation",
        "u = heat_equation.plate(256)\nout = u.copy()",
        "heat_equation.step_slices(u, out, 0.2)",
        "(out.sum(),)",
    ),
    Kernel(
        "matmul_ijk",
        "matrix_multiply",
        "a = matrix_multiply.example(160, 3)\nb = matrix_multiply.example(160, 5)",
        "matrix_multiply.multiply_ijk(a, b)",
        "(result.sum(), result.max())",
    ),
    Kernel(
        "matmul_ikj",
        "matrix_multiply",
        "a = matrix_multiply.example(160, 3)\nb = matrix_multiply.example(160, 5)",
        "matrix_multiply.multiply_ikj(a, b)",
        "(result.sum(), result.max())",
    ),
    Kernel(
        "matmul_dot",
        "matrix_multiply",
        "a = matrix_multiply.example(160, 3)\nb = matrix_multiply.example(160, 5)",
        "matrix_multiply.multiply_dot(a, b)",
        "(result.sum(), result.max())",
    ),
    Kernel("sieve", "sieve", "", "sieve.sieve(1000000)", "(result.sum(),)"),
    Kernel(
        "game_of_life",
        "game_of_life",
        "grid = game_of_life.random_grid(200, 200, 5)",
        "game_of_life.evolve(grid, 5)",
        "(result.sum(),)",
    ),
    Kernel(
        "edit_distance",
        "edit_distance",
        "x = edit_distance.random_sequence(1, 700)\ny = edit_distance.random_sequence(2, 800)",
        "edit_distance.edit_distance(x, y)",
        "(result,)",
    ),
    Kernel(
        "subsequence",
        "edit_distance",
        "x = edit_distance.random_sequence(1, 700)\ny = edit_distance.random_sequence(2, 800)",
        "edit_distance.common_subsequence(x, y)",
        "(result,)",
    ),
    Kernel(
        "black_scholes",
        "black_scholes",
        "s, k, y = black_scholes.portfolio(100000, 3)",
        "black_scholes.price_all(s, k, y, 0.02, 0.3)",
        "(result[0].sum(), result[1].sum())",
    ),
    Kernel(
        "kmeans_assign",
        "kmeans",
        "centres = np.array([[0.0, 0.0, 0.0], [6.0, 0.0, 1.0], [0.0, 6.0, 2.0], [6.0, 6.0, 3.0], [3.0, 3.0, 8.0]])\n"
        "points = kmeans.blobs(11, 4000, centres, 0.9)\nlabels = np.zeros(20000, dtype=np.int64)",
        "kmeans.assign(points, centres, labels)",
        "(result[0], labels.sum())",
    ),
    Kernel(
        "image_blur",
        "image_blur",
        "image = image_blur.chequered_disc(256, 320)\nweights = image_blur.gaussian_kernel(4, 1.6)",
        "image_blur.blur_rows(image, weights)",
        "(result[128, 40], result[7, 9])",
    ),
    Kernel(
        "sobel",
        "image_blur",
        "image = image_blur.gaussian_blur(image_blur.chequered_disc(256, 320), 4, 1.6)",
        "image_blur.sobel(image)",
        "(result.max(), result[128, 80])",
    ),
    Kernel("random_walk", "random_walk", "", "random_walk.many_walks(17, 100, 1000)", "(result[0], result[1])"),
    Kernel(
        "linear_regression",
        "linear_regression",
        "x, y = linear_regression.make_data(101, 2000, np.array([0.5, 2.0, -1.0, 0.25]), 0.3)",
        "linear_regression.fit_linear(x, y, 0.1, 100)",
        "(result[0].sum(), result[1])",
    ),
    Kernel(
        "sudoku",
        "sudoku",
        "visited = np.zeros(1, dtype=np.int64)",
        "sudoku.solve(sudoku.parse(sudoku.HARD), visited)",
        "(result,)",
    ),
    Kernel(
        "crc32",
        "crc32",
        "table = crc32.make_table()\ndata = crc32.noise(200000)",
        "crc32.crc32(data, table)",
        "(result,)",
    ),
    Kernel("adler32", "crc32", "data = crc32.noise(200000)", "crc32.adler32(data)", "(result,)"),
    Kernel("fft", "fft_radix2", "wave = fft_radix2.chord(1 << 14)", "fft_radix2.fft(wave)", "(abs(result).max(),)"),
    Kernel(
        "floyd_warshall",
        "floyd_warshall",
        "length = floyd_warshall.random_graph(200, 4, 77)",
        "floyd_warshall.floyd_warshall(length)",
        "(result[0].sum(), result[1].sum())",
    ),
    Kernel(
        "julia",
        "julia_vectorize",
        "z = julia_vectorize.plane(160, 120, 1.6)",
        "julia_vectorize.escape(z, -0.4 + 0.6j, 100)",
        "(result.sum(),)",
    ),
    Kernel("newton_basins", "newton_roots", "", "newton_roots.newton_basins(120, 40)", "(result.sum(),)"),
    Kernel(
        "knapsack",
        "knapsack",
        "weights, values = knapsack.random_items(9, 200)",
        "knapsack.best_value(weights, values, 2500)",
        "(result,)",
    ),
    Kernel("collatz", "collatz", "", "collatz.chain_lengths(200000)", "(result.max(), result.sum())"),
    Kernel("fibonacci", "collatz", "", "collatz.fibonacci(25)", "(result,)"),
    Kernel("coprime_pairs", "collatz", "", "collatz.coprime_pairs(300)", "(result,)"),
    Kernel(
        "pagerank",
        "pagerank",
        "offsets, targets = pagerank.random_links(20000, 31)",
        "pagerank.pagerank(offsets, targets)",
        "(result[0].max(), result[1])",
    ),
    Kernel("lorenz", "lorenz_rk4", "", "lorenz_rk4.trajectory((1.0, 1.0, 1.0), 0.002, 5000)", "(result.sum(),)"),
    Kernel(
        "moving_average",
        "moving_average",
        "series = moving_average.synthetic(100000, 8)",
        "moving_average.moving_average(series, 50)",
        "(result[99], result[-1])",
    ),
    Kernel(
        "moving_maximum",
        "moving_average",
        "series = moving_average.synthetic(20000, 8)",
        "moving_average.moving_maximum(series, 20)",
        "(result[500], result[-100])",
    ),
    Kernel("wave_equation", "wave_equation", "", "wave_equation.simulate(160, 20, 0.5, 0.03)", "(result[0].sum(),)"),
)


def measure(runner, script, folder):
    """The figures of one kernel under one runner, or the error it met."""
    cache = Path(tempfile.mkdtemp(dir=folder))
    first = runner.run(script, cache)
    record = first.record()
    if record is None:
        return {"error": first.error or "no figures printed"}
    again = runner.run(script, cache)
    figures = {"cold": record["imported"] + record["first"], "process": first.seconds, "cached": again.seconds}
    return {**record, **figures}


def same(first, second):
    """Whether two lists of numbers agree."""
    if len(first) != len(second):
        return False
    return all(a == b or abs(a - b) <= TOLERANCE * max(abs(a), abs(b)) for a, b in zip(first, second))


def remark(results):
    """What to say about a kernel besides its times."""
    errors = [f"{name}: {figures['error'][:90]}" for name, figures in results.items() if "error" in figures]
    if errors:
        return "; ".join(errors)
    checks = [figures["check"] for figures in results.values()]
    if len(checks) < 2:
        return ""
    return "equal" if same(*checks) else f"DIFFERENT {checks[0]} and {checks[1]}"


def row(name, results):
    """One line of the table."""
    cells = [name]
    for column in COLUMNS:
        times = [results.get(runner, {}).get(column) for runner in ("numjit", "numba")]
        cells += [show_seconds(times[0]), show_seconds(times[1]), show_ratio(*times)]
    return [*cells, remark(results)]


def summary(all_results):
    """The geometric means of the ratios, as the last line of the table."""
    cells = ["geometric mean"]
    for column in COLUMNS:
        pairs = [(r.get("numjit", {}).get(column), r.get("numba", {}).get(column)) for r in all_results.values()]
        mean = geometric_mean(a / b for a, b in pairs if a and b)
        cells += ["", "", f"{mean:.2f}" if mean else "-"]
    return [*cells, ""]


def parse_options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_runner_options(parser)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="kernels to time (default: all)")
    parser.add_argument("--json", metavar="FILE", help="keep the figures in a file")
    return parser.parse_args()


def main():
    """Time every kernel under every runner, in turns."""
    options = parse_options()
    available = runners(options)
    wanted = [kernel for kernel in KERNELS if not options.only or kernel.name in options.only]
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for kernel in wanted:
            script = Path(folder) / f"{kernel.name}_driver.py"
            script.write_text(kernel.driver())
            results[kernel.name] = {runner.name: measure(runner, script, folder) for runner in available}
            print(f"{kernel.name} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    header = ["kernel", *(title for column in COLUMNS for title in (f"{column} numjit", "numba", "ratio")), "results"]
    print_table(header, [*(row(name, figures) for name, figures in results.items()), summary(results)])
    write_json(options, results)


if __name__ == "__main__":
    main()
