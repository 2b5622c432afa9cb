"""Blurring and edge detection on a grey-scale image.

Shows 8-bit images, a separable filter with clamped borders, single-precision work arrays and `boundscheck=True`.
"""

import math

import numpy as np
from numba import njit


@njit
def chequered_disc(rows, columns):
    """A disc and a chequered corner on a gradient."""
    image = np.zeros((rows, columns), dtype=np.uint8)
    for i in range(rows):
        for j in range(columns):
            value = (i + j) % 256
            if (i - rows // 2) ** 2 + (j - columns // 2) ** 2 < (rows // 4) ** 2:
                value = 255
            elif i < rows // 4 and j < columns // 4 and (i // 8 + j // 8) % 2 == 0:
                value = 16
            image[i, j] = value
    return image


@njit
def gaussian_kernel(radius, sigma):
    """Weights of a Gaussian that sum to one."""
    x = np.arange(-radius, radius + 1)
    weights = np.exp(-(x * x) / (2.0 * sigma * sigma))
    return weights / weights.sum()


@njit(boundscheck=True)
def blur_rows(image, weights):
    """Filter each row; positions beyond the border take the nearest pixel."""
    rows, columns = image.shape
    radius = weights.size // 2
    out = np.empty((rows, columns), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            total = 0.0
            for k in range(-radius, radius + 1):
                column = min(max(j + k, 0), columns - 1)
                total += weights[k + radius] * image[i, column]
            out[i, j] = total
    return out


@njit
def gaussian_blur(image, radius, sigma):
    """Blur along both axes; the second pass runs on the transposed view."""
    weights = gaussian_kernel(radius, sigma)
    once = blur_rows(image, weights)
    return blur_rows(once.T, weights).T


@njit
def sobel(image):
    """Gradient magnitude, zero along the border."""
    rows, columns = image.shape
    out = np.zeros((rows, columns), dtype=np.float32)
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            window = image[i - 1 : i + 2, j - 1 : j + 2]
            gx = window[0, 2] + 2.0 * window[1, 2] + window[2, 2] - window[0, 0] - 2.0 * window[1, 0] - window[2, 0]
            gy = window[2, 0] + 2.0 * window[2, 1] + window[2, 2] - window[0, 0] - 2.0 * window[0, 1] - window[0, 2]
            out[i, j] = math.sqrt(gx * gx + gy * gy)
    return out


def main():
    """Blur a picture and look for its edges."""
    image = chequered_disc(256, 320)
    print("image:", image.shape, image.dtype, "sum", image.sum())
    blurred = gaussian_blur(image, 4, 1.6)
    print(f"blurred: {blurred.dtype}, mean {blurred.astype(np.float64).mean():.6f}, corner {blurred[0, 0]:.4f}")
    edges = sobel(blurred)
    row = int(edges.argmax()) // 320
    print(f"strongest edge {edges.max():.4f} in row {row}")
    print("pixels with an edge:", np.sum(edges > 60.0))
    print("line through the middle:", blurred[128, ::40].astype(np.int64))


if __name__ == "__main__":
    main()
