"""The compile-time budget: instructions that each compiler stage and pass executes, against the committed baseline.

    python bench/budget.py [--numjit PATH] [--update] [--json FILE]

The kernels of `loops_kernels.py` and two samples are compiled under callgrind (of valgrind), without a cache and with
vector loops for AVX2, so that figures depend on neither load nor processor. An inclusive count of 10 % more than in
`budget.json` is an alarm: the exit status is 1, and the line says `ALARM`. A change that is worth its cost renews the
baseline by `--update`, and says so.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import NUMJIT, ROOT, print_table, write_json

HERE = Path(__file__).resolve().parent
BASELINE = HERE / "budget.json"
SCRIPTS = {
    "loops": [str(HERE / "loops_kernels.py"), "--compile-only"],
    "nbody": [str(ROOT / "samples" / "nbody.py")],
    "blur": [str(ROOT / "samples" / "image_blur.py")],
}
STAGES = {
    "front": "numjit_front::lower_function",
    "infer": "numjit_infer::infer",
    "lower": "numjit_lower::lower",
    "all passes": "numjit::pipeline::optimize",
    "vectorize_loops": "numjit_opt::vectorize_loops::vectorize_loops",
    "simd back end": "numjit_backend_simd::compile",
    "cranelift back end": "numjit_backend_cranelift::compile::compile",
    "everything": "numjit::compile::specialize",
}
PASS = re.compile(r"numjit_opt::(\w+)::\1$")
LINE = re.compile(r"^\s*([\d,]+) \([ \d.]+%\)\s+\S*?:(\S+)")
MARGIN = 1.10
# Below this many instructions a change is noise of the allocator.
FLOOR = 200_000


def count(numjit, command):
    """Inclusive instructions by stage or pass of one run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind.out"
        environment = {**os.environ, "NUMJIT_CACHE": "0", "NUMJIT_SIMD": "avx2"}
        run = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", str(numjit), "run", *command]
        subprocess.run(run, check=True, capture_output=True, env=environment)
        listing = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", str(out)]
        text = subprocess.run(listing, check=True, capture_output=True, text=True).stdout
    names = {symbol: stage for stage, symbol in STAGES.items()}
    counts = {}
    for line in text.splitlines():
        found = LINE.match(line)
        if not found:
            continue
        symbol = found.group(2)
        stage = names.get(symbol) or (PASS.match(symbol) and PASS.match(symbol).group(1))
        if stage:
            counts[stage] = max(counts.get(stage, 0), int(found.group(1).replace(",", "")))
    return counts


def compare(now, before):
    """The rows of the table, and how many of them are alarms."""
    rows, alarms = [], 0
    for script, counts in now.items():
        for stage, number in sorted(counts.items(), key=lambda item: -item[1]):
            old = before.get(script, {}).get(stage)
            is_over = old is not None and number > FLOOR and number > MARGIN * old
            alarms += is_over
            ratio = f"{number / old:.3f}" if old else "-"
            rows.append([script, stage, f"{number:,}", f"{old:,}" if old else "-", ratio, "ALARM" if is_over else ""])
    return rows, alarms


def main():
    """Count, compare, and renew the baseline if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numjit", type=Path, default=NUMJIT, metavar="PATH", help="default: target/release/numjit")
    parser.add_argument("--update", action="store_true", help="make these figures the baseline")
    parser.add_argument("--json", metavar="FILE", help="keep the figures in a file")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not installed: nothing to count with")
    now = {script: count(options.numjit, command) for script, command in SCRIPTS.items()}
    before = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    rows, alarms = compare(now, before)
    print_table(["script", "stage or pass", "instructions", "baseline", "ratio", ""], rows)
    write_json(options, now)
    if options.update:
        BASELINE.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")
    elif alarms:
        sys.exit(f"{alarms} over the budget by more than 10 %")


if __name__ == "__main__":
    main()
