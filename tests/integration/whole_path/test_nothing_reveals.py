"""No page tells how many have answered: not while a period is open, and not while answers wait."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from sb_feedback import create_app
from sb_feedback.jobs import Worker
from sb_feedback.models import Document, Installation, User
from sb_feedback.models.account import ADMINISTRATOR, COORDINATOR, JUDGE
from sb_feedback.services.founding import SetUp, add_site
from sb_feedback.services.improvements import Plan, pick_improvement
from sb_feedback.services.overview import waiting_batches
from sb_feedback.services.periods import site_period_on, state_professionals
from sb_feedback.workplace import Workplace
from tests.integration.whole_path.conftest import MakePlace
from tests.integration.whole_path.helping import FULLY, invite, meet, say
from tests.integration.whole_path.playing import rendering
from tests.integration.whole_path.respondents import Says, answer
from tests.integration.whole_path.staff import MadeMeeting, Staff

BASE_URL = "http://localhost:5000"
STAFF = ("coordinator", "reports", "account")
ROLES = ("parent", "caregiver", "professional")
DAY = date(2027, 2, 10)
#: 14 days after the quarter, when it is closed without being asked for.
CLOSING = date(2027, 4, 14)
NEW_IN_EVERY_PAGE = re.compile(rb'<input[^>]* name="(csrf_token|form_id|typed_in)"[^>]*>')

Pages = dict[tuple[str, str], tuple[int, bytes]]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Noon of a day in the first quarter of 2027."""
    with time_machine.travel(noon(DAY), tick=True) as moved:
        yield moved


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def town(clock: time_machine.Traveller, workplace: Workplace) -> Flask:
    """The pages of a workplace in that year."""
    made = create_app(workplace)
    made.config["TESTING"] = True
    return made


def signed_in(town: Flask, site: str, *roles: str) -> dict[str, Staff]:
    """One of each role, at the pages."""
    place = town.extensions["workplace"]
    sites = {role: None if role == ADMINISTRATOR else site for role in roles}
    emails = {role: invite(place, role, sites[role]) for role in roles}
    return {role: Staff.of(town.test_client(), BASE_URL, email) for role, email in emails.items()}


def look(people: dict[str, Staff], paths: list[str]) -> Pages:
    """What is at these addresses for each of them, without what is new in every page."""
    found = {}
    for role, person in people.items():
        for path in paths:
            response = person.client.get(path, base_url=BASE_URL, buffered=True)
            found[role, path] = response.status_code, NEW_IN_EVERY_PAGE.sub(b"", response.data)
    return found


# --- while a period is open -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("database_kind", "today"),
    [
        pytest.param("sqlite", date(2027, 7, 2), id="sqlite, ended"),
        pytest.param("postgresql", date(2027, 4, 20), id="postgresql, open"),
    ],
    indirect=["database_kind"],
)
def test_no_page_of_staff_changes_when_an_answer_arrives(
    clock: time_machine.Traveller, town: Flask, workplace: Workplace, today: date
) -> None:
    close_a_quarter_and_pick_a_practice(clock, workplace)
    clock.move_to(noon(today))
    held_on = date(2027, today.month - 1, 28) if today.month == 7 else today
    (meeting_id,) = meet(workplace, "maple", held_on, dict.fromkeys(ROLES, 3))
    people = signed_in(town, "maple", COORDINATOR, JUDGE, ADMINISTRATOR)
    coordinator = people[COORDINATOR]
    made = MadeMeeting(coordinator.get(f"/meetings/{meeting_id}"))
    ways = {role: (made.link(role), *coordinator.print_cards(made, role, 1)) for role in ROLES}
    paths = every_path(town, meeting_id, _a_judge(workplace))
    paths.remove("/account/code")  # it makes a new secret at each look
    before = look(people, paths)
    other = {path for path in paths if before[COORDINATOR, path][0] != 200}
    not_hers = {path for path in paths if path.startswith(("/reports/act/", "/reports/state/"))}
    before_signing_in = {"/sign-in", "/sign-in/code", "/invited/no-link", "/new-password/no-link"}
    of_the_state = {"/sites", "/sites/new", "/state"}
    # Something is picked already, so its form leads back.
    assert other == {"/improvement/pick"} | before_signing_in | of_the_state | not_hers
    for role in ROLES:
        for way in ways[role]:
            answer(town, BASE_URL, way, Says(role, FULLY, ("B01",)))
        assert look(people, paths) == before, role


def close_a_quarter_and_pick_a_practice(clock: time_machine.Traveller, place: Workplace) -> None:
    """A report to read, and something on the page of the picked practice."""
    for meeting_id in meet(place, "maple", DAY, {"parent": 1}, 16)[:12]:
        say(place, meeting_id, "parent", DAY)
    clock.move_to(noon(CLOSING))
    with rendering(("site", "judge"), ("en",)):
        Worker(place).run_round()
    with place.db.write() as session:
        pick_improvement(
            session,
            "maple",
            Plan(
                group="parents",
                item="D2",
                what="Two dates for each step",
                who="Judge",
                started_on=CLOSING,
                by_when=CLOSING,
            ),
        )


def _a_judge(place: Workplace) -> str:
    with place.db.read() as session:
        return next(user.id for user in session.query(User) if user.role == JUDGE)


def every_path(town: Flask, meeting_id: str, user_id: str) -> list[str]:
    """The address of every page of staff: a new page has to be known here."""
    values = {
        "user_id": [user_id],
        "meeting_id": [meeting_id],
        "role": list(ROLES),
        "label": ["2027-Q1"],
        "language": ["en"],
        "kind": ["pdf", "xlsx", "csv"],
        "token": ["no-link"],
    }
    rules = [
        rule
        for rule in town.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.partition(".")[0] in STAFF
    ]
    assert {name for rule in rules for name in _to_fill(rule)} <= set(values)
    return [path for rule in rules for path in _filled(rule, values)]


def _filled(rule: Rule, values: dict[str, list[str]]) -> list[str]:
    paths = [re.sub(r"<(\w+:)?", "<", rule.rule)]
    for name in _to_fill(rule):
        paths = [path.replace(f"<{name}>", value) for path in paths for value in values[name]]
    return paths


def _to_fill(rule: Rule) -> set[str]:
    return rule.arguments - set(rule.defaults or ())


# --- while answers wait ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("database_kind", "families"),
    [
        pytest.param("sqlite", 15, id="sqlite, enough were asked"),
        pytest.param("postgresql", 9, id="postgresql, too few were asked"),
    ],
    indirect=["database_kind"],
)
def test_what_waits_looks_the_same_however_many_have_answered(
    clock: time_machine.Traveller, town: Flask, workplace: Workplace, families: int
) -> None:
    """Ten sites in which 0, 1 ... 9 families of parents, and as many of caregivers, answered."""
    sites = [f"site-{number}" for number in range(10)]
    with workplace.db.write() as session:
        for site in sites:
            choice = SetUp(site, site.title())
            add_site(session, site_id=site, name=choice.name, set_up=choice, today=DAY)
    Worker(workplace).run_round()
    for answered, site in enumerate(sites):
        held = meet(workplace, site, DAY, {"parent": 1, "caregiver": 1}, families)
        for meeting_id in held[:answered]:
            say(workplace, meeting_id, "parent", DAY)
            say(workplace, meeting_id, "caregiver", DAY)
    clock.move_to(noon(CLOSING))
    Worker(workplace).run_round()
    with workplace.db.read() as session:
        assert [len(waiting_batches(session, site)) for site in sites] == [2] * 10
    pages = [pages_of(town, site) for site in sites]
    assert b"waiting since 2027-Q1" in pages[0][COORDINATOR, "/reports"][1]
    assert b"What waits" in pages[0][COORDINATOR, "/home"][1]
    assert [number for number, found in enumerate(pages) if found != pages[0]] == []


def pages_of(town: Flask, site: str) -> Pages:
    """What the coordinator and the judge of a site see, without the site's name."""
    people = signed_in(town, site, COORDINATOR, JUDGE)
    found = look(people, ["/home", "/period", "/reports", "/meetings", "/improvement"])
    names = re.compile(site.encode(), re.IGNORECASE)
    return {where: (status, names.sub(b"site", page)) for where, (status, page) in found.items()}


def test_a_report_of_others_is_the_same_however_many_answers_wait(
    clock: time_machine.Traveller, make_place: MakePlace
) -> None:
    """Professionals are released; of the parents 0, 4 and 9 have answered and wait."""
    stored = []
    for answered in (0, 4, 9):
        place = make_place("sqlite")
        clock.move_to(noon(DAY))
        release_professionals_while_parents_wait(place, answered)
        clock.move_to(noon(CLOSING))
        with rendering(("site", "judge"), ("en",)):
            Worker(place).run_round()
        with place.db.read() as session:
            rows = session.scalars(select(Document).order_by(Document.edition, Document.format))
            stored.append([(row.edition, row.format, row.content_hash) for row in rows])
    assert len(stored[0]) == 2 * 4
    assert stored[1:] == stored[:1] * 2


def release_professionals_while_parents_wait(place: Workplace, answered: int) -> None:
    choice = SetUp("maple", "Maple County")
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        add_site(session, site_id="maple", name="Maple County", set_up=choice, today=DAY)
    Worker(place).run_round()
    held = meet(place, "maple", DAY, {"parent": 1, "professional": 1}, 15)
    for meeting_id in held[:12]:
        say(place, meeting_id, "professional", DAY)
    for meeting_id in held[:answered]:
        say(place, meeting_id, "parent", DAY)
    with place.db.write() as session:
        part = site_period_on(session, "maple", DAY)
        assert part is not None
        state_professionals(part, 15)
