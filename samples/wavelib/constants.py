"""Weights of the fourth-order second derivative."""

W0 = -2.5
W1 = 4.0 / 3.0
W2 = -1.0 / 12.0
