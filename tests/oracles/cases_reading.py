"""Reads the known cases and compares values with them."""

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

CASES = Path(__file__).with_name("cases")
NEAR_ZERO = 1e-9

Found = Mapping[str, Callable[[], Any]]


class Case:
    """The values and the data of one case."""

    def __init__(self, name: str) -> None:
        document = json.loads((CASES / f"{name}.json").read_text())
        self.name = name
        self.expected: dict[str, Any] = document["expected"]
        self._rel: float = document["tolerance_rel"]
        self._rels: dict[str, float] = document["tolerances"]

    def columns(self, *names: str) -> NDArray[np.float64]:
        """These columns of the data, rows x columns, NaN = missing."""
        rows = self._rows()
        return np.array([[float(row[name] or "nan") for name in names] for row in rows])

    def check(self, key: str, found: object) -> None:
        """Compare one value, also nested ones."""
        wanted = self.expected[key]
        _compare(found, wanted, self._rels.get(key, self._rel), key)

    def covers(self, found: Found, not_computed: Mapping[str, str]) -> None:
        """Whether every value of the case is computed, or named with a reason."""
        keys = {key for key in self.expected if not key.startswith("comparator_")}
        assert keys == found.keys() | not_computed.keys()
        assert not found.keys() & not_computed.keys()
        assert all(not_computed.values())

    def _rows(self) -> list[dict[str, str]]:
        folders = (CASES / "gpl", CASES)
        path = next(p for folder in folders if (p := folder / f"{self.name}.csv").exists())
        with path.open(newline="") as lines:
            return list(csv.DictReader(lines))


def _compare(found: Any, wanted: Any, rel: float, where: str) -> None:  # noqa: ANN401 # nested
    if isinstance(wanted, dict):
        assert found.keys() == wanted.keys(), where
        for key, value in wanted.items():
            _compare(found[key], value, rel, f"{where}.{key}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), where
        for position, value in enumerate(wanted):
            _compare(found[position], value, rel, f"{where}[{position}]")
    elif wanted is None:
        assert found is None, where
    else:
        assert found is not None, where
        assert float(found) == pytest.approx(wanted, rel=rel, abs=NEAR_ZERO), where
