"""Intervals of shares against printed values and values from R."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.proportions import newcombe_difference, wilson


def case(name: str) -> dict[str, Any]:
    """One set of known values."""
    document: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text())
    return document


ONE = case("proportion_ci")
TWO = case("proportion_diff_ci")


@pytest.mark.parametrize("row", ONE["rows"], ids=lambda row: f"{row['x']} of {row['n']}")
@pytest.mark.parametrize(("key", "level"), [("wilson", 0.95), ("wilson_90", 0.90)])
def test_wilson(row: dict[str, Any], key: str, level: float) -> None:
    assert wilson(row["x"], row["n"], level) == pytest.approx(
        tuple(row[key]), rel=ONE["tolerance_rel"], abs=0
    )


@pytest.mark.parametrize("row", TWO["rows"], ids=lambda row: f"{row['x1']} of {row['n1']}")
def test_newcombe(row: dict[str, Any]) -> None:
    found = newcombe_difference(row["x1"], row["n1"], row["x2"], row["n2"])
    assert found == pytest.approx(tuple(row["newcombe"]), rel=TWO["tolerance_rel"], abs=0)


def test_wilson_as_printed() -> None:
    printed = [(0.2553, 0.3662), (0.0624, 0.1605), (0.0000, 0.1611), (0.0061, 0.1718)]
    for row, limits in zip(ONE["rows"], printed, strict=False):
        assert wilson(row["x"], row["n"]) == pytest.approx(limits, abs=5e-5)


def test_newcombe_as_printed() -> None:
    assert newcombe_difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
