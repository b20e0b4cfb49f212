"""Known cases: reading one, and comparing everything it expects with what was computed."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
FOLDERS = ("cases", "gpl_data")
NEAR_ZERO = 1e-9


@dataclass(frozen=True)
class Case:
    """The values expected, their tolerances, and the columns of the data as text."""

    name: str
    expected: Mapping[str, Any]
    tolerance_rel: float
    tolerances: Mapping[str, float]
    columns: Mapping[str, list[str]]

    def numbers(self, column: str) -> np.ndarray:
        """A column as floats, NaN where the cell is empty."""
        return np.array([float(cell) if cell else np.nan for cell in self.columns[column]])

    def table(self, *columns: str) -> np.ndarray:
        """Columns side by side, rows x columns."""
        return np.column_stack([self.numbers(column) for column in columns])


def load(name: str) -> Case:
    """The case of that name."""
    known = json.loads((HERE / "cases" / f"{name}.json").read_text())
    return Case(
        name, known["expected"], known["tolerance_rel"], known["tolerances"], _columns(name)
    )


def _columns(name: str) -> dict[str, list[str]]:
    path = next((p for f in FOLDERS if (p := HERE / f / f"{name}.csv").exists()), None)
    if path is None:
        return {}
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {column: [row[column] for row in rows] for column in rows[0]}


def check(case: Case, computed: Mapping[str, object], not_computed: Mapping[str, str]) -> None:
    """Fail unless each expected value was computed within its tolerance or is listed as not.

    Keys of nested values are joined by dots. `not_computed` maps a key to the reason; keys that
    begin with `comparator_` are context. What is listed in vain, or computed and not expected,
    fails too.
    """
    for key in not_computed:
        assert _find(case.expected, key.split(".")), f"{case.name} does not expect {key}"
    faults = [
        fault
        for key, expected in case.expected.items()
        if not key.startswith("comparator_") and key not in not_computed
        for fault in _faults(
            key,
            expected,
            computed.get(key, _MISSING),
            case.tolerances.get(key, case.tolerance_rel),
            not_computed,
        )
    ]
    faults += [f"{key}: not expected" for key in computed if key not in case.expected]
    assert not faults, f"{case.name}:\n" + "\n".join(faults)


_MISSING = object()


def _find(expected: object, path: list[str]) -> bool:
    for part in path:
        if not isinstance(expected, Mapping) or part not in expected:
            return False
        expected = expected[part]
    return True


def _faults(
    path: str, expected: object, found: object, tolerance: float, skipped: Mapping[str, str]
) -> Iterator[str]:
    if path in skipped:
        return
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key, value in expected.items():
            yield from _faults(f"{path}.{key}", value, found.get(key, _MISSING), tolerance, skipped)
        yield from (f"{path}.{key}: not expected" for key in found if key not in expected)
    elif isinstance(expected, list) and isinstance(found, (list, tuple, np.ndarray)):
        if len(expected) != len(found):
            yield f"{path}: {len(found)} values, not {len(expected)}"
        for i, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from _faults(f"{path}[{i}]", one, other, tolerance, skipped)
    elif not _same(expected, found, tolerance):
        yield f"{path}: {'nothing' if found is _MISSING else found}, not {expected}"


def _same(expected: object, found: object, tolerance: float) -> bool:
    if isinstance(expected, (bool, str)) or expected is None:
        return found is expected or found == expected
    if isinstance(found, bool) or not isinstance(found, (int, float, np.number)):
        return False
    if not isinstance(expected, (int, float)):
        return False
    return isclose(float(found), expected, rel_tol=tolerance, abs_tol=NEAR_ZERO)
