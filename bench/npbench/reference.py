"""Prepare one benchmark: initialise its data, run its NumPy version, and leave both in a folder.

    python bench/npbench/reference.py CHECKOUT NAME PRESET FOLDER

Run by `run.py`, in a process of its own because some presets are large. Leaves `inputs/`, `outputs/` and prints
the seconds that the NumPy version took.
"""

import copy
import importlib
import json
import sys
import time
from pathlib import Path

import exchange


def arguments(checkout, info, preset):
    """The values of every parameter and every initialised argument."""
    values = dict(info["parameters"][preset])
    init = info.get("init")
    if init and init.get("func_name"):
        module = importlib.import_module(module_name(info, ""))
        made = getattr(module, init["func_name"])(*(values[name] for name in init["input_args"]))
        names = init["output_args"]
        values.update(zip(names, made if len(names) > 1 else (made,)))
    return values


def module_name(info, suffix):
    """The dotted name of one of the benchmark's modules."""
    folder = info["relative_path"].replace("/", ".")
    return f"npbench.benchmarks.{folder}.{info['module_name']}{suffix}"


def main():
    """Prepare the benchmark named on the command line."""
    checkout, name, preset, folder = sys.argv[1:]
    sys.path.insert(0, checkout)
    info = json.loads((Path(checkout) / "bench_info" / f"{name}.json").read_text())["benchmark"]
    values = arguments(checkout, info, preset)
    inputs = {argument: values[argument] for argument in info["input_args"]}
    exchange.save(inputs, f"{folder}/inputs")
    kernel = getattr(importlib.import_module(module_name(info, "_numpy")), info["func_name"])
    given = copy.deepcopy(inputs)
    start = time.perf_counter()
    result = kernel(*given.values())
    seconds = time.perf_counter() - start
    kept = exchange.outputs(result, given, info["output_args"], info["array_args"])
    exchange.save(kept, f"{folder}/outputs")
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
