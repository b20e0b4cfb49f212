"""Every mark of a wave's drawings stands at the number that the table below it shows."""

import pytest

from analysis.reports.content import Count, Picture
from tests.unit.analysis.figures.drawing import Box, marks
from tests.unit.analysis.reports.teams import KINDS, SCALES, Kind, team_documents
from tests.unit.analysis.reports.test_drawings import check_parts, near

SOME = pytest.mark.parametrize("kind", ["many", "small", "guarded", "large", "all"])


def drawn(kind: Kind, key: str) -> tuple[Picture, dict[str, Box], list[list[Count]]]:
    """A picture, its marks, and the counts of its table."""
    report = team_documents(kind).report
    picture = next(each for each in report.pictures if each.key == key)
    table = next(each for each in report.tables if each.key == picture.table_key)
    counts = [[cell for cell in row if isinstance(cell, Count)] for row in table.rows]
    return picture, marks(picture.svg, picture.key), counts


@pytest.mark.parametrize("kind", KINDS)
def test_every_drawing_is_looked_at_here(kind: Kind) -> None:
    known = ["answered", "members", "said-trust", "said-leadership", "said-priorities"]
    known += ["said-change", "record", "year", "gaps"]
    keys = [picture.key.removeprefix("figure-") for picture in team_documents(kind).report.pictures]
    assert keys == [key for key in known if key in keys]


@SOME
def test_bars_of_questions(kind: Kind) -> None:
    targets = ["sense_of_trust"]
    targets += [t for s in ("trust", "compassion", "transparency") for t in (s, *SCALES[s])]
    _picture, found, rows = drawn(kind, "figure-said-trust")
    for target, counts in zip(targets, rows, strict=True):
        check_parts(found, target, counts[0], counts[1])


@pytest.mark.parametrize("kind", ["many", "small", "guarded", "all"])
def test_each_member_is_one_circle_known_open_or_not(kind: Kind) -> None:
    _picture, found, rows = drawn(kind, "figure-members")
    reaches = {"sense_of_trust": rows[0][2], "trust": rows[1][2], "transparency": rows[9][2]}
    for scale, reach in reaches.items():
        circles = [name for name in found if name.startswith(f"{scale}-")]
        kinds = [name.split("-")[1] for name in circles]
        assert kinds.count("known") == reach.low
        assert kinds.count("open") == reach.high - reach.low
        assert len(circles) == reach.base


def test_a_team_too_large_for_circles_is_told_in_words() -> None:
    report = team_documents("large").report
    assert "figure-members" not in {picture.key for picture in report.pictures}


@SOME
def test_bars_of_reach_and_squares_of_the_record(kind: Kind) -> None:
    picture, found, rows = drawn(kind, "figure-record")
    items = (*SCALES["shared_priorities"], *SCALES["structural_change"])
    entries = {}
    for item, (count,) in zip(items, rows, strict=True):
        unit = found[f"{item}-all"].width / count.base
        left = found[f"{item}-all"].left
        if count.low:
            assert found[f"{item}-known"].right == near(left + count.low * unit)
        assert (f"{item}-open" in found) == (count.low < count.high)
        if count.low < count.high:
            assert found[f"{item}-open"].right == near(left + count.high * unit)
        entries[item] = sum(name.startswith(f"{item}-entry-") for name in found)
        assert count.text in picture.alt
    kept = team_documents(kind).team.inputs.register
    assert [entries[item] for item in SCALES["shared_priorities"]] == [
        len(kept.priorities),
        kept.monitored,
        kept.achieved + kept.dropped,
    ]
    assert sum(entries[item] for item in SCALES["structural_change"]) == len(kept.changes)


@SOME
def test_six_charts_of_reach(kind: Kind) -> None:
    _picture, found, rows = drawn(kind, "figure-year")
    for scale, counts in zip(SCALES, rows[2:], strict=True):
        zero, whole = found[f"{scale}-axis-0"].top, found[f"{scale}-axis-100"].top
        newest = found[f"{scale}-3"]
        assert newest.bottom == near(zero + (whole - zero) * counts[-1].low / counts[-1].base)
        assert newest.top == near(zero + (whole - zero) * counts[-1].high / counts[-1].base)


def test_lines_join_the_same_kind_of_help_on_both_lists() -> None:
    report = team_documents("many").report
    picture = next(each for each in report.pictures if each.key == "figure-gaps")
    joined = [name for name in marks(picture.svg, picture.key) if name.endswith("-joins")]
    assert picture.title.startswith(f"{len(joined)} of the ")
