"""Statistics of a time series: moving averages, extremes and a summary in a named tuple.

Shows named tuples, optional arguments that default to None, NaN handling, slices and early validation.
"""

import math
from collections import namedtuple

import numpy as np
from numba import njit

Summary = namedtuple("Summary", ["count", "mean", "deviation", "lowest", "highest"])


@njit
def synthetic(n, seed):
    """A slow wave with noise and a few gaps."""
    np.random.seed(seed)
    series = np.sin(np.arange(n) * 0.01) * 5.0 + np.random.normal(0.0, 0.5, n)
    series[100:110] = np.nan
    series[n - 3] = np.nan
    return series


@njit
def moving_average(series, width):
    """Mean of the last `width` values that are not NaN; NaN where there are none."""
    if width < 1:
        raise ValueError("width must be positive")
    out = np.full(series.size, np.nan)
    total = 0.0
    count = 0
    for i in range(series.size):
        if not np.isnan(series[i]):
            total += series[i]
            count += 1
        if i >= width and not np.isnan(series[i - width]):
            total -= series[i - width]
            count -= 1
        if count > 0:
            out[i] = total / count
    return out


@njit
def exponential_average(series, smoothing, start=None):
    """Exponential smoothing; gaps keep the last value."""
    out = np.empty_like(series)
    level = 0.0
    if start is None:
        level = series[0]
    else:
        level = start
    for i, value in enumerate(series):
        if not math.isnan(value):
            level += smoothing * (value - level)
        out[i] = level
    return out


@njit
def moving_maximum(series, width):
    """Highest of each window of `width` values, through slices."""
    out = np.empty(series.size - width + 1)
    for i in range(out.size):
        out[i] = series[i : i + width].max()
    return out


@njit
def summarize(series):
    """Mean, standard deviation and extremes in one pass (Welford), without the gaps."""
    count = 0
    mean = 0.0
    squares = 0.0
    lowest = math.inf
    highest = -math.inf
    for value in series:
        if math.isnan(value):
            continue
        count += 1
        delta = value - mean
        mean += delta / count
        squares += delta * (value - mean)
        lowest = min(lowest, value)
        highest = max(highest, value)
    return Summary(count, mean, math.sqrt(squares / count), lowest, highest)


def show(name, summary):
    """Print a summary on one line."""
    print(
        f"{name}: {summary.count} values, mean {summary.mean:.8f}, deviation {summary.deviation:.8f}, "
        f"from {summary.lowest:.8f} to {summary.highest:.8f}"
    )


def main():
    """Smooth a series in three ways."""
    series = synthetic(200_000, 8)
    show("raw", summarize(series))
    smooth = moving_average(series, 50)
    show("moving average", summarize(smooth))
    show("exponential", summarize(exponential_average(series, 0.1)))
    show("exponential from 100", summarize(exponential_average(series, 0.1, 100.0)))
    show("moving maximum", summarize(moving_maximum(smooth[200:], 20)))
    try:
        moving_average(series, 0)
    except ValueError as error:
        print("error:", error)


if __name__ == "__main__":
    main()
