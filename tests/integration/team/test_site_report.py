"""The site's own report tells how its team feels: which wave, for whom, and what stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from analysis import Form, Tally, Term, make_release
from sb_feedback.jobs import closer_at, publisher_at
from sb_feedback.models import Document, LedgerLine, Period, Site
from sb_feedback.models.period import COUNTED
from sb_feedback.services.closing.document import GENESIS, Line
from sb_feedback.services.instruments import instrument_of
from sb_feedback.services.team_inputs import gather_beside
from tests.integration.staff.people import JUDGE, Browser
from tests.integration.team.telling import LABEL, Act
from tests.integration.team.test_reports import hold_wave, tables

SITE = "maple"


def site_is_counted(act: Act, term: Term, number: int = 1, previous: str = GENESIS) -> str:
    """The closing of a period of the site, with a release of parents; returns its ledger hash."""
    asked = act.place.questionnaires["ftm-parent-1"]
    said = [Form({}, frozenset({"B04", "B07"} if n < 9 else {"B01"})) for n in range(13)]
    tally = Tally.of(instrument_of([asked]), said)
    release = make_release(tally, asked=20, scope=SITE, group="parents", terms=(term,))
    assert release is not None
    line = Line(number, previous, "parents", release.to_json())
    closer_at(act.place).keeper.keep_ready(term.first_day)
    with act.place.db.write() as session:
        session.get_one(Period, f"{SITE}.{term.first_day}").state = COUNTED
        session.add(
            LedgerLine(
                scope_id=SITE,
                number=number,
                period_id=f"{SITE}.{term.first_day}",
                questionnaire_group="parents",
                body=line.body,
                previous_hash=previous,
                hash=line.hash,
            )
        )
    return line.hash


def publish_site(act: Act, term: Term) -> None:
    """Make the documents of a period of the site."""
    publisher_at(act.place).publish(f"{SITE}.{term.first_day}")


def hashes(act: Act, term: Term) -> set[str]:
    """What is stored for a period of the site."""
    with act.place.db.read() as session:
        rows = session.query(Document).filter(Document.period_id == f"{SITE}.{term.first_day}")
        return {row.content_hash for row in rows}


QUARTER = Term(date(2026, 4, 1), 3)


def test_the_wave_of_the_quarter_stands_in_the_report_and_no_later_one(
    act: Act, desk: Browser, signed_in: Callable[[str], Browser]
) -> None:
    hold_wave(act, 14, 9)
    site_is_counted(act, QUARTER)
    hold_wave(act, 14, 14, "2026-Q3")
    publish_site(act, QUARTER)
    for browser in (desk, signed_in(JUDGE)):
        page = browser.text(f"/reports/{LABEL}")
        assert "How the partnership feels" in page
        assert "newest wave: April to June 2026" in page
        assert "July to September 2026" not in page
        assert ["Sense of trust", "between 9 and 15 of all 20"] in tables(page)["year"]
        assert ["Child care", "9 of 13", "at least 11 of 14"] in tables(page)["gaps"]
        assert f'href="/reports/act/{LABEL}?language=en"' in page
        assert browser.get(f"/reports/act/{LABEL}?language=en").status_code == 200
    brief = desk.text(f"/brief/{SITE}")
    assert "In our team, between 9 and 15 of all 20 members" in brief


def test_a_later_wave_changes_no_report_that_was_made(act: Act, desk: Browser) -> None:
    site_is_counted(act, QUARTER)
    publish_site(act, QUARTER)
    before = hashes(act, QUARTER)
    hold_wave(act, 14, 9)  # the wave of the same quarter, out after the report was made
    publish_site(act, QUARTER)
    act.pass_to(QUARTER.last_day + timedelta(days=1))
    assert hashes(act, QUARTER) == before
    page = desk.text(f"/reports/{LABEL}")
    assert "Active Community Team: no result for April to June 2026." in page
    assert "between 9 and 15 of all 20" not in page


def test_a_site_without_a_team_and_a_pool_tell_of_none(act: Act, desk: Browser) -> None:
    hold_wave(act, 14, 9)
    with act.place.db.read() as session:
        periods = {scope: session.get_one(Period, f"{scope}.2026-04-01") for scope in (SITE, "oak")}
    with act.place.db.write() as session:
        assert gather_beside(session, periods["oak"], act.place.questionnaires) is None
        assert gather_beside(session, periods[SITE], act.place.questionnaires) is not None
        session.add(Site(id="third", scope_id=SITE, name="Third County"))
        session.flush()
        assert gather_beside(session, periods[SITE], act.place.questionnaires) is None
