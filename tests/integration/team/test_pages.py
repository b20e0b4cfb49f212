"""The pages of a team: what matters now, one survey, and its slide."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from sb_feedback.models import Seat, SiteHelp
from sb_feedback.models.team import SHARED, SINGLE_USE
from sb_feedback.services.answering import Recorded
from tests.integration.staff.people import NEIGHBOUR, Browser
from tests.integration.team.telling import LABEL, Act

OPENS, ENDS = date(2026, 6, 1), date(2026, 6, 14)
PAGE = f"/team/waves/{LABEL}"


def neighbour(app: Flask) -> Browser:
    """The coordinator next door."""
    opened = Browser(app.test_client())
    assert opened.sign_in(NEIGHBOUR).status_code == 302
    return opened


def test_a_team_is_begun_by_a_button(desk: Browser, app: Flask, act: Act) -> None:
    other = neighbour(app)
    assert "Begin the ACT of this site" in other.text("/team")
    assert other.send("/team/begin", on="/team").location == "/team"
    assert "No survey is planned yet" in other.text("/team")
    act.round()
    page = other.text("/team")
    assert "Survey of 2026-Q2" in page
    assert "The roster is too small to show results." in page


def test_home_says_what_comes_next(desk: Browser, act: Act) -> None:
    page = desk.text("/team")
    assert "Opens on Monday, June 1, 2026" in page
    assert "One link for everybody" in page
    assert "20 on the roster of that day" in page
    assert "Needs you" not in page
    act.go_to(OPENS)
    page = desk.text("/team")
    assert "Open until Sunday, June 14, 2026" in page
    assert "20 when it opened" in page
    assert "Get the link and the slide" in page


def test_no_page_has_a_count_of_answers(desk: Browser, act: Act) -> None:
    act.go_to(OPENS)

    def pages() -> list[str]:
        texts = [desk.text(path) for path in ("/team", PAGE, f"{PAGE}/slide")]
        return [re.sub(r'name="csrf_token" value="[^"]+"', "", text) for text in texts]

    before = pages()
    for _ in range(11):
        act.send(act.link(), {"r": {"T1": 5}})
    assert pages() == before


def test_the_link_is_there_to_hand_out(desk: Browser, act: Act) -> None:
    link = act.link()
    ahead = desk.text(PAGE)
    assert f"/Q/{link.qr}" in ahead
    assert "You can send the link ahead" in ahead
    assert desk.get(f"{PAGE}/slide").status_code == 404
    act.go_to(OPENS)
    page = desk.text(PAGE)
    for words in (
        f"/Q/{link.qr}",
        link.typed_in_groups,
        "mailto:?subject=How%20is%20our%20team%20doing%3F",
        "sms:?&body=",
        "until June 14, 2026",
        "hasta el 14 de junio de 2026",
        'role="img"',
    ):
        assert words in page, words
    slide = desk.text(f"{PAGE}/slide")
    assert link.typed_in_groups in slide
    assert "Miembros del Equipo Activo de la Comunidad" in slide


def test_the_day_is_changed_before_it_opens(desk: Browser, act: Act) -> None:
    for day, words in (
        ("2026-06-18", "Choose a day from May 13, 2026 to June 17, 2026."),
        ("2026-05-12", "Choose a day from May 13, 2026 to June 17, 2026."),
        ("soon", "Type a date as year-month-day"),
        ("", "Type the day when it opens."),
    ):
        response = desk.send(f"{PAGE}/opens", on=PAGE, first_day=day)
        assert response.status_code == 422, day
        assert words in response.text
        assert 'class="error-summary"' in response.text
    assert act.wave().period.first_day == OPENS
    assert desk.send(f"{PAGE}/opens", on=PAGE, first_day="2026-06-08").status_code == 303
    assert act.wave().period.last_day == date(2026, 6, 21)
    act.go_to(date(2026, 6, 8))
    refused = desk.send(f"{PAGE}/opens", on=PAGE, first_day="2026-06-09")
    assert refused.status_code == 409
    assert "its first day is final" in refused.text


def test_it_is_extended_while_it_is_open(desk: Browser, act: Act) -> None:
    act.go_to(OPENS)
    for day in ("2026-06-14", "2026-07-01"):
        response = desk.send(f"{PAGE}/extend", on=PAGE, last_day=day)
        assert response.status_code == 422
        assert "Choose a day from June 15, 2026 to June 30, 2026." in response.text
    assert desk.send(f"{PAGE}/extend", on=PAGE, last_day="2026-06-30").status_code == 303
    assert "cannot be extended further" in desk.text(PAGE)
    assert act.wave().period.last_day == date(2026, 6, 30)


def test_the_door_is_chosen_before_it_opens(desk: Browser, act: Act) -> None:
    assert desk.send(f"{PAGE}/door", on=PAGE, door="window").status_code == 422
    assert desk.send(f"{PAGE}/door", on=PAGE, door=SINGLE_USE).status_code == 303
    assert act.wave().door == SINGLE_USE
    act.go_to(OPENS)
    page = desk.text(PAGE)
    assert "/Q/" not in page
    assert "went out by e-mail and works once" in page
    assert desk.get(f"{PAGE}/slide").status_code == 404
    desk.send(f"{PAGE}/door", on=PAGE, door=SHARED)
    assert (act.wave().door, act.wave("2026-Q3").door) == (SINGLE_USE, SHARED)


def test_what_is_missing_is_said_first(desk: Browser, act: Act) -> None:
    with act.place.db.write() as session:
        session.query(SiteHelp).filter_by(site_id="maple").delete()
        left = session.query(Seat).order_by(Seat.email).limit(9).all()
        for seat in left:
            seat.left_on = OPENS
    for path in ("/team", PAGE):
        page = desk.text(path)
        assert "help lines" in page
        assert "11 members" in page
        assert "13" in page
    assert "destroyed unread" in desk.text(PAGE)
    assert "/Q/" not in desk.text(PAGE)
    act.go_to(OPENS)
    assert desk.get(f"{PAGE}/slide").status_code == 409


@pytest.mark.parametrize(("answers", "words"), [(16, "Results are in the report."), (9, "too few")])
def test_an_ended_survey_says_what_became_of_it(
    desk: Browser, act: Act, answers: int, words: str
) -> None:
    act.go_to(OPENS)
    for _ in range(answers):
        act.send(act.link(), {"r": {"T1": 5}})
    act.pass_to(ENDS + timedelta(days=1))
    response = desk.get(PAGE)
    assert "Ended. The link takes no more answers." in response.text
    assert response.headers["Refresh"] == "5"
    assert "Refresh" not in desk.get(f"{PAGE}?still=yes").headers
    act.round()
    for path in ("/team", PAGE):
        assert words in desk.text(path), path
    assert "/Q/" not in desk.text(PAGE)


def test_no_page_of_staff_changes_when_a_member_answers(desk: Browser, act: Act) -> None:
    act.go_to(OPENS)
    act.round()
    paths = ("/home", "/team", PAGE, f"{PAGE}/slide", "/team/roster", "/team/mail", "/reports")
    before = {path: _without_tokens(desk.text(path)) for path in paths}
    for _ in range(3):
        assert act.send(act.link(), {"r": {"T1": 5}}) == Recorded.THANKS
    assert {path: _without_tokens(desk.text(path)) for path in paths} == before


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_nothing_of_it_is_there_for_the_next_site(desk: Browser, app: Flask, act: Act) -> None:
    other = neighbour(app)
    for path in (PAGE, f"{PAGE}/slide"):
        assert other.get(path).status_code == 404
    for form in ("opens", "extend", "door"):
        response = other.send(f"{PAGE}/{form}", on="/team", first_day="2026-06-08", door=SINGLE_USE)
        assert response.status_code == 404
    assert (act.wave().period.first_day, act.wave().door) == (OPENS, SHARED)
    for label in ("2026-Q1", "2026", "x", "%00"):
        assert desk.get(f"/team/waves/{label}").status_code == 404


def test_a_form_that_our_page_did_not_send_does_nothing(desk: Browser, act: Act) -> None:
    for form in ("opens", "extend", "door"):
        response = desk.client.post(f"{PAGE}/{form}", data={"first_day": "2026-06-08"})
        assert response.status_code == 400
    assert act.wave().period.first_day == OPENS


def test_pages_need_no_script(desk: Browser, act: Act) -> None:
    act.go_to(OPENS)
    for path in ("/team", PAGE, f"{PAGE}/slide"):
        page = desk.text(path)
        assert not re.search(r"<script>|<style| style=", page), path
