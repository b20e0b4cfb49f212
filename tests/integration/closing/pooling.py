"""A state of three sites whose answers are known, and what its pool must yield."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Form, Term, joined, term_of
from analysis.pool import PoolForm, PoolGap, PoolTally, state_statistics, to_plain
from forms import Answers, lines_as_text, load_help_lines
from sb_feedback.models import Installation, Meeting, Scope, Site, StateFigures
from sb_feedback.services.answering import Recorded, new_number, record_answer
from sb_feedback.services.closing.pool.files import PoolFiles
from sb_feedback.services.instruments import instrument_of
from sb_feedback.services.periods import period_name
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace
from tests.integration.closing.conftest import closer_at
from tests.integration.closing.telling import Teller

SITES = ("elm", "maple", "oak")
#: A site that gives nothing to the state; its period stays open.
ALONE = "willow"
FAMILIES = 11
ITEMS = ("V1", "V2", "V3", "R1", "R2", "R3", "D1", "D2", "D3")
LANGUAGES = ("en", "es")
GROUPS = {"parents": "parent", "caregivers": "caregiver", "professionals": "professional"}


@dataclass(frozen=True)
class Town:
    """The state: its quarter, and every form as it was sent."""

    term: Term
    forms: tuple[PoolForm, ...]
    #: How many professionals' forms said that the same person answered before.
    again: int
    #: What was computed already: it takes longer than a closing.
    known: dict[bool, dict[str, Any]] = field(default_factory=dict, compare=False)

    def period(self, site: str) -> str:
        """The period of a site to close."""
        return period_name(site, self.term)

    def expected(self, place: Workplace, *, yearly: bool) -> dict[str, Any]:
        """What each group's pool must yield, from the raw answers alone."""
        if yearly not in self.known:
            self.known[yearly] = {
                group: self._statistics(place, group, yearly=yearly) for group in GROUPS
            }
        return self.known[yearly]

    def _statistics(self, place: Workplace, group: str, *, yearly: bool) -> dict[str, Any]:
        role = GROUPS[group]
        asked = {name: instrument_of([q]) for name, q in _by_role(place).items()}
        forms = [form for form in self.forms if form.role == role]
        units = len(forms) - self.again if role == "professional" else None
        tally = PoolTally.of(asked[role], forms, languages=LANGUAGES, units=units)
        both = joined(asked["parent"], asked["professional"])
        gap = PoolGap.of(both, self.forms) if role == "parent" else None
        return to_plain(state_statistics(tally, gap, yearly=yearly))


def found_state(place: Workplace) -> None:
    """Three sites that share with the state, and one that does not."""
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        for site in (*SITES, ALONE):
            shares = site != ALONE
            session.add(
                Scope(id=site, name=site, chosen_on=date(2026, 1, 1), shares_with_state=shares)
            )
            session.flush()
            session.add(Site(id=site, scope_id=site, name=site))
            session.flush()
            confirm_help(session, site, lines_as_text(load_help_lines()), date(2026, 1, 1))
    place.keys.prepare()
    closer_at(place).keeper.keep_ready(place.clock.today())


def tell_state(place: Workplace, seed: int = 1) -> Town:
    """Each family has one meeting or two; parents, caregivers and professionals answer."""
    rng, term = random.Random(seed), term_of(place.clock.today(), 3)
    sent = [form for site in SITES for form in _tell_site(Teller(place, site), rng, term)]
    again = sum(before for _, before in sent)
    return Town(term, tuple(form for form, _ in sent), again)


def _tell_site(teller: Teller, rng: random.Random, term: Term) -> Iterator[tuple[PoolForm, bool]]:
    for number in range(FAMILIES):
        mood, language = rng.gauss(3.5, 1), rng.choice(LANGUAGES)
        came = {"parents": 1, "caregivers": number % 2, "professionals": 2}
        with teller.place.db.write() as session:
            meetings = [teller.meet(session, term.first_day, **came)]
            if number % 3 == 0:
                day = term.first_day + timedelta(days=1)
                meetings.append(teller.again(session, meetings[0], day, **came))
        for meeting in meetings:
            for role, many in (("parent", 1), ("caregiver", number % 2), ("professional", 2)):
                for _ in range(many):
                    yield _send(teller, rng, meeting, role, mood, language)


def _send(
    teller: Teller, rng: random.Random, meeting: Meeting, role: str, mood: float, language: str
) -> tuple[PoolForm, bool]:
    ratings = {
        item: min(5, max(1, round(mood + rng.gauss(0, 0.8))))
        for item in ITEMS
        if rng.random() > 0.02
    }
    before = role == "professional" and rng.random() < 0.2
    with teller.place.db.write() as session:
        (codes,) = teller.cards(session, meeting, role, 1)
    said = Answers(ratings=ratings, answered_before=before or None).to_dict()
    number = new_number(teller.place.secret, "any code")
    place, survey = teller.place, teller.open(codes)
    assert record_answer(place.db, place.slots, survey, number, said, language) is Recorded.THANKS
    form = PoolForm(Form(ratings), meeting.site_id, meeting.family_id, meeting.id, role, language)
    return form, before


def yielded(session: Session) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The stored statistics by kind and group, with how many closings are in them."""
    return {
        (row.kind, row.questionnaire_group): json.loads(row.body)
        for row in session.scalars(select(StateFigures))
    }


def pool_faults(place: Workplace, town: Town) -> list[str]:
    """Everything that is not as it must be once all sites were closed."""
    with place.db.read() as session:
        found = yielded(session)
    faults = [
        f"{kind} {group} differs"
        for kind in ("quarter", "year")
        for group, wanted in town.expected(place, yearly=kind == "year").items()
        if found.get((kind, group))
        != {"closings": len(SITES), "closed": len(SITES), "statistics": wanted}
    ]
    if len(found) != 2 * len(GROUPS):
        faults.append(f"there are {len(found)} statistics")
    return faults + left_faults(place)


def left_faults(place: Workplace) -> list[str]:
    """What a merge must not leave behind, and what it must leave in both folders."""
    faults = []
    for folder in place.keys.places:
        names = sorted(path.name for path in folder.iterdir())
        keys = [name for name in names if name.startswith("_state.") and name.endswith(".key")]
        if len(keys) != 1:
            faults.append(f"{len(keys)} keys of the pool in {folder.name}")
        if given := [name for name in names if name.endswith(".pool") and name != "_state.pool"]:
            faults.append(f"{given} in {folder.name}")
    content = list(place.keys.kept("_state.pool"))
    if len(content) != 2 or content[0] != content[1] or PoolFiles(place.keys).state() is None:
        faults.append("the pool is not in both folders, or does not open")
    return faults


def _by_role(place: Workplace) -> dict[str, Any]:
    return {place.questionnaires[name].role: place.questionnaires[name] for name in place.versions}
