"""A release is a function of the base and the guarded counts alone."""

import json
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from analysis import Form, Instrument, Release, Tally, Term, conditions, make_release
from tests.properties.attacker import THE_RULE, asked_and_base
from tests.properties.test_tally import meets
from tests.unit.analysis.builders import PARENTS

ALL_FULLY = Form(dict.fromkeys(PARENTS.items, 5))
ANY_FORM = st.builds(
    Form,
    st.dictionaries(st.sampled_from(PARENTS.items), st.integers(1, 5)),
    st.frozensets(st.sampled_from(PARENTS.help_codes)),
)


def text(forms: Sequence[Form], asked: int, instrument: Instrument = PARENTS) -> str:
    release = make_release(
        Tally.of(instrument, forms),
        asked=asked,
        scope="maple",
        group="parents",
        terms=(Term.parse("2026-Q3"),),
    )
    assert release is not None
    return release.to_json()


@st.composite
def nearly_unanimous(draw: st.DrawFn, asked: int) -> list[Form]:
    """All say yes to everything, but for up to three in all who say otherwise or do not answer."""
    missing = draw(st.integers(0, 3))
    dissenters = draw(st.lists(ANY_FORM, max_size=3 - missing))
    return dissenters + [ALL_FULLY] * (asked - missing - len(dissenters))


@given(st.integers(13, 60), st.data())
def test_three_who_differ_cannot_be_seen_at_all(asked: int, data: st.DataObject) -> None:
    first, second = (data.draw(nearly_unanimous(asked)) for _ in range(2))
    assert text(first, asked) == text(second, asked)


@given(st.lists(ANY_FORM, min_size=10, max_size=24), st.integers(0, 6), st.data())
def test_equal_guarded_counts_and_only_they_give_equal_bytes(
    forms: list[Form], silent: int, data: st.DataObject
) -> None:
    asked = max(13, len(forms) + silent)
    _, base = asked_and_base(len(forms), asked)
    index = data.draw(st.integers(0, len(forms) - 1))
    lower = {key: min(rating, 3) for key, rating in forms[index].ratings.items()}
    other = data.draw(ANY_FORM | st.just(Form(lower, forms[index].help)))
    changed = [*forms[:index], other, *forms[index + 1 :]]

    def shown(sheets: list[Form]) -> list[object]:
        return [THE_RULE(sum(meets(f, c) for f in sheets), base) for c in conditions(PARENTS)]

    same = shown(forms) == shown(changed)
    assert (text(forms, asked) == text(changed, asked)) is same


@given(st.lists(ANY_FORM, min_size=10, max_size=30), st.integers(0, 10))
def test_a_release_holds_the_guarded_counts_and_nothing_else(
    forms: list[Form], silent: int
) -> None:
    asked = max(13, len(forms) + silent)
    participation, base = asked_and_base(len(forms), asked)
    assert json.loads(text(forms, asked)) == {
        "format": 1,
        "scope": "maple",
        "group": "parents",
        "terms": ["2026-Q3"],
        "version": "ftm-parent-1",
        "participation": list(participation),
        "base": base,
        "counts": {
            str(c): list(THE_RULE(sum(meets(form, c) for form in forms), base)[:2])
            for c in conditions(PARENTS)
        },
    }


@given(st.lists(ANY_FORM, min_size=10, max_size=30), st.integers(0, 10))
def test_a_release_is_read_back_as_written(forms: list[Form], silent: int) -> None:
    written = text(forms, max(13, len(forms) + silent))
    again = Release.from_json(written)
    assert again.to_json() == written
    assert again.digest == Release.from_json(again.to_json()).digest


@given(st.lists(ANY_FORM, min_size=13, max_size=20), st.data())
def test_one_changed_digit_is_noticed(forms: list[Form], data: st.DataObject) -> None:
    written = text(forms, len(forms))
    places = [index for index, letter in enumerate(written) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = str((int(written[place]) + data.draw(st.integers(1, 9))) % 10)
    changed = f"{written[:place]}{other}{written[place + 1 :]}"
    try:
        digest = Release.from_json(changed).digest
    except ValueError:
        return
    assert digest != Release.from_json(written).digest
