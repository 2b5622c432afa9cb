"""One HTML page with plots of the benchmarks, from the raw figures in `bench/results`.

    python bench/report.py [--results FOLDER] [--out FILE]

`loops.json`, `maths.json`, `npbench.json` and `budget.json` in the folder are what the commands of the same names
wrote with `--json`; those that are missing are left out. Each holds the machine, the versions and the flags beside its
figures, and the page shows them. Timings of which the results differ are kept, and marked.
"""

import argparse
import html
import json
import math
from pathlib import Path

from common import geometric_mean

HERE = Path(__file__).resolve().parent
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; color: #1b1f24;
  background: #fff }
h2 { margin-top: 2.5em } svg { width: 100%; height: auto } svg text { font: 12px system-ui, sans-serif; fill: #1b1f24 }
.context { color: #57606a; font-size: 13px } .differs { fill: #b35900; font-weight: 600 } .grid { stroke: #d0d7de }
.one { stroke: #1b1f24 } .numba { fill: #4269d0 } .gcc { fill: #97a3b0 } .numpy { fill: #3ca951 }
.stage0 { fill: #4269d0 } .stage1 { fill: #efb118 } .stage2 { fill: #3ca951 } .stage3 { fill: #a463f2 }
.stage4 { fill: #ff725c } .stage5 { fill: #97a3b0 }
@media (prefers-color-scheme: dark) { body { background: #16191d; color: #e6e6e6 } svg text { fill: #e6e6e6 }
  .context { color: #9aa4ae } .grid { stroke: #3a4048 } .one { stroke: #e6e6e6 } .differs { fill: #ffb86b } }
"""
LEFT, WIDTH, ROW = 190, 900, 15
TICKS = (0.1, 0.25, 0.5, 1, 2, 4, 10, 25, 100, 1000)


def load(folder, name):
    """The context and the figures of one benchmark; None where there is no file."""
    path = folder / f"{name}.json"
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    return kept["context"], kept["results"]


def text(x, y, content, anchor="start", kind=""):
    """A line of text in a plot."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{html.escape(content)}</text>'


def ratio_plot(rows):
    """Bars on a logarithmic scale: `rows` are name, [(peer, peer's time over numjit's)], and what differs."""
    ratios = [ratio for _, bars, _ in rows for _, ratio in bars]
    if not ratios:
        return "<p>No figures of a peer.</p>"
    low, high = min(0.5, *ratios), max(2.0, *ratios)
    scale = (WIDTH - LEFT - 60) / math.log(high / low)

    def at(ratio):
        return LEFT + scale * math.log(ratio / low)

    parts, y = [], 24
    for name, bars, differs in rows:
        middle = y + ROW * len(bars) / 2 + 4
        parts.append(text(LEFT - 8, middle, name, "end", "differs" if differs else ""))
        for peer, ratio in bars:
            left, right = sorted((at(1.0), at(ratio)))
            parts.append(
                f'<rect x="{left:.1f}" y="{y}" width="{max(right - left, 1):.1f}" height="{ROW - 4}" class="{peer}">'
                f"<title>{html.escape(name)}: {ratio:.2f}x {peer}</title></rect>"
            )
            parts.append(text(right + 4, y + ROW - 5, f"{ratio:.2f}"))
            y += ROW
        if differs:
            parts.append(text(WIDTH - 4, middle, f"results differ: {differs}", "end", "differs"))
        y += 5
    ticks = [tick for tick in TICKS if low <= tick <= high]
    grid = [
        f'<line x1="{at(tick):.1f}" x2="{at(tick):.1f}" y1="20" y2="{y}" class="{"one" if tick == 1 else "grid"}"/>'
        + text(at(tick), 14, f"{tick:g}", "middle")
        for tick in ticks
    ]
    return f'<svg viewBox="0 0 {WIDTH} {y + 6}" role="img">{"".join(grid)}{"".join(parts)}</svg>'


def stacked_plot(rows):
    """Bars of parts: `rows` are name and {part: amount}."""
    stages = sorted({stage for _, parts in rows for stage in parts})
    longest = max(sum(parts.values()) for _, parts in rows)
    scale = (WIDTH - LEFT - 90) / longest
    drawn, y = [], 10
    for name, parts in rows:
        x = LEFT
        drawn.append(text(LEFT - 8, y + 16, name, "end"))
        for number, stage in enumerate(stages):
            width = parts.get(stage, 0) * scale
            title = f"<title>{html.escape(stage)}: {parts.get(stage, 0):,}</title>"
            kind = f"stage{number % 6}"
            drawn.append(f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="22" class="{kind}">{title}</rect>')
            x += width
        drawn.append(text(x + 5, y + 16, f"{sum(parts.values()) / 1e6:.1f} M"))
        y += 30
    legend = ", ".join(
        f'<svg style="width:1em;height:.8em" viewBox="0 0 10 8"><rect width="10" height="8" class="stage{i % 6}"/></svg>'
        f" {html.escape(stage)}"
        for i, stage in enumerate(stages)
    )
    return f'<svg viewBox="0 0 {WIDTH} {y}" role="img">{"".join(drawn)}</svg><p class="context">{legend}</p>'


def section(title, note, context, plot, means=()):
    """A part of the page."""
    facts = "; ".join(f"{key}: {value}" for key, value in context.items() if value)
    mean = "".join(f" Geometric mean against {peer}: {value:.2f}." for peer, value in means if value)
    return (
        f"<h2>{html.escape(title)}</h2><p>{html.escape(note)}{html.escape(mean)}</p>{plot}"
        f'<p class="context">{html.escape(facts)}</p>'
    )


def means_of(rows):
    """The geometric mean by peer, over the kernels with equal results."""
    peers = sorted({peer for _, bars, _ in rows for peer, _ in bars})
    fair = [bars for _, bars, differs in rows if not differs]
    return [(peer, geometric_mean(r for bars in fair for name, r in bars if name == peer)) for peer in peers]


def loops(kept):
    """Innermost loops against Numba and C."""
    context, results = kept
    rows = []
    for name, record in results["numjit"].items():
        peers = [peer for peer in ("numba", "gcc") if name in results.get(peer, {})]
        bars = [(peer, results[peer][name]["median"] / record["median"]) for peer in peers]
        sums = {peer: results[peer][name]["checksum"] for peer in peers}
        mine = record["checksum"]
        apart = [peer for peer, it in sums.items() if abs(it - mine) > 1e-9 * max(abs(it), abs(mine))]
        rows.append((name, bars, ", ".join(apart)))
    note = "Time of the peer over numjit's, medians of turns: to the right of 1 numjit is faster."
    return section("Innermost loops", note, context, ratio_plot(rows), means_of(rows))


def maths(kept):
    """Elementary functions against Numba's loops and NumPy's ufuncs."""
    context, results = kept
    rows = []
    for name, records in results.items():
        mine, peer = records.get("numjit"), records.get("numba")
        if mine and peer:
            bars = [("numba", peer["loop"] / mine["loop"]), ("numpy", peer["ufunc"] / mine["loop"])]
            places = mine.get("last_places", 0.0)
            rows.append((name, bars, f"{places:.0f} ulp" if places > 8 else ""))
    note = "Time an element of Numba's loop and of NumPy's ufunc over numjit's loop; marked beyond 8 units in the last place."
    return section("Elementary functions", note, context, ratio_plot(rows), means_of(rows))


def npbench(kept):
    """NPBench's kernels: later calls, then first calls."""
    context, results = kept
    parts = []
    for key, title in (("second", "NPBench, later calls"), ("first", "NPBench, first calls")):
        rows = []
        for name, runs in results.items():
            mine, peer = runs.get("numjit", {}), runs.get("numba", {})
            if key in mine and key in peer:
                differs = ", ".join(run for run, it in runs.items() if it["state"] != "agrees")
                rows.append((name, [("numba", peer[key] / mine[key])], differs))
        rows.sort(key=lambda row: row[1][0][1])
        note = "Numba's time over numjit's; marked where one does not agree with NumPy."
        parts.append(section(title, note, context, ratio_plot(rows), means_of(rows)))
    return "".join(parts)


def budget(kept):
    """Instructions of the compiler by stage."""
    context, results = kept
    stages = ("front", "infer", "lower", "all passes", "vectorize_loops", "cranelift back end")
    rows = [(name, {stage: counts[stage] for stage in stages if stage in counts}) for name, counts in results.items()]
    note = "Instructions that compiling takes, under callgrind. vectorize_loops contains its back end."
    return section("Compile time", note, context, stacked_plot(rows))


def main():
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=HERE / "results", metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "report.html", metavar="FILE")
    options = parser.parse_args()
    body = ["<h1>numjit side by side with its peers</h1>"]
    for name, draw in (("loops", loops), ("maths", maths), ("npbench", npbench), ("budget", budget)):
        kept = load(options.results, name)
        body.append(draw(kept) if kept else f"<p>{name}: no figures in {html.escape(str(options.results))}.</p>")
    head = f'<meta charset="utf-8"><title>numjit benchmarks</title><style>{STYLE}</style>'
    options.out.write_text(f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>\n')
    print(options.out)


if __name__ == "__main__":
    main()
