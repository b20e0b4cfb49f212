"""What every page of staff has: headers, protection of forms, the SAMPLE mark, first words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from sb_feedback.models import Card, Document, Improvement, Installation, Meeting, Period
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    Browser,
    hold,
    move_calendar,
)

#: What it does is help; there is no other, and none within a page.
ONE_SCRIPT = '<script type="module" src="/static/staff.js"></script>'
READ = ("/home", "/meetings", "/meetings/new", "/period", "/team", "/improvement", "/reports")


def test_headers_are_on_every_response(desk: Browser, place: Workplace) -> None:
    meeting = f"/meetings/{hold(place).id}"
    sheet = desk.send(f"{meeting}/cards/parent", {"parent-number": "1"}, on=meeting)
    fault = desk.send("/meetings/new")
    asked = [
        desk.get(path)
        for path in (*READ, meeting, f"{meeting}/show/parent", "/home/nothing", "/static/staff.css")
    ]
    signed_out = desk.sign_out()
    for response in (sheet, fault, *asked, signed_out, desk.get("/home"), desk.get("/sign-in")):
        headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Robots-Tag"] == "noindex, noarchive"
        if response.mimetype != "text/css":
            assert headers["Cache-Control"] == "no-store"


def test_pages_need_no_script_and_carry_no_style_of_their_own(
    desk: Browser, place: Workplace
) -> None:
    meeting = f"/meetings/{hold(place).id}"
    for path in (*READ[:6], meeting, f"{meeting}/show/parent"):
        page = desk.text(path)
        assert re.findall(r"<script.*", page) == [ONE_SCRIPT], path
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), path


def forms_of(desk: Browser, place: Workplace) -> list[tuple[str, dict[str, str]]]:
    meeting = hold(place).id
    desk.send(
        "/improvement/pick",
        aim="fully:D2",
        group="parents",
        what="Two times",
        who="Judge",
        started_on="2026-05-13",
        by_when="2026-05-13",
    )
    with place.db.read() as session:
        picked = session.query(Improvement).one().id
    return [
        ("/meetings/new", {"held_on": "2026-05-13", "parents": "1", "languages": "en"}),
        (f"/meetings/{meeting}/attendance", {"parents": "9"}),
        (f"/meetings/{meeting}/cards/parent", {"parent-number": "1"}),
        ("/period/maple.2026-04-01/professionals", {"of-2026-04-01-professionals": "5"}),
        ("/period/maple.2026-04-01/close", {"close-2026-04-01-sure": "y"}),
        ("/improvement/pick", {"aim": "fully:R1"}),
        (f"/improvement/{picked}", {"verdict": "drop"}),
        ("/sign-in", {"email": COORDINATOR, "password": "x"}),
        ("/sign-out", {}),
    ]


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_a_form_that_our_page_did_not_send_does_nothing(
    desk: Browser, place: Workplace, token: str | None
) -> None:
    forms = forms_of(desk, place)
    move_calendar(place, 10)
    for path, fields in forms:
        proof = {} if token is None else {"csrf_token": token}
        response = desk.client.post(path, data=fields | proof)
        assert response.status_code == 400, path
        assert "Nothing was saved or changed." in response.text, path
    with place.db.read() as session:
        assert [held.parents for held in session.query(Meeting)] == [2]
        assert session.query(Card).filter_by(shared=False).count() == 0
        assert session.query(Improvement).one().verdict is None
    assert desk.get("/home").status_code == 200


def test_the_token_of_one_browser_is_nothing_in_another(
    signed_in: Callable[[str], Browser],
) -> None:
    ours, theirs = signed_in(COORDINATOR), signed_in(COORDINATOR)
    token = re.search(r'name="csrf_token" value="([^"]+)"', theirs.text("/home"))
    assert token is not None
    assert ours.client.post("/sign-out", data={"csrf_token": token[1]}).status_code == 400


@pytest.mark.parametrize("sample", [True, False])
def test_invented_data_are_marked(desk: Browser, place: Workplace, sample: bool) -> None:
    with place.db.write() as session:
        session.get_one(Installation, 1).sample = sample
    for path in READ:
        assert ("<strong>SAMPLE</strong>" in desk.text(path)) is sample


def test_a_respondents_page_looks_nobody_up(
    browser: Browser, app: Flask, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise AssertionError

    browser.sign_in(COORDINATOR)
    monkeypatch.setattr("sb_feedback.web.access.find_session", fail)
    monkeypatch.setattr("sb_feedback.web.access.is_sample", fail)
    for path in ("/static/staff.css", "/other-card", "/Q/AAAA2222"):
        browser.get(path)
    with pytest.raises(AssertionError):
        browser.get("/home")


def test_home_is_of_use_before_the_first_report(desk: Browser) -> None:
    page = desk.text("/home")
    for words in ("No meetings yet", "No report yet", "Nothing picked right now", "New meeting"):
        assert words in page


def test_home_leads_to_the_newest_report_and_its_pdf(desk: Browser, place: Workplace) -> None:
    with place.db.write() as session:
        session.get_one(Period, "maple.2026-04-01").state = "closed"
        for name in ("html", "pdf"):
            session.add(
                Document(
                    period_id="maple.2026-04-01",
                    edition="site",
                    language="en",
                    format=name,
                    formula=1,
                    content_hash="0" * 64,
                )
            )
    move_calendar(place, 49)
    page = desk.text("/home")
    assert 'href="/reports/2026-Q2"' in page
    assert 'href="/reports/2026-Q2/en.pdf"' in page


def test_home_shows_own_records_and_no_count_of_answers(desk: Browser, place: Workplace) -> None:
    hold(place, parents=3, caregivers=1, professionals=7)
    hold(place, parents=1, caregivers=0, professionals=4)
    page = desk.text("/home")
    shown = dict(re.findall(r"<dt>([\w ]+)</dt><dd>(\d+)</dd>", page))
    assert shown == {
        "Meetings": "2",
        "Families": "2",
        "Parents": "4",
        "Caregivers": "1",
        "Professionals": "11",
        "Cards printed": "0",
    }
    assert not re.search(r"\d[^.<]* answered", page)


def test_an_administrator_sees_sites_and_accounts_and_nothing_else(
    signed_in: Callable[[str], Browser],
) -> None:
    page = signed_in(ADMINISTRATOR).text("/sites")
    for words in ("Maple County", "Oak County", "2026-Q2", "Open", COORDINATOR, "(judge)"):
        assert words in page
    assert "password" not in page


def test_a_site_without_period_or_account_is_told(
    signed_in: Callable[[str], Browser], place: Workplace
) -> None:
    from datetime import date

    from sb_feedback.models import Scope, Site

    with place.db.write() as session:
        session.add(Scope(id="new", name="New pool", chosen_on=date(2026, 5, 1)))
        session.flush()
        session.add(Site(id="new", scope_id="new", name="Fir County"))
    page = signed_in(ADMINISTRATOR).text("/sites")
    assert "Nobody has an account yet." in page
    assert "None yet" in page
    assert "Counted together as New pool" in page
