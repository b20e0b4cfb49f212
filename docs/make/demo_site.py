"""The newest documents of the demo's main site and of its state, made the way the product does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import time_machine

from analysis import Term, term_of
from analysis.reports.brief import Brief
from analysis.reports.content import Report
from sb_feedback import schema
from sb_feedback.config import Settings
from sb_feedback.demo.build import Builder
from sb_feedback.demo.printing import newest_edition
from sb_feedback.demo.story import MAIN
from sb_feedback.jobs import publisher_at, state_publisher_at
from sb_feedback.services.periods import period_name
from sb_feedback.services.report_inputs import Gathered, gather
from sb_feedback.services.shelf import find_file
from sb_feedback.services.state_editions.gathering import gather_state
from sb_feedback.workplace import Workplace

#: The day of the SAMPLE state: the same day gives the same answers, and these the same documents.
DAY = datetime(2026, 11, 16, 12, tzinfo=UTC)


@contextmanager
def demo_site() -> Iterator[DemoSite]:
    """The SAMPLE state in a folder of its own, with the documents that are shown."""
    with TemporaryDirectory() as folder, time_machine.travel(DAY, tick=True):
        settings = Settings(mode="demo", data_dir=Path(folder))
        place = Workplace(settings, durable=False)
        schema.upgrade(place.db)
        Builder(place, place.clock.today(), print).build()
        site = DemoSite(place, term_of(place.clock.today(), 3).previous())
        publisher_at(place).publish(site.period_id)
        for label in newest_edition(place):
            state_publisher_at(place).publish(label)
        yield site
        place.db.engine.dispose()


@dataclass(frozen=True)
class DemoSite:
    """The main site, and its newest period that is over."""

    place: Workplace
    term: Term

    @property
    def period_id(self) -> str:
        """The period that is shown."""
        return period_name(MAIN, self.term)

    def stored_pdf(self) -> bytes:
        """The report as it lies on the shelf."""
        with self.place.db.read() as session:
            found = find_file(
                session,
                self.place.settings.documents,
                scope_id=MAIN,
                label=self.term.label,
                edition="site",
                language="en",
                kind="pdf",
            )
        return found.path.read_bytes()

    def report(self) -> Report:
        """What the stored documents say."""
        return self._gathered().report("site", "en")

    def briefs(self) -> list[Brief]:
        """The page for everybody, in both languages."""
        return self._gathered().briefs(("en", "es"))

    def state_report(self) -> Report:
        """What the state's edition of the same quarter says."""
        with self.place.db.read() as session:
            return gather_state(session, self.term, self.place.questionnaires).report("en")

    def _gathered(self) -> Gathered:
        with self.place.db.read() as session:
            return gather(session, self.period_id, self.place.questionnaires)
