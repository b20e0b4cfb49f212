"""Members by hand: added, changed, gone, back, and left alone with mail."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from sb_feedback.models import Seat
from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.roster import add_seat
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import NEIGHBOUR, Browser

ONE = {"email": "Jo.Doe@Example.org ", "sector": "provider", "joined_on": "2026-04-01"}


def seats(place: Workplace, team_id: str = "maple-act") -> list[Seat]:
    with place.db.read() as session:
        rows = select(Seat).where(Seat.team_id == team_id).order_by(Seat.email)
        return list(session.scalars(rows))


def add(place: Workplace, *emails: str, sector: str = "provider") -> list[str]:
    with place.db.write() as session:
        return [
            add_seat(
                session,
                "maple-act",
                email=email,
                sector=sector,
                joined_on=place.clock.today(),
            ).id
            for email in emails
        ]


def test_a_member_is_added_with_address_and_sector_and_nothing_else(
    office: Browser, team: Workplace
) -> None:
    assert "Nobody is on the roster yet." in office.text("/team/roster")
    assert office.send("/team/roster/new", ONE).location == "/team/roster"
    (seat,) = seats(team)
    assert (seat.email, seat.sector, seat.joined_on) == (
        "jo.doe@example.org",
        "provider",
        date(2026, 4, 1),
    )
    page = office.text("/team/roster")
    assert "1 member today." in page
    assert "jo.doe@example.org" in page
    columns = {column["name"] for column in inspect(team.db.engine).get_columns("seat")}
    assert columns == {"id", "team_id", "email", "sector", "joined_on", "left_on", "takes_mail"}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("email", "", "Type the e-mail address."),
        ("email", "jo", "This is no e-mail address."),
        ("email", "jo@example", "This is no e-mail address."),
        ("email", "Jo Doe <jo@example.org>", "This is no e-mail address."),
        ("email", "jo@exämple.org", "This is no e-mail address."),
        ("sector", "", "Choose a sector."),
        ("sector", "judge", "Choose a sector."),
        ("joined_on", "1066-10-14", "Check the year"),
        ("joined_on", "yesterday", "Type a date"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    office: Browser, team: Workplace, field: str, typed: str, words: str
) -> None:
    response = office.send("/team/roster/new", ONE | {field: typed})
    assert response.status_code == 422
    assert words in html.unescape(response.text)
    assert seats(team) == []


def test_an_address_stands_on_the_roster_once(office: Browser, team: Workplace) -> None:
    office.send("/team/roster/new", ONE)
    response = office.send("/team/roster/new", ONE | {"sector": "community"})
    assert response.status_code == 422
    assert "on the roster already" in response.text
    assert len(seats(team)) == 1


def test_what_was_typed_is_put_right(office: Browser, team: Workplace) -> None:
    first, _ = add(team, "jo@example.org", "al@example.org")
    path = f"/team/roster/{first}"
    changed = {"email": "jo@new.example", "sector": "community", "joined_on": "2026-05-01"}
    assert office.send(path, changed).location == path
    assert [seat.email for seat in seats(team)] == ["al@example.org", "jo@new.example"]
    taken = office.send(path, changed | {"email": "al@example.org"})
    assert taken.status_code == 409
    assert "Another member has this address." in taken.text


def test_who_leaves_can_come_back(office: Browser, team: Workplace) -> None:
    (one,) = add(team, "jo@example.org")
    path = f"/team/roster/{one}"
    early = office.send(f"{path}/leave", on=path, left_on="2026-05-12")
    assert early.status_code == 409
    assert "before the day of joining" in early.text
    office.send(f"{path}/leave", on=path, left_on="2026-05-13")
    assert seats(team)[0].left_on == date(2026, 5, 13)
    assert "No member from May 13, 2026 on." in office.text("/team/roster")
    assert "0 members today." in office.text("/team/roster")
    office.send(f"{path}/back", on=path)
    assert seats(team)[0].left_on is None
    assert "1 member today." in office.text("/team/roster")


def test_who_asks_for_no_mail_stays_a_member(office: Browser, team: Workplace) -> None:
    (one,) = add(team, "jo@example.org")
    path = f"/team/roster/{one}"
    office.send(f"{path}/mail/off", on=path)
    assert not seats(team)[0].takes_mail
    page = office.text("/team/roster")
    assert "Wants no mail." in page
    assert "1 member today." in page
    office.send(f"{path}/mail/on", on=path)
    assert seats(team)[0].takes_mail


def test_a_seat_of_another_site_is_not_there(
    office: Browser, team: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    (one,) = add(team, "jo@example.org")
    neighbour = signed_in(NEIGHBOUR)
    assert neighbour.get(f"/team/roster/{one}").status_code == 404
    for action in ("", "/leave", "/back", "/mail/off"):
        sent = neighbour.send(f"/team/roster/{one}{action}", ONE, on="/team/roster/new")
        assert sent.status_code == 404
    assert "jo@example.org" not in neighbour.text("/team/roster")
    assert seats(team)[0].takes_mail


def test_a_long_roster_has_search_order_and_parts(office: Browser, team: Workplace) -> None:
    add(team, *(f"m{number:02}@example.org" for number in range(15)))
    assert 'role="search"' not in office.text("/team/roster")
    add(team, *(f"n{number:02}@example.org" for number in range(30)), sector="community")
    shown = re.compile(r">([mn]\d\d)@example\.org<")
    first = office.text("/team/roster")
    assert 'role="search"' in first
    assert "Part 1 of 3" in first
    assert len(shown.findall(first)) == 20
    assert len(shown.findall(office.text("/team/roster?page=3"))) == 5
    assert shown.findall(office.text("/team/roster?by=sector"))[0] == "n00"
    assert shown.findall(office.text("/team/roster?q=m0")) == [f"m0{n}" for n in range(10)]
    assert "No member fits" in office.text("/team/roster?q=%25")
    for odd in ("page=0", "page=-4", "page=x", "page=99999999999999999999", "by=drop", "page=9"):
        assert shown.findall(office.text(f"/team/roster?{odd}"))


def test_a_roster_is_no_larger_than_a_wave_can_count(team: Workplace) -> None:
    today = team.clock.today()
    with team.db.write() as session:
        session.add_all(
            Seat(
                team_id="maple-act",
                email=f"m{number}@example.org",
                sector="provider",
                joined_on=today,
            )
            for number in range(MOST_MEMBERS)
        )
    with pytest.raises(NotAllowed):
        add(team, "one.more@example.org")
    assert len(seats(team)) == MOST_MEMBERS


def test_the_database_takes_no_capital_letters(team: Workplace) -> None:
    with pytest.raises(IntegrityError), team.db.write() as session:
        session.add(
            Seat(
                team_id="maple-act",
                email="A@b.example",
                sector="provider",
                joined_on=date(2026, 5, 1),
            )
        )
