"""Every mark of a report's drawings stands at the number that the table below it shows."""

import pytest

from analysis.reports.content import Count, Picture, Report
from tests.unit.analysis.figures.drawing import Box, marks
from tests.unit.analysis.reports.made import HELP, ITEMS, SCALES, Kind, documents

KINDS = pytest.mark.parametrize(("kind", "seed"), [("many", 1), ("together", 1), ("guarded", 2)])
TARGETS = [target for scale, items in SCALES.items() for target in (scale, *items)]


def near(value: float) -> object:
    return pytest.approx(value, abs=0.02)


def drawings(report: Report, start: str) -> list[tuple[Picture, dict[str, Box], list[list[Count]]]]:
    """Each picture whose table begins with `start`: itself, its marks, its table's counts."""
    tables = {table.key: table for table in report.tables}
    return [
        (
            picture,
            marks(picture.svg, picture.key),
            [[c for c in row if isinstance(c, Count)] for row in tables[picture.table_key].rows],
        )
        for picture in report.pictures
        if picture.table_key.startswith(start)
    ]


@KINDS
def test_every_drawing_is_looked_at_here(kind: Kind, seed: int) -> None:
    report = documents(kind, seed).report
    known = ("said-", "answered", "help", "timeline-", "eyes-", "picked")
    assert sum(len(drawings(report, start)) for start in known) == len(report.pictures)


@KINDS
def test_bars_of_questions(kind: Kind, seed: int) -> None:
    for picture, found, rows in drawings(documents(kind, seed).report, "said-"):
        for target, counts in zip(TARGETS, rows, strict=True):
            check_parts(found, target, counts[0], counts[1])
            if len(counts) == 4:
                check_parts(found, f"{target}-several", counts[2], counts[3])
            assert counts[0].text in picture.alt


def check_parts(found: dict[str, Box], mark: str, fully: Count, affirmed: Count) -> None:
    unit = 150 / fully.base
    expected = {
        "fully": (0, fully.low),
        "fully-open": (fully.low, fully.high),
        "mostly": (fully.high, affirmed.low),
        "mostly-open": (max(fully.high, affirmed.low), affirmed.high),
        "rest": (affirmed.high, affirmed.base),
    }
    for name, (start, end) in expected.items():
        if end > start:
            box = found[f"{mark}-{name}"]
            assert (box.left, box.right) == (near(186 + start * unit), near(186 + end * unit))
        else:
            assert f"{mark}-{name}" not in found


@KINDS
def test_strips_of_those_who_answered(kind: Kind, seed: int) -> None:
    report = documents(kind, seed).report
    for _, found, rows in drawings(report, "answered"):
        groups = [name.removesuffix("-asked") for name in found if name.endswith("-asked")]
        for group, (count,) in zip(groups, rows, strict=True):
            whole = found[f"{group}-asked"].width
            assert found[f"{group}-known"].width == near(whole * count.low / count.base)
            is_open = f"{group}-open" in found
            assert is_open == (count.low < count.high)


@KINDS
def test_bars_of_help(kind: Kind, seed: int) -> None:
    for picture, found, rows in drawings(documents(kind, seed).report, "help"):
        shown = {name.split("-")[0] for name in found} & set(HELP)
        assert len(shown) >= 1
        per_share = set()
        for code, counts in zip(HELP, rows, strict=True):
            for place, count in enumerate(counts if code in shown else []):
                assert count.text in picture.alt
                bars = [found[name] for name in found if name.startswith(f"{code}-{place}-")]
                reach = max(bar.right for bar in bars) - min(bar.left for bar in bars)
                per_share.add(round(reach / (count.high / count.base)))
        assert max(per_share) - min(per_share) <= 1


@KINDS
def test_points_over_time(kind: Kind, seed: int) -> None:
    for picture, found, rows in drawings(documents(kind, seed).report, "timeline-"):
        items = SCALES[picture.table_key.split("-")[-1]]
        for column, item in enumerate(items):
            for place, counts in enumerate(rows):
                check_height(found, item, place, counts[column])
                assert counts[column].text in picture.alt


def test_points_of_the_picked_item() -> None:
    ((_, found, rows),) = drawings(documents("many").report, "picked")
    for place, (count,) in enumerate(rows):
        check_height(found, "D2", place, count)


def check_height(found: dict[str, Box], item: str, place: int, count: Count) -> None:
    zero, whole = found[f"{item}-axis-0"].top, found[f"{item}-axis-100"].top
    box = found[f"{item}-{place}"]
    assert box.bottom == near(zero + (whole - zero) * count.low / count.base)
    assert box.top == near(zero + (whole - zero) * count.high / count.base)


@KINDS
def test_marks_of_two_groups(kind: Kind, seed: int) -> None:
    for picture, found, rows in drawings(documents(kind, seed).report, "eyes-"):
        for item, counts in zip(ITEMS, rows, strict=True):
            for name, count in zip(("first", "second"), counts, strict=True):
                box = found[f"{item}-{name}"]
                assert (box.left - 166) / 190 == near(count.low / count.base)
                assert (box.right - 166) / 190 == near(count.high / count.base)
                assert count.text in picture.alt
