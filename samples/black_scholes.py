"""Option prices after Black and Scholes, in parallel over the options.

Shows `prange`, the error function, functions of one element called in a loop, and `error_model='numpy'`.
"""

import math

import numpy as np
from numba import njit, prange


@njit(error_model="numpy")
def normal_cdf(x):
    """The cumulative distribution function of the standard normal distribution."""
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


@njit(error_model="numpy")
def call_price(spot, strike, years, rate, volatility):
    """The price of one European call option."""
    spread = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / spread
    d2 = d1 - spread
    return spot * normal_cdf(d1) - strike * math.exp(-rate * years) * normal_cdf(d2)


@njit(parallel=True, error_model="numpy")
def price_all(spot, strike, years, rate, volatility):
    """Call and put prices of many options; the put follows from put-call parity."""
    n = spot.shape[0]
    call = np.empty(n)
    put = np.empty(n)
    for i in prange(n):
        call[i] = call_price(spot[i], strike[i], years[i], rate, volatility)
        put[i] = call[i] - spot[i] + strike[i] * math.exp(-rate * years[i])
    return call, put


@njit
def portfolio(n, seed):
    """Random options: spot prices, strike prices and years to expiry."""
    np.random.seed(seed)
    spot = np.random.uniform(10.0, 50.0, n)
    strike = np.random.uniform(10.0, 50.0, n)
    years = np.random.uniform(0.25, 2.0, n)
    return spot, strike, years


def main():
    """Price one option by hand and a portfolio of many."""
    print(f"one call: {call_price(100.0, 95.0, 0.5, 0.03, 0.25):.9f}")
    print(f"expired today: {call_price(100.0, 95.0, 0.0, 0.03, 0.25):.9f}")
    spot, strike, years = portfolio(200_000, 3)
    call, put = price_all(spot, strike, years, 0.02, 0.3)
    print(f"mean call {call.mean():.9f}, mean put {put.mean():.9f}")
    print(f"highest call {call.max():.9f}, highest put {put.max():.9f}")
    print(f"first three calls: {call[0]:.9f} {call[1]:.9f} {call[2]:.9f}")


if __name__ == "__main__":
    main()
