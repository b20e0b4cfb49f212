"""Links of one's own: their card rows are stored first; the links live in this memory alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from secrets import SystemRandom

from sb_feedback.db import Database
from sb_feedback.services.meetings import CodeMaker
from sb_feedback.services.waves import single_use_links, wave_at


@dataclass(frozen=True)
class Tokens:
    """Codes that nobody has yet, by wave.

    So many are made at once that refused messages find one at their next try: a card row made for
    one message alone would tell whose it is. After a restart there are none, and new ones are made.
    """

    db: Database
    codes: CodeMaker
    _unused: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def stock(self, period_id: str, needed: int, today: date) -> None:
        """Have enough for so many messages; their cards are in the database before this returns."""
        unused = self._unused.setdefault(period_id, [])
        if len(unused) >= needed:
            return
        with self.db.write() as session:
            wave = wave_at(session, period_id)
            made = single_use_links(session, self.codes, wave, 2 * needed, today)
        unused += [codes.qr for codes in made]
        SystemRandom().shuffle(unused)

    def take(self, period_id: str) -> str:
        """One that was never taken before."""
        return self._unused[period_id].pop()
