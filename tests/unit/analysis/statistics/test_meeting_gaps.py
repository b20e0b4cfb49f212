"""The difference of two roles inside meetings."""

from fractions import Fraction
from math import nan

import pytest

from analysis.statistics.estimate import Undefined
from analysis.statistics.meeting_gaps import GapSums, MeetingGaps, meeting_gap

P, S = "parent", "professional"
ROWS = [
    ("f", 1, P, 5),
    ("f", 1, S, 4),
    ("f", 1, S, 3),
    ("f", 1, S, 3),
    ("f", 2, P, 2),
    ("f", 2, P, nan),
    ("f", 2, S, 4),
    ("g", 1, P, 1),
    ("g", 1, S, 1),
    ("g", 3, P, 5),
    ("h", 1, P, nan),
    ("h", 1, S, 2),
]


def gaps(rows: list[tuple[str, int, str, float]]) -> MeetingGaps:
    families, meetings, roles, answers = zip(*rows, strict=True) if rows else ((), (), (), ())
    return MeetingGaps.of(families, meetings, roles, answers)


def test_one_difference_for_each_meeting_of_both() -> None:
    found = gaps(ROWS)
    assert found.families == ("f", "f", "g")
    assert found.meetings == (1, 2, 1)
    assert found.differences == (Fraction(5, 3), -2, 0)
    assert found.left_out == 2
    assert found.family_sums == pytest.approx((-1 / 3, 0))


def test_the_mean_over_meetings() -> None:
    found = meeting_gap(gaps(ROWS))
    assert found.mean.mean.value == pytest.approx(-1 / 9)
    assert (found.mean.mean.n, found.mean.clusters, found.left_out) == (3, 2, 2)
    assert found.sd == pytest.approx(1.83585, abs=1e-5)
    assert found.d_z == pytest.approx(-1 / 9 / 1.83585, abs=1e-5)
    assert found.median == 0
    assert found.share_lower == pytest.approx(1 / 3)


def test_sums_tell_all_but_the_median() -> None:
    from_rows, from_sums = meeting_gap(gaps(ROWS)), meeting_gap(gaps(ROWS).sums())
    assert from_sums.median is None
    assert from_sums.mean == from_rows.mean
    assert (from_sums.sd, from_sums.d_z) == (from_rows.sd, from_rows.d_z)


def test_sums_of_disjoint_families_add_up() -> None:
    parts = [gaps([row for row in ROWS if row[0] == family]).sums() for family in "hfg"]
    assert parts[0] + parts[1] + parts[2] == gaps(ROWS).sums()


def test_sums_are_stored_as_whole_numbers() -> None:
    sums = gaps(ROWS).sums()
    assert sums.to_dict()["squares"] == [61, 9]
    assert GapSums.from_dict(sums.to_dict()) == sums
    with pytest.raises(ValueError, match="format"):
        GapSums.from_dict({})


@pytest.mark.parametrize("rows", [[], [("f", 1, P, 3)], [("f", 1, P, 3), ("f", 2, S, 3)]])
def test_no_meeting_of_both(rows: list[tuple[str, int, str, float]]) -> None:
    found = meeting_gap(gaps(rows))
    assert found.mean.mean.why is Undefined.NO_ANSWERS
    assert (found.sd, found.d_z, found.median, found.share_lower) == (None,) * 4
    assert found.left_out == len({row[1] for row in rows})


def test_one_family_has_a_mean_but_no_interval() -> None:
    found = meeting_gap(gaps(ROWS[:7]))
    assert found.mean.mean.value == pytest.approx(-1 / 6)
    assert found.mean.no_interval is Undefined.ONE_CLUSTER


def test_equal_gaps_have_no_d_z() -> None:
    found = meeting_gap(gaps([("f", 1, P, 3), ("f", 1, S, 2), ("g", 1, P, 5), ("g", 1, S, 4)]))
    assert (found.mean.mean.value, found.sd, found.d_z) == (1, 0, None)


def test_roles_of_other_names() -> None:
    found = MeetingGaps.of([1, 1], [1, 1], ["kin", "staff"], [4, 2], first="kin", second="staff")
    assert found.differences == (2,)
    with pytest.raises(ValueError, match="each is 'parent' or 'professional'"):
        MeetingGaps.of([1, 1], [1, 1], ["kin", "parent"], [4, 2])


def test_labels_are_never_missing() -> None:
    with pytest.raises(ValueError, match="meetings"):
        MeetingGaps.of([1, 1], [1, nan], [P, S], [4, 2])
    with pytest.raises(ValueError, match="families: give one for each"):
        MeetingGaps.of([1], [1, 2], [P, S], [4, 2])


def test_equal_means_of_scores_in_thirds_are_not_lower() -> None:
    rows = [("f", 1, P, 4 / 3), ("f", 1, P, 8 / 3), ("f", 1, S, 2.0)]
    found = meeting_gap(gaps(rows))
    assert found.mean.mean.value == pytest.approx(0, abs=1e-12)
    assert found.share_lower == 0
