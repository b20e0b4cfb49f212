"""Results of a period that was closed before the test begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from analysis import Form, Tally, Term, make_release
from sb_feedback.models import LedgerLine, Period
from sb_feedback.services.closing.document import GENESIS, Line
from sb_feedback.services.instruments import instrument_of
from sb_feedback.workplace import Workplace

BEFORE = Term(date(2026, 1, 1), 3)
YES, ALL = 8, 13


def family(place: Workplace, number: int) -> Form:
    """The answers of one family: eight of thirteen are fine with everything."""
    asked = place.questionnaires["ftm-parent-1"]
    return Form({item.key: 5 if number < YES else 2 for item in asked.ratings})


def release_parents(
    place: Workplace,
    forms: Iterable[Form] | Callable[[Workplace, int], Form] = family,
    *,
    term: Term = BEFORE,
    state: str = "closed",
    spoilt: bool = False,
) -> None:
    """A period in which 13 families of 20 answered, or as many as there are forms."""
    asked = place.questionnaires["ftm-parent-1"]
    said = [forms(place, number) for number in range(ALL)] if callable(forms) else list(forms)
    tally = Tally.of(instrument_of([asked]), said)
    terms = (term,)
    asked_families = len(said) + 7
    release = make_release(tally, asked=asked_families, scope="maple", group="parents", terms=terms)
    assert release is not None
    with place.db.write() as session:
        written = session.query(LedgerLine).filter_by(scope_id="maple")
        last = written.order_by(LedgerLine.number.desc()).first()
        number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
        line = Line(number, previous, "parents", release.to_json())
        period = session.get(Period, f"maple.{term.first_day.isoformat()}") or Period(
            id=f"maple.{term.first_day.isoformat()}",
            scope_id="maple",
            first_day=term.first_day,
            last_day=term.last_day,
            closes_on=term.last_day + timedelta(days=14),
            questionnaires=" ".join(place.versions),
        )
        period.state = state
        session.add(period)
        session.flush()
        session.add(
            LedgerLine(
                scope_id="maple",
                number=number,
                period_id=period.id,
                questionnaire_group="parents",
                body=line.body,
                previous_hash=previous,
                hash=line.hash[::-1] if spoilt else line.hash,
            )
        )
