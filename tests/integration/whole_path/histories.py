"""Small random histories of a site or pool, played through the services, and what was sent."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from analysis import Term
from forms import Answers
from sb_feedback.jobs import closer_at
from sb_feedback.models import Family
from sb_feedback.services.answering import new_number, open_code, record_answer
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.meetings import COLUMNS, ROLES, Attendance, hold_meeting
from sb_feedback.services.periods import period_name, site_period_on, state_professionals
from sb_feedback.workplace import Workplace
from tests.integration.whole_path.recount import HELP, SCALES, Met, Sent, Time

ITEMS = tuple(item for items in SCALES.values() for item in items)
NOTHING_IS_HARD = "B14"


@dataclass(frozen=True)
class Plan:
    """What is fixed of a history before chance decides the rest."""

    seed: int
    sites: tuple[str, ...]
    together: bool
    months: int
    periods: int
    #: Families of the whole scope, and the chances that one meets and that a person answers.
    families: int
    meets: float
    answers: float

    @property
    def scope(self) -> str:
        """The site, or the pool of the sites."""
        return self.sites[0] if len(self.sites) == 1 else "pool"

    @property
    def groups(self) -> tuple[str, ...]:
        """Whose answers are counted."""
        families = ("families",) if self.together else ("parents", "caregivers")
        return (*families, "professionals")


@dataclass
class History:
    """Plays a plan, period after period, and closes each."""

    place: Workplace
    plan: Plan
    first: Term
    times: list[Time] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.plan.seed)
        self.mood = self.rng.uniform(1.5, 5.2)

    def play(self) -> None:
        """Hold meetings, send answers, state professionals and close, for every period."""
        self._name_families()
        term = self.first
        for _ in range(self.plan.periods):
            closer_at(self.place).keeper.keep_ready(term.first_day)
            now = Time(term.label)
            self.times.append(now)
            self._meetings(now, term)
            self._state(now, term)
            close_period(closer_at(self.place), period_name(self.plan.scope, term))
            term = term.next()

    def _name_families(self) -> None:
        with self.place.db.write() as session:
            for family, site in self._families():
                session.add(Family(id=family, site_id=site, label=family))

    def _families(self) -> Iterator[tuple[str, str]]:
        for number in range(self.plan.families):
            yield f"family-{number}", self.plan.sites[number % len(self.plan.sites)]

    def _meetings(self, now: Time, term: Term) -> None:
        for family, site in self._families():
            while self.rng.random() < self.plan.meets / (1 + len(self._of(now, family))):
                came = {
                    "parent": self.rng.choice((0, 1, 1, 1, 2)),
                    "caregiver": self.rng.choice((0, 0, 1)),
                    "professional": self.rng.choice((0, 0, 1, 3)),
                }
                number = len(self.times) * 1000 + len(now.meetings)
                met = Met(f"{number:032x}", site, family, came)
                self._hold(met, term.first_day + timedelta(days=self.rng.randrange(80)))
                now.meetings.append(met)
                now.forms += self._answers(met)

    def _of(self, now: Time, family: str) -> list[Met]:
        return [met for met in now.meetings if met.family == family]

    def _hold(self, met: Met, day: date) -> None:
        with self.place.db.write() as session:
            hold_meeting(
                session,
                self.place.code_maker(),
                site_id=met.site,
                family_id=met.family,
                held_on=day,
                attendance=Attendance(**{COLUMNS[role]: met.came[role] for role in ROLES}),
                languages=("en",),
                meeting_id=met.name,
            )
        self._day = day

    def _answers(self, met: Met) -> list[Sent]:
        sent: list[Sent] = []
        for role in ROLES:
            seats = met.came[role]
            more = int(seats > 0 and role != "professional" and self.rng.random() < 0.08)
            sent += [
                self._send(met, role)
                for _ in range(seats + more)
                if self.rng.random() < self.plan.answers
            ]
        return sent

    def _send(self, met: Met, role: str) -> Sent:
        form = Sent(met, role, self._ratings(), self._named(), before=self._before(role))
        said = Answers(
            ratings=dict(form.ratings),
            help=tuple(sorted(form.help)),
            answered_before=form.before if role == "professional" else None,
        )
        code = self.place.code_maker().shared(met.name, role).qr
        with self.place.db.read() as session:
            standing, survey = open_code(session, self.place.secret, code, self._day)
        assert survey is not None, standing
        number = new_number(self.place.secret, code)
        told = record_answer(self.place.db, self.place.slots, survey, number, said.to_dict())
        assert told == "thanks"
        return form

    def _ratings(self) -> dict[str, int]:
        drawn = {item: round(self.rng.gauss(self.mood, 1.2)) for item in ITEMS}
        return {item: min(value, 5) for item, value in drawn.items() if value > 0}

    def _named(self) -> frozenset[str]:
        named = frozenset(code for code in HELP if self.rng.random() < 0.3) - {NOTHING_IS_HARD}
        return named or frozenset({NOTHING_IS_HARD})

    def _before(self, role: str) -> bool:
        return role == "professional" and self.rng.random() < 0.15

    def _state(self, now: Time, term: Term) -> None:
        for site in self.plan.sites:
            if self.rng.random() < 0.85:
                now.stated[site] = self.rng.randint(4, 24)
                with self.place.db.write() as session:
                    part = site_period_on(session, site, term.first_day)
                    assert part is not None
                    state_professionals(part, now.stated[site])
