"""A number over time: points, middle and limits at their values; what is special in words too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures.control_chart import Chart, ChartPoint
from analysis.figures.panels import Scale
from analysis.figures.stacked import stack
from analysis.figures.wording.control_chart import chart_alt, chart_title, chart_words, special
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import PREFIX, Box, marks, watched_text


def near(value: float) -> object:
    return pytest.approx(value, abs=0.02)


def value(found: dict[str, Box], y: float) -> float:
    zero, whole = found["axis-0"].top, found["axis-100"].top
    return (zero - y) / (zero - whole)


def test_points_middle_and_limits_stand_at_their_values() -> None:
    found = marks(samples.chart())
    made = samples.a_chart()
    assert value(found, found["centre"].top) == near(made.centre)
    for point in made.points:
        assert point.limits is not None
        for name, limit in zip(("low", "high"), point.limits, strict=True):
            assert value(found, found[f"limit-{name}-{point.place}"].top) == near(limit)
        if point.special is None or point.low < point.high:
            box = found[f"point-{point.place}"]
            assert value(found, box.bottom) == near(point.low)
            assert value(found, box.top) == near(point.high)


def test_a_special_point_has_a_shape_and_a_word() -> None:
    with watched_text() as written:
        found = marks(samples.chart(language="en"))
    shapes = {name for name in found if name.split("-")[0] in ("up", "down", "run")}
    assert shapes == {"up-3", "down-4", "run-8", "run-9", "run-10"}
    words = [text.text for text in written]
    for shape in ("up", "down", "run"):
        assert words.count(special(shape, "en").word) == 1
    bracket = found["bracket-8"]
    assert bracket.left == near(found["run-8"].middle[0])
    assert bracket.right == near(found["run-10"].middle[0])


def test_a_run_chart_has_no_range_and_limits_need_twelve_points() -> None:
    found = marks(samples.chart(number=11))
    assert not [name for name in found if name.startswith("limit")]
    points = tuple(ChartPoint(place, 0.5, 0.5, (0.4, 0.6)) for place in range(11))
    with pytest.raises(ValueError, match="limits need 12 points, not 11"):
        Chart(points, 0.5)


def test_nothing_joins_points_across_a_new_wording() -> None:
    found = marks(samples.chart())
    joins = {name for name in found if name.startswith("joins")}
    assert joins == {f"joins-{place}" for place in range(1, 14) if place != 6}
    wording = found["wording-6"].middle[0]
    assert found["point-5"].middle[0] < wording < found["point-6"].middle[0]


def test_limits_on_trial_are_dashed_and_called_so() -> None:
    svg, on_trial = samples.chart(), samples.chart(trial=True)

    def limit(svg: str) -> str:
        return svg.split(f'id="{PREFIX}-limit-low-0"')[1].split("</g>", maxsplit=1)[0]

    assert "stroke-dasharray" in limit(on_trial)
    assert "stroke-dasharray" not in limit(svg)
    assert chart_words(samples.a_chart(trial=True), "en").usual == "usual range, still on trial"


def test_another_scale_has_its_own_lines() -> None:
    scale = Scale(1.0, 5.0, ((1.0, "1"), (5.0, "5")))
    assert (scale.part(1), scale.part(4), scale.part(9)) == (0, 0.75, 1)


def test_the_words_hold_every_number() -> None:
    points = (
        ChartPoint(0, 0.5, 0.5),
        ChartPoint(1, 0.6, 0.65, special=special("up", "en"), new_wording=True),
    )
    text = chart_alt("A finding", Chart(points, 0.55), samples.ticks(2), "en")
    assert text == (
        "A finding. Middle: 55%. Q1 2019: 50%. Q2 2019: 60% to 65%, higher than usual, new wording."
    )
    long = chart_alt("T", samples.a_chart(language="en"), samples.ticks(14), "en")
    assert long.count("usual range 45% to ") == 14


@given(st.lists(st.tuples(st.floats(0, 468), st.floats(20, 140)), max_size=12))
def test_words_above_a_chart_never_overlap(places: list[tuple[float, float]]) -> None:
    found = stack(sorted(places), 0.0, 468.0)
    for one, other in ((a, b) for a in found for b in found if a is not b and a.line == b.line):
        assert one.end <= other.start or other.end <= one.start
    assert all(word.start >= 0 and word.end <= 468 + 1e-9 for word in found)


def test_the_title_names_what_is_special_with_its_periods() -> None:
    chart = samples.a_chart(language="en")
    assert chart_title(chart, samples.ticks(14), "en") == (
        "Q4 2019: higher than usual; Q1 2020: lower than usual; "
        "Q1 2021 – Q3 2021: many in a row on one side"
    )
    plain = Chart((ChartPoint(0, 0.5, 0.5),), 0.5)
    assert chart_title(plain, samples.ticks(1), "es") == "Nada es inusual"
