"""A small package of compiled building blocks for the sample `wave_equation.py`."""

from .sources import ricker
from .stencils import laplacian, step

__all__ = ["laplacian", "ricker", "step"]
