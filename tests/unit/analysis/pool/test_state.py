"""The statistics of a state: what is given, what is withheld, and that it is what the rows give."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from math import isclose
from typing import Any

import numpy as np
import pytest

from analysis import Form, statistics
from analysis.pool import PoolForm, PoolGap, PoolTally, StateStatistics, Withheld, state_statistics
from tests.unit.analysis.pool.people import ASKED, LANGUAGES, invented, of_role, table


@cache
def large() -> tuple[list[PoolForm], StateStatistics]:
    """Complete answers, enough of them for every figure."""
    forms = invented(900, each=5, blank=0.0, noise=1.4)
    return forms, given(of_role(forms, "professional"), forms, yearly=True)


def given(
    forms: list[PoolForm], both: list[PoolForm] | None = None, *, yearly: bool = False
) -> StateStatistics:
    gap = None if both is None else PoolGap.of(ASKED, both)
    found = state_statistics(PoolTally.of(ASKED, forms, languages=LANGUAGES), gap, yearly=yearly)
    assert isinstance(found, StateStatistics)
    return found


def parents(families: int, *, sites: int = 4, blank: float = 0.1) -> list[PoolForm]:
    """One form of each family."""
    return of_role(invented(families, sites=sites, meetings=1, each=1, blank=blank), "parent")


def test_nothing_is_given_below_thirty_units_or_three_sites() -> None:
    for families, sites, why in (
        (29, 4, Withheld.FEW_UNITS),
        (200, 2, Withheld.FEW_SITES),
    ):
        assert state_statistics(PoolTally.of(ASKED, parents(families, sites=sites))) is why
    assert isinstance(given(parents(30, sites=3)), StateStatistics)


def test_units_count_and_not_forms() -> None:
    forms = invented(29, each=3)
    assert state_statistics(PoolTally.of(ASKED, forms)) is Withheld.FEW_UNITS


def test_each_figure_is_withheld_until_it_rests_on_enough() -> None:
    few = given(parents(35, blank=0.12))
    voice = few.scales["voice"]
    assert voice.reliability.alpha is Withheld.FEW_ANSWERS
    assert voice.languages["en", "es"] is Withheld.FEW_IN_LANGUAGE
    assert voice.agreement is Withheld.FEW_GROUPS
    assert few.items["V1"].analysis is Withheld.FEW_ANSWERS  # type: ignore[union-attr]
    more = given(parents(60, blank=0.0)).scales["voice"].reliability
    assert isinstance(more.alpha, statistics.Reliability)
    assert isinstance(more.omega, statistics.Omega)
    between = given(parents(49, blank=0.0)).scales["voice"].reliability
    assert isinstance(between.alpha, statistics.Reliability)
    assert between.omega is between.error is Withheld.FEW_ANSWERS


def test_a_scale_that_few_answered_has_no_figures() -> None:
    forms = invented(35, meetings=1, each=1, blank=0.0, noise=2.0)
    top = Form(dict.fromkeys(ASKED.items, 5))
    some = of_role(forms, "parent")[:29]
    some[:9] = [replace(form, answers=top) for form in some[:9]]
    others = [
        replace(form, answers=Form({"D1": 1}), family=f"{form.family} again") for form in some
    ]
    found = given([*some, *others])
    voice = found.scales["voice"]
    figures = [voice.mean, voice.icc1, voice.icc2, voice.agreement, voice.reliability.alpha]
    assert all(isinstance(figure, Withheld) for figure in figures)
    assert voice.sd is voice.design_effect is None
    assert found.items["V1"] is Withheld.FEW_ANSWERS


def test_few_families_of_many_persons_have_no_mean() -> None:
    forms = [replace(form, family=form.site) for form in parents(60)]
    pool = PoolTally.of(ASKED, forms, units=60)
    found = state_statistics(pool)
    assert isinstance(found, StateStatistics)
    assert found.scales["voice"].mean is Withheld.FEW_FAMILIES
    assert found.scales["voice"].sd is None


def test_a_gap_needs_its_own_families_and_sites() -> None:
    forms = invented(200)
    pool = PoolTally.of(ASKED, of_role(forms, "parent"))
    one_site = [form for form in forms if form.site == "s1"]
    some = [form for form in forms if int(form.family[1:]) < 29]
    for gap, why in ((one_site, Withheld.FEW_SITES), (some, Withheld.FEW_UNITS)):
        found = state_statistics(pool, PoolGap.of(ASKED, gap))
        assert isinstance(found, StateStatistics)
        assert found.gap is not None
        assert set(found.gap.values()) == {why}


def test_models_come_from_a_year_and_from_enough_answers() -> None:
    forms = parents(250, blank=0.0)
    assert given(forms).structure is Withheld.NOT_YEARLY
    year = given(forms, yearly=True).structure
    assert not isinstance(year, Withheld)
    assert isinstance(year.scales, statistics.FactorModel)
    assert year.polychoric is Withheld.FEW_ANSWERS
    fewer = given(forms[:199], yearly=True).structure
    assert not isinstance(fewer, Withheld)
    assert fewer.one_factor is fewer.scales is Withheld.FEW_ANSWERS


def test_pairs_of_answers_that_few_gave_withhold_polychoric_correlations() -> None:
    structure = given(parents(400, blank=0.0), yearly=True).structure
    assert not isinstance(structure, Withheld)
    assert structure.polychoric is Withheld.SMALL_CELLS


def test_no_share_of_an_answer_is_given() -> None:
    """Each exists as a guarded count; near its ends not even the design effect is given."""
    names = {name for name, _ in walk(large()[1])}
    assert not names & {"top_box", "bottom_box", "share", "counts", "top", "affirmed", "help"}
    forms = [
        replace(form, answers=replace(form.answers, ratings=dict.fromkeys(ASKED.items, 5)))
        for form in parents(40, blank=0.0)
    ]
    for lower in range(5):
        changed = [
            replace(form, answers=replace(form.answers, ratings=dict.fromkeys(ASKED.items, 4)))
            for form in forms[:lower]
        ]
        found = given([*changed, *forms[lower:]])
        effects = {item.design_effect for item in found.items.values()}  # type: ignore[union-attr]
        effects |= {scale.design_effect for scale in found.scales.values()}
        assert (effects == {None}) == (lower < 4)


def walk(found: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Names and values of all fields below this."""
    if is_dataclass(found):
        for field in fields(found):
            yield field.name, getattr(found, field.name)
            yield from walk(getattr(found, field.name))
    elif isinstance(found, dict):
        for value in found.values():
            yield from walk(value)


def test_all_figures_of_a_large_pool_are_given() -> None:
    assert not [name for name, value in walk(large()[1]) if isinstance(value, Withheld)]


@pytest.mark.parametrize("scale", ASKED.scales)
def test_the_figures_of_a_scale_are_those_of_the_rows(scale: str) -> None:
    everybody, state = large()
    forms, keys = of_role(everybody, "professional"), ASKED.scales[scale]
    answers = table(forms, keys)
    families, meetings = ([getattr(f, name) for f in forms] for name in ("family", "meeting"))
    scores, found = answers.mean(axis=1), state.scales[scale]
    pairs = [
        (found.mean, statistics.clustered_mean(scores, families)),
        (found.sd, float(scores.std(ddof=1))),
        (found.reliability.alpha, statistics.cronbach_alpha(answers, items=keys)),
        (found.reliability.omega, statistics.omega(answers, items=keys)),
        (found.reliability.error, statistics.measurement_error(answers, items=keys)),
        (found.icc1, statistics.icc1(scores, meetings)),
        (found.icc2, statistics.icc2(scores, meetings)),
        (found.languages["en", "es"], difference(forms, scores)),
        (found.design_effect, statistics.clustered_share((answers == 5).all(1), families).deff),
        (found.agreement, None),
    ]
    for merged, rows in pairs[:-1]:
        assert alike(merged, rows), (merged, rows)
    agreement(found.agreement, answers, meetings)
    for one in statistics.item_analysis(answers, items=keys):
        item = state.items[one.item]
        assert not isinstance(item, Withheld)
        assert alike(item.analysis, one)


def difference(forms: list[PoolForm], scores: Any) -> statistics.ClusteredDifference:  # noqa: ANN401
    english = np.array([form.language == "en" for form in forms])
    families = np.array([form.family for form in forms])
    return statistics.clustered_difference(
        statistics.PairClusterSums.of(
            scores[english], families[english], scores[~english], families[~english]
        )
    )


def agreement(found: Any, answers: Any, meetings: list[str]) -> None:  # noqa: ANN401
    """Of the meetings with five answers."""
    size = {meeting: meetings.count(meeting) for meeting in set(meetings)}
    many = np.array([size[meeting] >= 5 for meeting in meetings])
    rows = answers[many], np.array(meetings)[many]
    summary = statistics.group_summary
    assert alike(found.uniform, summary(statistics.rwg_j(*rows, points=5)))
    skewed = statistics.rwg_j(*rows, points=5, null="slight_skew")
    assert alike(found.skewed, summary(skewed))
    assert alike(found.r_star, summary(statistics.r_star_wg(*rows, points=5)))
    assert alike(found.deviation, summary(statistics.average_deviation(*rows), 5 / 6))


def test_gaps_and_models_are_those_of_the_rows() -> None:
    everybody, state = large()
    assert state.gap is not None
    both = [form for form in everybody if form.role != "caregiver"]
    gaps = statistics.MeetingGaps.of(
        [form.family for form in both],
        [form.meeting for form in both],
        [form.role for form in both],
        table(both, ASKED.scales["voice"]).mean(axis=1),
    )
    assert alike(state.gap["voice"], replace(statistics.meeting_gap(gaps), median=None))
    answers = table(of_role(everybody, "professional"))
    structure = state.structure
    assert not isinstance(structure, Withheld)
    model = statistics.factor_model(answers, ASKED.scales, items=ASKED.items)
    assert alike(structure.scales, model)
    tables = statistics.PairTables.of(answers, 5, ASKED.items)
    assert alike(structure.polychoric, statistics.polychoric_correlations(tables))
    alpha = statistics.ordinal_alpha(answers[:, 3:6], points=5, items=ASKED.scales["respect"])
    assert alike(structure.ordinal_alpha["respect"], alpha)


def alike(found: Any, wanted: Any) -> bool:  # noqa: ANN401
    """Whether all numbers below two results are equal to 1e-12."""
    if is_dataclass(found):
        return type(found) is type(wanted) and all(
            alike(getattr(found, f.name), getattr(wanted, f.name)) for f in fields(found)
        )
    if isinstance(found, float):
        return isclose(found, wanted, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(found, tuple):
        return len(found) == len(wanted) and all(map(alike, found, wanted))
    return bool(found == wanted)
