"""Adding sums that are kept by name."""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)


def merged(first: Mapping[Key, Any], second: Mapping[Key, Any]) -> dict[Key, Any]:
    """Each named sum added to its namesake. ValueError when the names differ."""
    if first.keys() != second.keys():
        raise ValueError("sums of different names do not add")
    return {key: sums + second[key] for key, sums in first.items()}
