"""Sites by their number of answers: at their places, unnamed unless given a name."""

import pytest

from analysis.figures.funnel import FunnelPoint, Limits, funnel, round_steps
from analysis.figures.wording.funnel import funnel_alt, funnel_title, funnel_words
from analysis.guard import guarded
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import PREFIX, Box, marks, watched_text


def near(value: float) -> object:
    return pytest.approx(value, abs=0.02)


def place(found: dict[str, Box], x: float, y: float) -> tuple[float, float]:
    """Answers and share of a spot; the axis of the sample ends at 120 answers."""
    axis = found["axis-0"]
    share = (axis.top - y) / (axis.top - found["axis-100"].top)
    return (x - axis.left) / axis.width * 120, share


def test_sites_stand_at_their_answers_and_shares() -> None:
    found = marks(samples.funnel_plot())
    for point in samples.SITES:
        box = found[f"site-{point.key}"]
        assert place(found, box.left, box.bottom) == (
            near(point.count.base),
            near(point.count.low_share),
        )
        assert place(found, box.left, box.top)[1] == near(point.count.high_share)


def test_limits_and_target_stand_at_their_values_and_end_with_the_sheet() -> None:
    found = marks(samples.funnel_plot())
    assert place(found, 0, found["target"].top)[1] == near(0.6)
    low = found["inner-low"]
    first, last = samples.FUNNEL_LIMITS[0], samples.FUNNEL_LIMITS[-1]
    assert place(found, low.left, low.bottom) == (near(first.base), near(first.inner[0]))
    assert place(found, low.right, low.top) == (near(last.base), near(last.inner[0]))
    assert "outer-high" not in found  # it lies beyond 100 % for every number of answers


def test_a_site_is_unnamed_unless_it_has_a_name() -> None:
    words = funnel_words(0.6, "en")

    def drawn(name: str) -> list[str]:
        points = (FunnelPoint("s1", guarded(14, 20), name), *samples.SITES[1:])
        with watched_text() as written:
            funnel(
                points,
                samples.FUNNEL_LIMITS,
                words,
                target=0.6,
                prefix=PREFIX,
                alt="",
                sample=False,
            )
        return [text.text for text in written]

    named, unnamed = drawn("Maple"), drawn("")
    assert set(named) - set(unnamed) == {"Maple", words.named}
    assert unnamed


def test_names_never_overlap_even_for_equal_points() -> None:
    points = tuple(FunnelPoint(f"p{place}", guarded(20, 30), f"Site {place}") for place in range(9))
    with watched_text() as written:
        funnel(
            points,
            samples.FUNNEL_LIMITS,
            funnel_words(0.6, "en"),
            target=0.6,
            prefix=PREFIX,
            alt="",
            sample=False,
        )
    names = [text.box for text in written if text.text.startswith("Site")]
    assert len(names) == 9
    assert not any(a.overlaps(b) for a in names for b in names if a is not b)


def test_the_words_hold_every_site_and_the_ranges() -> None:
    points = (*samples.SITES, FunnelPoint("own", guarded(40, 60), "Maple"))
    text = funnel_alt("A finding", points, samples.FUNNEL_LIMITS[:1], 0.6, "en")
    assert text == (
        "A finding. All sites together: 60%. Maple: 40 of 60. "
        "Sites that are not named: 14 of 20; at least 37 of 40; 50 of 118. "
        "With 10 answers: usual range (95 of 100 sites) 28% to 92%, "
        "wide range (998 of 1,000 sites) 13% to 100%."
    )


@pytest.mark.parametrize("most", [1, 9, 10, 37, 120, 999, 12_345])
def test_numbers_of_answers_are_round_and_hold_the_largest(most: int) -> None:
    ticks = round_steps(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most > ticks[-2]
    assert 2 <= len(ticks) <= 7


@pytest.mark.parametrize(
    ("count", "word"), [(4, "below"), (8, "not outside"), (16, "above"), (20, "not outside")]
)
def test_a_site_is_outside_only_when_no_end_of_its_count_is_inside(count: int, word: str) -> None:
    point = FunnelPoint("own", guarded(count, 20), "Maple")
    high = 0.9 if count == 20 else 0.7
    title = funnel_title(point, Limits(20, (0.3, high), (0.2, 0.95)), "en")
    assert title.startswith(f"Maple: {word} the usual range for so many answers (")
