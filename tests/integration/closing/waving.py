"""A wave to close beside a period of meetings that goes on, and what closing it must leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Condition, GuardedCount, Kind, Term, term_of
from sb_feedback.jobs import planner_at
from sb_feedback.models import Card, LedgerLine, Outcome, Period, SealedAnswer, Seat
from sb_feedback.models.period import COUNTED, OPEN
from sb_feedback.services.answering import Recorded
from sb_feedback.services.closing.document import ClosingDocument, document_name
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.periods import key_name, period_name
from sb_feedback.services.teams import MEMBER, found_team
from sb_feedback.services.waves import usual_opening
from sb_feedback.workplace import Workplace
from tests.integration.closing.telling import SITE, Teller

TEAM = f"{SITE}-act"
MEMBERS, ANSWERED = 20, 16
#: So many say "yes, fully" to the first question.
FULLY = 8


@dataclass(frozen=True)
class ToldWave:
    """The wave of this quarter."""

    quarter: Term

    @property
    def period_id(self) -> str:
        """The wave to close."""
        return period_name(TEAM, self.quarter)

    @property
    def key_id(self) -> str:
        """Its key."""
        return key_name(TEAM, self.quarter.first_day)

    @property
    def others(self) -> tuple[str, ...]:
        """Keys that must stay: of the next wave, and of the site's meetings."""
        quarters = (self.quarter, self.quarter.next())
        meetings = (key_name(SITE, quarter.first_day) for quarter in quarters)
        return key_name(TEAM, self.quarter.next().first_day), *meetings


def tell_wave(place: Workplace, note: str = "") -> ToldWave:
    """16 of 20 members answer, and so does a parent after a meeting on the same day."""
    told, teller = ToldWave(term_of(place.clock.today(), 3)), Teller(place)
    with place.db.write() as session:
        found_team(session, site_id=SITE, today=told.quarter.first_day)
        session.add_all(_seat(number) for number in range(MEMBERS))
    planner_at(place).keep_ready(told.quarter.first_day)
    opens_on = usual_opening(told.quarter)
    planner_at(place).keep_ready(opens_on)
    link = teller.open(place.code_maker().shared(told.period_id, MEMBER))
    for number in range(ANSWERED):
        answers = {"r": {"T1": 5 if number < FULLY else 2, "L5": 1 + number % 5}, "h": ["B04"]}
        written = {"n": f"{note} {number}"} if note else {}
        assert teller.send(link, answers | written) is Recorded.THANKS
    with place.db.write() as session:
        meeting = teller.meet(session, opens_on, parents=1)
        (card,) = teller.cards(session, meeting, "parent", 1)
    assert teller.send(teller.open(card), {"r": {"V1": 5}}) is Recorded.THANKS
    return told


def wave_faults(place: Workplace, told: ToldWave) -> list[str]:
    """Everything that is not as it must be once the wave was closed."""
    with place.db.read() as session:
        return list(
            chain(
                _wrong_states(session, told),
                _wrong_release(session, told),
                _wrong_rows(session, told),
                _wrong_document(place, session, told),
                _wrong_files(place, told),
            )
        )


def _seat(number: int) -> Seat:
    email = f"member{number}@{SITE}.example"
    return Seat(team_id=TEAM, email=email, sector="community", joined_on=date(2020, 1, 1))


def _wrong_states(session: Session, told: ToldWave) -> Iterator[str]:
    wanted = {
        told.period_id: COUNTED,
        period_name(TEAM, told.quarter.next()): OPEN,
        period_name(SITE, told.quarter): OPEN,
    }
    for period_id, state in wanted.items():
        found = session.get_one(Period, period_id).state
        if found != state:
            yield f"{period_id} is {found}, not {state}"
    decided = [(one.questionnaire_group, one.verdict) for one in session.scalars(select(Outcome))]
    if decided != [("act", "released")]:
        yield f"the verdicts are {decided}"


def _wrong_release(session: Session, told: ToldWave) -> Iterator[str]:
    releases = releases_of(session, TEAM)
    if len(releases) != 1:
        yield f"there are {len(releases)} releases"
        return
    (release,) = releases
    if release.participation != GuardedCount(ANSWERED, ANSWERED, MEMBERS):
        yield f"{release.participation} took part"
    if release.counts[Condition(Kind.FULLY, "T1")] != GuardedCount(FULLY, FULLY, ANSWERED):
        yield "the first question was counted otherwise"
    if (release.group, release.terms) != ("act", (told.quarter,)):
        yield f"the release is of {release.group}, {release.label}"
    if releases_of(session, SITE):
        yield "something was released of the site's meetings"


def _wrong_rows(session: Session, told: ToldWave) -> Iterator[str]:
    for row in (SealedAnswer, Card):
        keys = set(session.scalars(select(row.key_id)))
        if told.key_id in keys:
            yield f"{row.__tablename__} has rows of the wave"
        if key_name(SITE, told.quarter.first_day) not in keys:
            yield f"{row.__tablename__} has no row of the meeting any more"


def _wrong_document(place: Workplace, session: Session, told: ToldWave) -> Iterator[str]:
    name = f"{document_name(told.period_id)}.closing"
    copies = {
        (folder / name).read_bytes() if (folder / name).exists() else b""
        for folder in place.keys.places
    }
    if len(copies) != 1 or b"" in copies:
        yield "the closing document is not in both folders"
        return
    document = ClosingDocument.from_bytes(copies.pop())
    rows = [row.hash for row in session.scalars(select(LedgerLine))]
    if [line.hash for line in document.lines] != rows:
        yield "the ledger differs from the closing document"
    if document.boxes or document.waits:
        yield "something of the wave waits"


def _wrong_files(place: Workplace, told: ToldWave) -> Iterator[str]:
    keys = {folder: {path.name for path in folder.iterdir()} for folder in place.keys.places}
    slots = {path.name for path in place.slots.folder.iterdir()}
    for folder, found in keys.items():
        if any(told.key_id in name and ".closing" not in name for name in found):
            yield f"a key is left in {folder.name}"
        if not {f"{key_id}.key" for key_id in told.others} <= found:
            yield f"a key is missing in {folder.name}"
    if f"{told.key_id}.slot" in slots:
        yield "the slot secret is left"
    if not {f"{key_id}.slot" for key_id in told.others} <= slots:
        yield "a slot secret is missing"
