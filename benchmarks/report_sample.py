"""What the measured report is made from: an invented site and team, asked the real questions."""

import random
from collections.abc import Sequence
from datetime import date

from analysis import Form, Instrument, Release, Tally, Term, make_release
from analysis.measures import ACT
from analysis.reports.inputs import Improvement, Labels, ReportInputs
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team.register import Change, ChangeKind, Priority, Register
from forms import Questionnaire, load_all
from sb_feedback.services.instruments import help_choices, instrument_of

NAME = "Alderbrook"
TERMS = tuple(Term.parse(f"2026-Q{quarter}") for quarter in (1, 2, 3))
VERSIONS = {
    "parents": "ftm-parent-1",
    "caregivers": "ftm-caregiver-1",
    "professionals": "ftm-professional-1",
}
MEMBERS = "act-member-1"
#: How many answered, out of how many, in each quarter, and how far they lean towards yes.
ASKED = {"parents": (24, 36, 0.45), "caregivers": (17, 22, 0.6), "professionals": (38, 52, 0.75)}
TEAM_ASKED = (19, 26, 0.4)
PICKED = "D2"


def site_inputs(language: str) -> ReportInputs:
    """The inputs of the site's report in one language."""
    asked = {group: load_all()[version] for group, version in VERSIONS.items()}
    chance = random.Random(7)
    releases = tuple(
        _release(chance, instrument_of([asked[group]]), group, term, ASKED[group], place / 20)
        for place, term in enumerate(TERMS)
        for group in asked
    )
    labels = _labels(asked, language)
    return ReportInputs(
        scope="alderbrook",
        scope_name=NAME,
        term=TERMS[-1],
        language=language,
        releases=releases,
        instruments={group: instrument_of([one]) for group, one in asked.items()},
        labels=labels,
        sample=True,
        improvement=Improvement(
            item=PICKED,
            group="parents",
            practice=labels.items[PICKED],
            tried="Open every plan with two choices of time and place",
            who="Everyone at the meeting",
            started_on=date(2026, 7, 1),
        ),
    )


def team_inputs(language: str) -> TeamInputs:
    """The inputs of the team's report in one language."""
    asked, chance = load_all()[MEMBERS], random.Random(3)
    instrument = instrument_of([asked])
    waves = tuple(
        _release(chance, instrument, ACT, term, TEAM_ASKED, place / 12)
        for place, term in enumerate(TERMS)
    )
    return TeamInputs(
        scope="alderbrook-act",
        scope_name=f"{NAME} ACT",
        term=TERMS[-1],
        language=language,
        releases=waves,
        instruments={ACT: instrument},
        labels=_labels({ACT: asked}, language),
        sample=True,
        register=_register(date(2026, 9, 20)),
    )


def _release(
    chance: random.Random,
    instrument: Instrument,
    group: str,
    term: Term,
    asked: tuple[int, int, float],
    lift: float,
) -> Release:
    answered, number, mood = asked
    scope = "alderbrook-act" if group == ACT else "alderbrook"
    forms = [_form(chance, instrument, mood + lift) for _ in range(answered)]
    tally = Tally.of(instrument, forms)
    made = make_release(tally, asked=number, scope=scope, group=group, terms=(term,))
    assert made is not None
    return made


def _form(chance: random.Random, instrument: Instrument, mood: float) -> Form:
    """A form of somebody who likes some questions more than others."""
    ratings = {}
    for place, item in enumerate(instrument.items):
        top = min(0.95, max(0.05, mood + 0.3 * ((place * 7) % 5) / 4 - 0.15))
        draw = chance.random()
        ratings[item] = 5 if draw < top else 4 if draw < top + (1 - top) / 2 else 2
    named = {
        code
        for place, code in enumerate(instrument.help_codes[:13])
        if chance.random() < 0.5 / (1 + ((place * 5) % 13) / 2)
    }
    return Form(ratings, frozenset(named))


def _labels(asked: dict[str, Questionnaire], language: str) -> Labels:
    first = next(iter(asked.values()))
    return Labels(
        items={item.key: item.label[language] for item in first.ratings},
        questions={
            group: {item.key: item.text[language] for item in one.ratings}
            for group, one in asked.items()
        },
        help={choice.value: choice.text[language] for choice in help_choices(first)},
    )


def _register(day: date) -> Register:
    begun: Sequence[tuple[str, date | None]] = (
        ("Rides to the clinic", date(2026, 5, 4)),
        ("Beds for teenage parents", None),
        ("Fewer moves for babies", date(2026, 6, 8)),
    )
    priorities = [
        Priority(what, "Chair of the team", date(2026, 2, 3), seen) for what, seen in begun
    ]
    changes = [Change(ChangeKind.FUNDING, "A grant for rides", date(2026, 6, 1))]
    return Register.as_of(day, priorities, changes)
