"""Builds the SAMPLE state: cards, sealed answers and closings, quarter after quarter."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Term, term_of
from sb_feedback.demo import story
from sb_feedback.demo.founding import found_sites, invite_people
from sb_feedback.demo.notes import ask_for_notes, read_notes
from sb_feedback.demo.quarter import Memory, SiteQuarter
from sb_feedback.demo.teams import Teams
from sb_feedback.jobs import closer_at
from sb_feedback.models import Period
from sb_feedback.models.account import COORDINATOR
from sb_feedback.models.action import DONE
from sb_feedback.models.period import OPEN
from sb_feedback.models.types import fixed_id
from sb_feedback.services.actions import Entry, Written, add_action, add_line
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.founding import found_installation
from sb_feedback.services.improvements import Plan, pick_improvement
from sb_feedback.services.periods import ask_to_close
from sb_feedback.workplace import Workplace


@dataclass
class Builder:
    """Builds the state so that its newest quarter is the present one."""

    place: Workplace
    today: date
    say: Callable[[str], None]
    memories: dict[tuple[str, date], Memory] = field(default_factory=lambda: defaultdict(Memory))

    def build(self) -> None:
        """The whole state, through the real pipeline."""
        terms, teams = self.terms(), Teams(self.place, self.today)
        with self.place.db.write() as session:
            found_installation(session, "Sample State", sample=True)
        for quarter, term in enumerate(terms):
            self.say(f"  {term.label}: meetings held, answers sealed")
            self._play(quarter, term)
            if quarter == 0:  # one wave more, so that as many are closed as there are quarters
                teams.found(term.previous())
                teams.play(0, term.previous())
                self._close_until(term.previous().last_day)
            teams.play(quarter + 1, term)
            if term.last_day < self.today:
                self._close_until(term.last_day)
        with self.place.db.write() as session:
            invite_people(session, self.place.accounts, self.today)
            _tell_improvement(session, terms)
            teams.keep_records(session, terms[0].first_day)
        read_notes(self.place, self.today)

    def terms(self) -> list[Term]:
        """The quarters of the story, oldest first."""
        terms = [term_of(self.today, 3)]
        while len(terms) < story.QUARTERS:
            terms.insert(0, terms[0].previous())
        return terms

    def _play(self, quarter: int, term: Term) -> None:
        with self.place.db.write() as session:
            found_sites(session, quarter, term.first_day)
            ask_for_notes(session, self.place.accounts, quarter, self.today)
        closer_at(self.place).keeper.keep_ready(term.first_day)
        for site in story.SITES:
            if site.since_quarter <= quarter:
                months = story.months_of(site)
                memory = self.memories[site.id, term_of(term.first_day, months).first_day]
                SiteQuarter(self.place, site, quarter, term, self.today, memory).play()

    def _close_until(self, last_day: date) -> None:
        for period_id in list(self._ended(last_day)):
            with self.place.db.write() as session:
                period = session.get_one(Period, period_id)
                ask_to_close(period, today=last_day + timedelta(days=1))
            draw = random.Random(f"{story.SEED}|{period_id}")
            close_period(replace(closer_at(self.place), rng=draw), period_id)

    def _ended(self, last_day: date) -> Iterator[str]:
        with self.place.db.read() as session:
            yield from session.scalars(
                select(Period.id)
                .where(Period.state == OPEN, Period.last_day <= last_day)
                .order_by(Period.id)
            )


def _tell_improvement(session: Session, terms: list[Term]) -> None:
    """What the main site tries, not decided yet, and what its team does for it."""
    began = terms[story.IMPROVEMENT_QUARTER].first_day
    improvement = pick_improvement(
        session,
        story.MAIN,
        Plan(
            group="parents",
            item=story.IMPROVEMENT_ITEM,
            what=story.IMPROVEMENT_WHAT,
            who=story.IMPROVEMENT_WHO,
            started_on=began,
            by_when=began + timedelta(days=270),
        ),
    )
    for number, deed in enumerate(story.ACTIONS):
        day = began + timedelta(days=deed.after_days)
        entry = Entry(deed.what, deed.who, day, improvement_id=improvement.id)
        written = Written(began, deed.role)
        line_id = fixed_id(f"action {number}")
        add_action(session, story.MAIN, entry, written, line_id=line_id)
        if deed.is_done:
            session.flush()
            add_line(
                session,
                story.MAIN,
                line_id,
                replace(entry, state=DONE),
                Written(day, COORDINATOR),
                line_id=fixed_id(f"action {number} done"),
                after=1,
            )
