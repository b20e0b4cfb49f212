"""Keeps the newest drawings: the editions of one period show the same ones."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, cast

P = ParamSpec("P")

_KEPT = 64  # drawings of some 60 kB: those of the editions that are made one after the other


def remembered(draw: Callable[P, str]) -> Callable[P, str]:
    """Draw equal arguments once. All arguments have to be hashable: tuples, no lists."""
    return cast("Callable[P, str]", lru_cache(maxsize=_KEPT)(draw))
