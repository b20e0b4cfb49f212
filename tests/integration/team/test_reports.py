"""From answers to the shelf: a wave is published, read by coordinator and judge, and recounted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask

from analysis import Condition, Form, Tally, Term, make_release
from analysis.reports.team.inputs import Delivery, MissedWave, Missing
from analysis.team_reach import reach
from sb_feedback.jobs import publisher_at
from sb_feedback.models import Document, LedgerLine, Mail, Period, Seat
from sb_feedback.models.outgoing import FAILED, REFUSED, SENDING, SENT, WAITING
from sb_feedback.models.team import INVITATION
from sb_feedback.services.closing.document import GENESIS, Line
from sb_feedback.services.instruments import instrument_of
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.register import identify, log_change, take_step
from sb_feedback.services.team_inputs import gather_team
from tests.integration.staff.people import JUDGE, NEIGHBOUR, Browser
from tests.integration.team.telling import LABEL, TEAM, Act
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.reading import html_tables

OPENS, LAST_DAY = date(2026, 6, 1), date(2026, 6, 14)
ITEMS = ("T1", "T2", "T3", "C1", "C2", "C3", "X1", "X2", "X3")
WHAT = "Rides to the clinic on Mondays"


def answer_all(act: Act, answers: int, yes: int, label: str = LABEL) -> None:
    """So many answer the open wave; the first `yes` of them all say "mostly" to trust."""
    link = act.link(label)
    for number in range(answers):
        rating = 4 if number < yes else 2
        act.send(link, {"r": dict.fromkeys(ITEMS, rating), "h": ["B04"]})


def publish(act: Act) -> None:
    """Make the documents of every wave that has been counted."""
    with act.place.db.read() as session:
        waves = session.query(Period).filter(Period.scope_id == TEAM, Period.state == "counted")
        counted = [wave.id for wave in waves]
    for period_id in counted:
        publisher_at(act.place).publish(period_id)


def hold_wave(act: Act, answers: int, yes: int, label: str = LABEL) -> None:
    """A wave from its opening to its documents."""
    act.go_to(act.wave(label).period.first_day)
    answer_all(act, answers, yes, label)
    act.end(label)
    publish(act)


def tables(page: str) -> dict[str, list[list[str]]]:
    """The tables of the report on a page."""
    return html_tables(page[page.index("<article") : page.index("</article>") + len("</article>")])


def documents(act: Act, label: str = LABEL) -> set[tuple[str, str, str]]:
    """Edition, language and format of what a wave's reports are."""
    with act.place.db.read() as session:
        rows = session.query(Document).filter(Document.period_id == act.wave(label).period_id)
        return {(row.edition, row.language, row.format) for row in rows}


def families_have_said(act: Act) -> None:
    """A release of parents for the quarter before the wave, straight into the ledger."""
    before = Term(date(2026, 1, 1), 3)
    asked = act.place.questionnaires["ftm-parent-1"]
    said = [Form({}, frozenset({"B04", "B07"} if n < 9 else {"B01"})) for n in range(13)]
    tally = Tally.of(instrument_of([asked]), said)
    release = make_release(tally, asked=20, scope="maple", group="parents", terms=(before,))
    assert release is not None
    line = Line(1, GENESIS, "parents", release.to_json())
    with act.place.db.write() as session:
        session.add(
            Period(
                id="maple.2026-01-01",
                scope_id="maple",
                first_day=before.first_day,
                last_day=before.last_day,
                closes_on=date(2026, 4, 14),
                state="closed",
                questionnaires=" ".join(act.place.versions),
            )
        )
        session.flush()
        session.add(
            LedgerLine(
                scope_id="maple",
                number=1,
                period_id="maple.2026-01-01",
                questionnaire_group="parents",
                body=line.body,
                previous_hash=GENESIS,
                hash=line.hash,
            )
        )


def test_a_wave_is_published_for_coordinator_and_judge(
    act: Act, desk: Browser, signed_in: Callable[[str], Browser]
) -> None:
    families_have_said(act)
    with act.place.db.write() as session:
        identify(session, TEAM, entry_id="a" * 32, what=WHAT, who="Court", identified_on=OPENS)
        take_step(session, TEAM, "a" * 32, "achieved", LAST_DAY + timedelta(days=1))
        log_change(
            session, TEAM, entry_id="b" * 32, kind="funding", what="A grant", happened_on=OPENS
        )
    hold_wave(act, 14, 9)
    assert len(documents(act)) == 2 * 2 * 4
    with act.place.db.read() as session:
        (release,) = releases_of(session, TEAM)
    found = reach(release, Condition.parse("affirmed:sense_of_trust"))
    assert (found.low, found.high, found.base) == (9, 15, 20)

    page = desk.text("/reports")
    assert page.index("Family Team Meetings") < page.index("Active Community Team</h2>")
    judge = signed_in(JUDGE)
    for browser in (desk, judge):
        report = browser.text(f"/reports/act/{LABEL}")
        assert "9 of the 14 members who answered (between 9 and 15 of all 20)" in report
        assert "between 9 and 15 of all 20" in tables(report)["said-trust"][1]
        assert (WHAT in report) == (browser is desk)
        # As of the wave's last day.
        assert "1 priority (monitored with data: 0; achieved: 0)" in report
        spanish = browser.text(f"/reports/act/{LABEL}?language=es")
        assert "entre 9 y 15 del total de 20" in spanish
        pdf = browser.get(f"/reports/act/{LABEL}/en.pdf")
        assert pdf.headers["Content-Disposition"].endswith(
            f"Maple-County-ACT-2026-Q2{'' if browser is desk else '-judge'}-en.pdf"
        )
        assert "between 9 and 15 of all 20" in pdf_text(pdf.data)
        assert browser.get(f"/reports/act/{LABEL}/es.xlsx").status_code == 200
    gaps = tables(desk.text(f"/reports/act/{LABEL}"))["gaps"]
    assert ["Child care", "9 of 13", "at least 11 of 14"] in gaps


def test_the_reports_of_a_team_are_those_of_its_site(
    act: Act, desk: Browser, signed_in: Callable[[str], Browser], app: Flask
) -> None:
    hold_wave(act, 14, 9)
    other = signed_in(NEIGHBOUR)
    assert "Active Community Team</h2>" not in other.text("/reports")
    for path in (f"/reports/act/{LABEL}", f"/reports/act/{LABEL}/en.pdf"):
        assert desk.get(path).status_code == 200
        assert other.get(path).status_code == 404
    assert desk.get("/reports/act/2026-Q1").status_code == 404
    assert desk.get(f"/reports/{LABEL}").status_code == 404


def test_a_wave_that_is_too_small_has_no_report_and_the_shelf_says_why(
    act: Act, desk: Browser
) -> None:
    hold_wave(act, 9, 9)
    assert documents(act) == set()
    page = desk.text("/reports")
    assert "Nothing could be released yet." in page
    assert "not shown: too few answered or were asked. These answers were destroyed." in page


def test_a_later_wave_that_is_too_small_reports_what_was_out_before(
    act: Act, desk: Browser
) -> None:
    hold_wave(act, 14, 9)
    hold_wave(act, 9, 9, "2026-Q3")
    report = desk.text("/reports/act/2026-Q3")
    assert "No result for the wave of July to September 2026. Too few members answered" in report
    assert "April to June 2026" in report
    assert "9 of the 14 members who answered" in report


def test_a_report_knows_nothing_of_later_waves(act: Act) -> None:
    hold_wave(act, 14, 9)
    hold_wave(act, 14, 14, "2026-Q3")
    with act.place.db.read() as session:
        gathered = gather_team(session, act.wave().period_id, act.place.questionnaires)
        assert [release.label for release in gathered.releases] == ["2026-Q2"]


def test_missed_waves_and_mail_are_gathered(act: Act) -> None:
    hold_wave(act, 14, 9)
    hold_wave(act, 9, 9, "2026-Q3")
    states = [SENT] * 12 + [SENDING, REFUSED, FAILED, FAILED, WAITING]
    wave = act.wave("2026-Q3")
    with act.place.db.write() as session:
        session.query(Mail).delete()  # the invitations that wait, as nothing sends them here
        seats = session.query(Seat).filter(Seat.team_id == TEAM)
        session.add_all(
            Mail(
                period_id=wave.period_id,
                seat_id=seat.id,
                kind=INVITATION,
                state=state,
                next_at=act.place.clock.now(),
            )
            for seat, state in zip(seats, states, strict=False)
        )
    with act.place.db.read() as session:
        found = gather_team(session, wave.period_id, act.place.questionnaires)
        assert found.missed == (MissedWave(Term.parse("2026-Q3"), Missing.TOO_FEW),)
        assert found.delivery == Delivery(20, 13, 1, 2)
        assert gather_team(session, act.wave().period_id, act.place.questionnaires).missed == ()
