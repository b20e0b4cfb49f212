"""Tallies merge: the tally of two groups together is the sum of their tallies."""

from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from analysis import Condition, Form, Kind, Tally, conditions
from tests.unit.analysis.builders import PARENTS

FORMS = st.lists(
    st.builds(
        Form,
        st.dictionaries(st.sampled_from(PARENTS.items), st.integers(1, 5)),
        st.frozensets(st.sampled_from(PARENTS.help_codes)),
    ),
    max_size=25,
)


def tally(forms: list[Form]) -> Tally:
    return Tally.of(PARENTS, forms)


def meets(form: Form, condition: Condition) -> bool:
    """The definitions once more, in words, for one form."""
    if condition.kind is Kind.HELP:
        return condition.target in form.help
    if condition.kind in {Kind.FULLY, Kind.MOSTLY}:
        return form.ratings.get(condition.target, 0) >= (5 if condition.kind is Kind.FULLY else 4)
    keys = PARENTS.scales[condition.target]
    given = [form.ratings[key] for key in keys if key in form.ratings]
    if condition.kind is Kind.TOP:
        return given == [5] * len(keys)
    return len(given) * 2 >= len(keys) and sum(given) / len(given) >= 4


@given(FORMS, FORMS)
def test_the_tally_of_two_groups_is_the_sum_of_their_tallies(a: list[Form], b: list[Form]) -> None:
    assert tally(a + b) == tally(a) + tally(b)


@given(FORMS, st.randoms(use_true_random=False))
def test_the_order_of_forms_does_not_matter(forms: list[Form], random: object) -> None:
    shuffled = forms.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tally(shuffled) == tally(forms)


@given(st.lists(FORMS, min_size=1, max_size=5))
def test_tallies_add_in_any_grouping(groups: list[list[Form]]) -> None:
    tallies = [tally(group) for group in groups]
    backwards = reduce(lambda right, left: left + right, reversed(tallies))
    assert reduce(add, tallies) == backwards == reduce(add, reversed(tallies))


@given(FORMS)
def test_adding_nobody_changes_nothing(forms: list[Form]) -> None:
    assert tally(forms) + Tally.empty(PARENTS) == tally(forms)


@given(FORMS)
def test_every_count_is_that_of_the_forms(forms: list[Form]) -> None:
    found = {c: tally(forms).count(c) for c in conditions(PARENTS)}
    assert found == {c: sum(meets(form, c) for form in forms) for c in conditions(PARENTS)}


@given(FORMS, FORMS)
def test_every_histogram_counts_every_unit_once(a: list[Form], b: list[Form]) -> None:
    both = tally(a) + tally(b)
    histograms = [*both.item_hist.values(), *(h.values() for h in both.score_hist.values())]
    assert {sum(histogram) for histogram in histograms} == {both.units}
