"""Made-up states: batches of many scopes, the sums they give, and the reports made from them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Literal

from analysis import Release, Term
from analysis.measures import ACT as ACT_GROUP
from analysis.pool import PoolGap, PoolTally, state_statistics, to_plain
from analysis.reports.content import Report
from analysis.reports.inputs import Labels
from analysis.reports.pdf import pdf
from analysis.reports.state.inputs import PoolFigures, StateInputs, merged
from analysis.reports.state_report import state_report
from analysis.rollup import STATE, gathered
from tests.unit.analysis.pool.people import ASKED, LANGUAGES, invented, of_role
from tests.unit.analysis.reports.made import APART, Batch, batch, html, labels, quarters
from tests.unit.analysis.reports.teams import ACT, a_register, wave

Kind = Literal["many", "least", "guarded", "long", "none"]
KINDS: tuple[Kind, ...] = ("many", "least", "guarded", "long", "none")

Batches = dict[str, list[Batch]]
"""Scope -> its batches."""


@dataclass(frozen=True)
class State:
    """What each scope released in the newest quarter, and the inputs of the report."""

    batches: Batches
    inputs: StateInputs = field(repr=False)


@dataclass(frozen=True)
class StateDocuments:
    """One report in all its forms."""

    state: State
    report: Report  # as stored and read back

    @cached_property
    def html(self) -> str:
        return html(self.report)

    @cached_property
    def pdf(self) -> bytes:
        return pdf(self.report)


def released(batches: Batches) -> list[Release]:
    return [each.release(scope) for scope, those in batches.items() for each in those]


def a_quarter(chance: random.Random, term: Term, scopes: int, lift: float = 0.0) -> Batches:
    """Parents and professionals everywhere, caregivers at two, teams at three scopes."""
    found: Batches = {}
    for place in range(scopes):
        answered = 11 + chance.randrange(25)
        others = answered + 3
        found[f"s{place}"] = [
            batch(chance, "parents", [term], answered, answered + 2 + place % 7, lift),
            batch(chance, "professionals", [term], others, others + 9, 0.2),
        ]
        if place < 2:
            found[f"s{place}"].append(batch(chance, "caregivers", [term], 14, 20))
    for place in range(3 if scopes > 3 else 2):
        found[f"t{place}"] = [wave(chance, term, 12 + 3 * place, 18 + 4 * place, 0.2)]
    return found


def many(seed: int) -> State:
    """Seven scopes over four quarters, three teams, statistics of a pool."""
    chance = random.Random(seed)
    return _state([a_quarter(chance, term, 7, place / 30) for place, term in _terms(4)], teams=3)


def least(seed: int) -> State:
    """Three scopes, one quarter: just enough for sums, too few for points."""
    chance = random.Random(seed)
    return _state([a_quarter(chance, term, 3) for _, term in _terms(1)], teams=2)


def guarded(seed: int) -> State:
    """Six small and happy scopes, where nearly every count is kept open."""
    chance = random.Random(seed)
    (term,) = quarters(1)
    batches = {
        f"s{place}": [
            batch(chance, "parents", [term], 11 + place % 2, 14, 0.5),
            batch(chance, "professionals", [term], 12, 16, 0.6),
        ]
        for place in range(6)
    }
    return _state([batches], teams=0)


def long(seed: int) -> State:
    """Thirteen quarters: enough for a usual range."""
    chance = random.Random(seed)
    return _state([a_quarter(chance, term, 5, place / 40) for place, term in _terms(13)], teams=3)


def none(seed: int) -> State:
    """An edition in which caregivers are missing that an earlier one had."""
    chance = random.Random(seed)
    first, second = (term for _, term in _terms(2))
    earlier = a_quarter(chance, first, 4)
    earlier["s2"].append(batch(chance, "caregivers", [first], 15, 22))
    return _state([earlier, a_quarter(chance, second, 4)], teams=3)


STATES = {"many": many, "least": least, "guarded": guarded, "long": long, "none": none}


def _terms(number: int) -> list[tuple[int, Term]]:
    return list(enumerate(quarters(number)))


def _state(editions: Sequence[Batches], *, teams: int) -> State:
    term = quarters(1)[-1]
    first = quarters(len(editions))
    sums = [
        rollup
        for quarter, batches in zip(first, editions, strict=True)
        for rollup in gathered(quarter, released(batches)).rollups
    ]
    asked = {**APART, ACT_GROUP: ACT}
    day = term.last_day
    inputs = StateInputs(
        scope=STATE,
        scope_name="Sample State",
        term=term,
        language="en",
        releases=tuple(sums),
        instruments={group: asked[group] for group in {one.group for one in sums}},
        labels=_labels(),
        edition="state",
        sample=True,
        register=merged([a_register(day, 5 + place, 4) for place in range(max(teams, 1))]),
        teams=teams,
        figures=_figures(term),
    )
    return State(editions[-1], inputs)


def _labels() -> Labels:
    of_meetings = labels()
    items = {item: f"the group is good at {item}" for item in ACT.items}
    questions = {key: f"Is it true that {text}?" for key, text in items.items()}
    return replace(
        of_meetings,
        items={**of_meetings.items, **items},
        questions={**of_meetings.questions, ACT_GROUP: questions},
    )


@cache
def _figures(term: Term) -> tuple[PoolFigures, ...]:
    forms = invented(60)
    tally = PoolTally.of(ASKED, of_role(forms, "parent"), languages=LANGUAGES)
    found = to_plain(state_statistics(tally, PoolGap.of(ASKED, forms)))
    return (
        PoolFigures("parents", term, found),
        PoolFigures("caregivers", term, {"withheld": "FEW_UNITS"}),
    )


@cache
def state_documents(kind: Kind, seed: int = 1, language: str = "en") -> StateDocuments:
    """The documents of a made-up state; made once for all tests."""
    state = STATES[kind](seed)
    state = replace(state, inputs=replace(state.inputs, language=language))
    return StateDocuments(state, Report.from_json(state_report(state.inputs).to_json()))
