"""Made-up sites: batches of forms, the releases they give, and the reports made from them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis import Form, Instrument, Release, Tally, Term, joined, make_release
from analysis.reports.content import Edition, Report
from analysis.reports.excel import excel
from analysis.reports.inputs import (
    Improvement,
    Labels,
    NotReleased,
    Reason,
    ReportInputs,
    Waiting,
)
from analysis.reports.pdf import pdf
from analysis.reports.site_report import site_report

SCALES = {
    "voice": ("V1", "V2", "V3"),
    "respect": ("R1", "R2", "R3"),
    "shared_decisions": ("D1", "D2", "D3"),
}
HELP = tuple(f"B{number:02}" for number in range(1, 15))
PARENTS = Instrument("ftm-parent-1", SCALES, HELP)
CAREGIVERS = Instrument("ftm-caregiver-1", SCALES, HELP)
PROFESSIONALS = Instrument("ftm-professional-1", SCALES, HELP)
APART = {"parents": PARENTS, "caregivers": CAREGIVERS, "professionals": PROFESSIONALS}
TOGETHER = {"families": joined(PARENTS, CAREGIVERS), "professionals": PROFESSIONALS}

ITEMS = {
    "V1": "saying what they wanted",
    "V2": "being listened to",
    "V3": "being OK to disagree",
    "R1": "being treated with respect",
    "R2": "hearing what they do well",
    "R3": "words they know",
    "D1": "helping make the plan",
    "D2": "choosing how or when",
    "D3": "steps that work",
}
LEANING = dict(zip(ITEMS, (0.7, 0.75, 0.45, 0.85, 0.35, 0.7, 0.5, 0.3, 0.6), strict=True))
TEMPLATES = Path(__file__).parents[4] / "templates"

Kind = Literal["many", "together", "guarded", "empty", "waits", "new wording"]


@dataclass(frozen=True)
class Batch:
    """The forms of one group in some terms, one for each unit that answered."""

    group: str
    terms: tuple[Term, ...]
    forms: tuple[Form, ...]
    asked: int
    instrument: Instrument

    def release(self, scope: str) -> Release:
        tally = Tally.of(self.instrument, self.forms)
        made = make_release(
            tally, asked=self.asked, scope=scope, group=self.group, terms=self.terms
        )
        assert made is not None
        return made


@dataclass(frozen=True)
class Site:
    """Batches, and the inputs of a report on them."""

    batches: tuple[Batch, ...]
    inputs: ReportInputs = field(repr=False)


@dataclass(frozen=True)
class Documents:
    """One report in all its forms."""

    inputs: ReportInputs
    batches: tuple[Batch, ...]
    drawn: Report
    report: Report  # as stored and read back
    html: str
    pdf: bytes
    excel: bytes


def labels() -> Labels:
    questions = {key: f"Did you feel this: {text}?" for key, text in ITEMS.items()}
    groups = ("parents", "caregivers", "families", "professionals")
    return Labels(
        ITEMS,
        dict.fromkeys(groups, questions),
        {code: f"Help of kind {number}" for number, code in enumerate(HELP, start=1)},
    )


def some_forms(
    chance: random.Random, number: int, instrument: Instrument, lift: float = 0.0
) -> tuple[Form, ...]:
    """Forms that lean as parents might; `lift` makes them happier."""
    return tuple(_form(chance, instrument, lift) for _ in range(number))


def _form(chance: random.Random, instrument: Instrument, lift: float) -> Form:
    ratings = {}
    for item in instrument.items:
        top = min(0.97, max(0.03, LEANING[item] + lift))
        draw = chance.random()
        if chance.random() < 0.03:
            continue
        ratings[item] = 5 if draw < top else 4 if draw < top + (1 - top) * 0.5 else 2
    named = frozenset(
        code for place, code in enumerate(HELP[:13]) if chance.random() < 0.4 / (1 + place / 3)
    )
    return Form(ratings, named or frozenset({"B14"}))


def quarters(number: int, last: str = "2026-Q3") -> list[Term]:
    terms = [Term.parse(last)]
    while len(terms) < number:
        terms.insert(0, terms[0].previous())
    return terms


def batch(
    chance: random.Random,
    group: str,
    terms: Sequence[Term],
    answered: int,
    asked: int,
    lift: float = 0.0,
    instrument: Instrument | None = None,
) -> Batch:
    asked_of = instrument or {**APART, **TOGETHER}[group]
    forms = some_forms(chance, answered, asked_of, lift)
    return Batch(group, tuple(terms), forms, asked, asked_of)


def many_terms(seed: int) -> Site:
    """Three groups over eight quarters: one without a release, caregivers by the half-year."""
    chance = random.Random(seed)
    terms = quarters(8)
    batches = []
    for place, term in enumerate(terms):
        if place == 2:
            continue
        batches.append(batch(chance, "parents", [term], 20 + place, 40, place / 40))
        batches.append(batch(chance, "professionals", [term], 30 + place, 60, 0.3))
    batches += [
        batch(chance, "caregivers", terms[place : place + 2], 17, 18, 0.1)
        for place in range(0, 8, 2)
    ]
    improvement = Improvement(
        item="D2",
        group="parents",
        practice="offer two real choices",
        tried="Open every plan with two choices",
        who="Facilitator of the meeting",
        started_on=date(2025, 10, 1),
    )
    return _site(batches, terms[-1], APART, improvement=improvement)


def together(seed: int) -> Site:
    """Families counted together, two quarters."""
    chance = random.Random(seed)
    terms = quarters(2)
    batches = [batch(chance, "families", [term], 25, 40) for term in terms]
    batches += [batch(chance, "professionals", [terms[-1]], 13, 15, 0.2)]
    return _site(batches, terms[-1], TOGETHER)


def nearly_all_guarded(seed: int) -> Site:
    """Eleven happy families, where nearly every count is guarded."""
    chance = random.Random(seed)
    terms = quarters(1)
    batches = [
        batch(chance, "parents", terms, 11, 14, 0.4),
        batch(chance, "professionals", terms, 12, 16, 0.6),
    ]
    waiting = (Waiting("caregivers", terms[-1]),)
    return _site(batches, terms[-1], APART, waiting=waiting)


def nothing(seed: int) -> Site:
    """A site where everything waits or was not released."""
    term = quarters(1)[-1]
    waiting = (Waiting("parents", Term.parse("2026-Q1")), Waiting("caregivers", term, floor=15))
    not_released = (NotReleased("professionals", Reason.NOT_STATED),)
    assert seed is not None
    return _site([], term, APART, waiting=waiting, not_released=not_released)


def older_results(seed: int) -> Site:
    """Results of an earlier quarter; the newest waits, and too few professionals answered."""
    chance = random.Random(seed)
    terms = quarters(2)
    batches = [batch(chance, "parents", [terms[0]], 18, 30)]
    waiting = (Waiting("parents", terms[-1]), Waiting("caregivers", terms[0]))
    not_released = (NotReleased("professionals", Reason.TOO_FEW),)
    return _site(batches, terms[-1], APART, waiting=waiting, not_released=not_released)


def new_wording(seed: int) -> Site:
    """A questionnaire whose newest version asks other things: two items are gone, one is new."""
    chance = random.Random(seed)
    terms = quarters(3)
    scales = {"voice": ("V1", "V2", "V9"), "respect": SCALES["respect"]}
    newer = Instrument("ftm-parent-2", scales, HELP)
    old = [batch(chance, "parents", [term], 20, 40) for term in terms[:2]]
    forms = tuple(Form({"V1": 5, "V9": 4 if place % 2 else 5, "R1": 3}) for place in range(20))
    new = Batch("parents", (terms[2],), forms, 40, newer)
    return _site([*old, new], terms[-1], {"parents": newer})


def _site(
    batches: Sequence[Batch],
    term: Term,
    instruments: dict[str, Instrument],
    *,
    waiting: tuple[Waiting, ...] = (),
    not_released: tuple[NotReleased, ...] = (),
    improvement: Improvement | None = None,
) -> Site:
    inputs = ReportInputs(
        scope="maple",
        scope_name="Maple County",
        term=term,
        language="en",
        releases=tuple(each.release("maple") for each in batches),
        instruments=instruments,
        labels=labels(),
        sample=True,
        waiting=waiting,
        not_released=not_released,
        improvement=improvement,
    )
    return Site(tuple(batches), inputs)


SITES = {
    "many": many_terms,
    "together": together,
    "guarded": nearly_all_guarded,
    "empty": nothing,
    "waits": older_results,
    "new wording": new_wording,
}


def documents(
    kind: Kind,
    seed: int = 1,
    *,
    language: str = "en",
    edition: Edition = "site",
    sample: bool = True,
) -> Documents:
    """The documents of a made-up site; made once for all tests."""
    return _documents(kind, seed, language, edition, sample)


@cache
def _documents(kind: Kind, seed: int, language: str, edition: Edition, sample: bool) -> Documents:
    site = SITES[kind](seed)
    inputs = replace(site.inputs, language=language, edition=edition, sample=sample)
    return rendered(inputs, site.batches)


def rendered(inputs: ReportInputs, batches: tuple[Batch, ...] = ()) -> Documents:
    drawn = site_report(inputs)
    report = Report.from_json(drawn.to_json())
    return Documents(inputs, batches, drawn, report, html(report), pdf(report), excel(report))


def html(report: Report) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    source = (
        '{% from "reports/report_body.html" import report_body %}'
        "<h1>{{ report.title }}: {{ report.scope_name }}</h1>{{ report_body(report) }}"
    )
    return environment.from_string(source).render(report=report)
