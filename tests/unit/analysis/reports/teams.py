"""Made-up teams: waves of forms, the releases they give, and the reports made from them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from analysis import Form, Instrument, Term
from analysis.measures import combined_scales
from analysis.reports.content import Edition, Report
from analysis.reports.excel import excel
from analysis.reports.inputs import Labels
from analysis.reports.pdf import pdf
from analysis.reports.team.inputs import Delivery, MissedWave, Missing, TeamInputs
from analysis.reports.team.register import Change, ChangeKind, Priority, Register
from analysis.reports.team_report import team_report
from tests.unit.analysis.reports.made import Batch, batch, html, quarters

SCALES = {
    "trust": ("T1", "T2", "T3"),
    "compassion": ("C1", "C2", "C3"),
    "transparency": ("X1", "X2", "X3"),
    "collective_leadership": ("L1", "L2", "L3", "L4", "L5"),
    "shared_priorities": ("P1", "P2", "P3"),
    "structural_change": ("S1", "S2", "S3"),
}
TRUST_ITEMS = (*SCALES["trust"], *SCALES["compassion"], *SCALES["transparency"])
SCORED = {"sense_of_trust": TRUST_ITEMS, **SCALES}
HELP = tuple(f"B{number:02}" for number in range(1, 14))
ACT = Instrument("act-member-1", SCALES, HELP, combined=combined_scales(SCALES))
NEWER = Instrument("act-member-2", SCALES, HELP, combined=combined_scales(SCALES))
ITEMS = {item: f"the group is good at {item}" for item in ACT.items}
SCOPE = "maple-act"

Kind = Literal["many", "small", "guarded", "first", "reworded", "missed", "large", "all"]
KINDS: tuple[Kind, ...] = (
    "many",
    "small",
    "guarded",
    "first",
    "reworded",
    "missed",
    "large",
    "all",
)


@dataclass(frozen=True)
class Team:
    """Waves, oldest first, and the inputs of a report on the newest."""

    waves: tuple[Batch, ...]
    inputs: TeamInputs = field(repr=False)
    families: Batch | None = None


@dataclass(frozen=True)
class TeamDocuments:
    """One report in all its forms."""

    team: Team
    report: Report  # as stored and read back
    html: str
    pdf: bytes
    excel: bytes


def some_members(
    chance: random.Random, number: int, instrument: Instrument, lift: float = 0.0
) -> tuple[Form, ...]:
    """Forms that lean as members might; `lift` makes them happier."""
    return tuple(_member(chance, instrument, lift) for _ in range(number))


def _member(chance: random.Random, instrument: Instrument, lift: float) -> Form:
    mood = chance.random() * 0.4 + lift
    ratings = {}
    for place, item in enumerate(instrument.items):
        if chance.random() < 0.04:
            continue
        top = min(0.97, max(0.03, mood + 0.3 - place / 60))
        draw = chance.random()
        ratings[item] = 5 if draw < top else 4 if draw < top + (1 - top) * 0.5 else 2
    picked = frozenset(code for code in HELP if chance.random() < 0.25)
    return Form(ratings, picked)


def wave(
    chance: random.Random,
    term: Term,
    answered: int,
    roster: int,
    lift: float = 0.0,
    instrument: Instrument = ACT,
) -> Batch:
    forms = some_members(chance, answered, instrument, lift)
    return Batch("act", (term,), forms, roster, instrument)


def a_register(day: date, priorities: int = 5, changes: int = 4) -> Register:
    """Priorities at every stage and changes of every kind, some of them later than `day`."""

    def ago(days: int) -> date:
        return day - timedelta(days=days)

    kept = [
        Priority(
            f"Priority of number {place}",
            "Chair of the team",
            ago(300 - 40 * place),
            ago(200 - 40 * place) if place % 4 else None,
            ago(20) if place % 4 == 1 else None,
            ago(10) if place % 4 == 2 else None,
        )
        for place in range(priorities)
    ]
    seen = [
        Change(list(ChangeKind)[place % 3], f"Change of number {place}", ago(90 * place - 30))
        for place in range(changes)
    ]
    return Register.as_of(day, kept, seen)


def many_waves(seed: int) -> Team:
    """Eight quarters of 27 members, one wave too small."""
    chance = random.Random(seed)
    terms = quarters(8)
    waves = [
        wave(chance, term, 18 + place % 4, 27, place / 40)
        for place, term in enumerate(terms)
        if place != 5
    ]
    missed = (MissedWave(terms[5], Missing.TOO_FEW),)
    delivery = Delivery(27, 27)
    families = batch(chance, "parents", [terms[-2]], 25, 40)
    return _team(
        waves, terms[-1], missed=missed, families=families, delivery=delivery, door="shared"
    )


def small_team(seed: int) -> Team:
    """Eighteen members who change their minds between two waves."""
    chance = random.Random(seed)
    terms = quarters(2)
    waves = [wave(chance, terms[0], 14, 18, -0.35), wave(chance, terms[1], 14, 18, 0.6)]
    return _team(waves, terms[-1], delivery=Delivery(18, 12, 4, 1), door="single_use")


def nearly_all_guarded(seed: int) -> Team:
    """Nearly everybody answered, happily."""
    chance = random.Random(seed)
    terms = quarters(2)
    waves = [wave(chance, term, 15, 16, 0.7) for term in terms]
    families = batch(chance, "families", [terms[0]], 11, 14, 0.4)
    return _team(waves, terms[-1], families=families, delivery=Delivery(16, 15, 1))


def first_wave(seed: int) -> Team:
    """One wave, nothing on record, no families."""
    chance = random.Random(seed)
    term = quarters(1)[-1]
    return _team([wave(chance, term, 12, 20)], term, entries=0)


def reworded(seed: int) -> Team:
    """A new version of the questions."""
    chance = random.Random(seed)
    terms = quarters(3)
    waves = [
        wave(chance, terms[0], 20, 27),
        wave(chance, terms[1], 20, 27),
        wave(chance, terms[2], 20, 27, instrument=NEWER),
    ]
    return _team(waves, terms[-1])


def newest_missed(seed: int) -> Team:
    """A result of an earlier quarter; in the newest too few answered."""
    chance = random.Random(seed)
    terms = quarters(3)
    waves = [wave(chance, terms[0], 12, 18), wave(chance, terms[1], 13, 18)]
    return _team(waves, terms[-1], missed=(MissedWave(terms[2], Missing.TOO_FEW),))


def large_team(seed: int) -> Team:
    """More members than are drawn one by one."""
    chance = random.Random(seed)
    terms = quarters(2)
    waves = [wave(chance, terms[0], 30, 45, -0.4), wave(chance, terms[1], 40, 45, 0.6)]
    return _team(waves, terms[-1], families=batch(chance, "parents", [terms[0]], 25, 40))


def everybody(seed: int) -> Team:
    """All of 27 answered, twice, and nearly all say yes the second time."""
    chance = random.Random(seed)
    terms = quarters(2)
    waves = [wave(chance, terms[0], 27, 27, -0.2), wave(chance, terms[1], 27, 27, 0.7)]
    return _team(waves, terms[-1], families=batch(chance, "parents", [terms[0]], 25, 40))


def _team(
    waves: Sequence[Batch],
    term: Term,
    *,
    missed: tuple[MissedWave, ...] = (),
    families: Batch | None = None,
    delivery: Delivery | None = None,
    door: Literal["shared", "single_use"] | None = None,
    entries: int = 5,
) -> Team:
    questions = {key: f"Is it true that {text}?" for key, text in ITEMS.items()}
    codes = (*HELP, "B14")
    labels = Labels(
        ITEMS,
        {"act": questions},
        {code: f"Help of kind {number}" for number, code in enumerate(codes, start=1)},
    )
    inputs = TeamInputs(
        scope=SCOPE,
        scope_name="Maple County ACT",
        term=term,
        language="en",
        releases=tuple(each.release(SCOPE) for each in waves),
        instruments={"act": waves[-1].instrument},
        labels=labels,
        sample=True,
        register=a_register(term.last_day - timedelta(days=6), entries, entries),
        families=families.release("maple") if families else None,
        missed=missed,
        delivery=delivery,
        door=door,
    )
    return Team(tuple(waves), inputs, families)


TEAMS = {
    "many": many_waves,
    "small": small_team,
    "guarded": nearly_all_guarded,
    "first": first_wave,
    "reworded": reworded,
    "missed": newest_missed,
    "large": large_team,
    "all": everybody,
}


def team_documents(
    kind: Kind,
    seed: int = 1,
    *,
    language: str = "en",
    edition: Edition = "site",
    sample: bool = True,
) -> TeamDocuments:
    """The documents of a made-up team; made once for all tests."""
    return _documents(kind, seed, language, edition, sample)


@cache
def _documents(
    kind: Kind, seed: int, language: str, edition: Edition, sample: bool
) -> TeamDocuments:
    team = TEAMS[kind](seed)
    inputs = replace(team.inputs, language=language, edition=edition, sample=sample)
    report = Report.from_json(team_report(inputs).to_json())
    team = replace(team, inputs=inputs)
    return TeamDocuments(team, report, html(report), pdf(report), excel(report))
