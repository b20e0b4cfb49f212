"""Reach: whatever those who did not answer would have said, the truth lies inside the bounds."""

from hypothesis import given
from hypothesis import strategies as st

from analysis import Condition, Form, Release, Tally, make_release
from analysis.measures import SENSE_OF_TRUST, reach_condition
from analysis.reports.team.inputs import Delivery
from analysis.team_reach import reach, reach_change
from analysis.term import Term
from tests.unit.analysis.reports.teams import ACT

RATINGS = st.one_of(st.none(), st.integers(1, 5))
TERMS = (Term.parse("2026-Q2"), Term.parse("2026-Q3"))
TARGETS = st.sampled_from([SENSE_OF_TRUST, *ACT.scales, *ACT.items])


@st.composite
def an_attitude(draw: st.DrawFn) -> list[Form]:
    """What all members of a team think: a few kinds of forms, many times over."""
    kinds = [draw(st.lists(RATINGS, min_size=20, max_size=20)) for _ in range(3)]
    forms = [
        Form({item: r for item, r in zip(ACT.items, kind, strict=True) if r is not None})
        for kind in kinds
    ]
    return [draw(st.sampled_from(forms)) for _ in range(draw(st.integers(13, 30)))]


@st.composite
def a_wave(draw: st.DrawFn, term: Term = TERMS[0]) -> tuple[list[Form], Release]:
    """What all members think, and the release of those who answered."""
    members = draw(an_attitude())
    answered = draw(st.integers(10, len(members)))
    made = make_release(
        Tally.of(ACT, members[:answered]),
        asked=len(members),
        scope="maple-act",
        group="act",
        terms=(term,),
    )
    assert made is not None
    return members, made


def truth(members: list[Form], condition: Condition) -> int:
    """How many would have been counted, had all answered what they think."""
    return Tally.of(ACT, members).count(condition)


@given(a_wave(), TARGETS)
def test_the_truth_lies_inside_the_bounds(wave: tuple[list[Form], Release], target: str) -> None:
    members, release = wave
    condition = reach_condition(target)
    found = reach(release, condition)
    assert found.base == len(members)
    assert found.low <= truth(members, condition) <= found.high


@given(a_wave(), a_wave(TERMS[1]), TARGETS)
def test_more_is_said_only_when_it_is_true_of_all_members(
    first: tuple[list[Form], Release], second: tuple[list[Form], Release], target: str
) -> None:
    condition = reach_condition(target)
    change = reach_change(first[1], second[1], condition)
    before, since = truth(first[0], condition), truth(second[0], condition)
    sides = since * len(first[0]) - before * len(second[0])
    if change.direction == "more":
        assert sides > 0
    if change.direction == "fewer":
        assert sides < 0
    overlap = (
        change.before.low * change.since.base <= change.since.high * change.before.base
        and change.since.low * change.before.base <= change.before.high * change.since.base
    )
    assert (change.direction is None) == overlap


@given(a_wave(), st.data())
def test_invitations_leave_it_open_who_of_those_written_to_answered(
    wave: tuple[list[Form], Release], data: st.DataObject
) -> None:
    members, release = wave
    mailed = data.draw(st.integers(release.participation.low, len(members)))
    refused = data.draw(st.integers(0, len(members) - mailed))
    shown = Delivery(len(members), mailed, refused).shown_beside(release)
    if shown is None or mailed == len(members):
        return
    assert shown[0].high - release.participation.high >= 4
