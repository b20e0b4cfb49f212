"""Who has access: seen, changed, ended and given back by those who may, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from time_machine import Traveller

from sb_feedback.models import SignIn, User
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.people import Actor, change_role, end_access, give_back, roles_for
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    NEIGHBOUR,
    PASSWORD,
    PEOPLE,
    READER,
    REVIEWER,
    STATE_TEAM,
    Browser,
    user_of,
)

COORDINATING = Actor(COORDINATOR, "coordinator", "maple")
ADMINISTERING = Actor(ADMINISTRATOR, "administrator", None)
SECOND = "b@example.org"


def path_of(place: Workplace, email: str) -> str:
    return f"/people/{user_of(place, email).id}"


def add(place: Workplace, email: str, role: str, site_id: str | None) -> None:
    with place.db.write() as session:
        place.accounts.add_user(
            session,
            email=email,
            password=PASSWORD,
            role=role,
            site_id=site_id,
            today=place.clock.today(),
        )


def test_each_sees_who_has_access_where_they_look_after(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    here = signed_in(COORDINATOR).text("/people")
    for email, (_role, site_id) in PEOPLE.items():
        assert (email in here) is (site_id == "maple"), email
    assert "The reports of the site, not those of the state, and the action log." in here
    everywhere = signed_in(ADMINISTRATOR).text("/people")
    assert all(email in everywhere for email in PEOPLE)
    assert "Whole state" in everywhere


def test_a_long_list_comes_in_parts_and_is_searched(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    for number in range(21):
        add(place, f"reader{number:02}@oak.example", "reader", "oak")
    visitor = signed_in(ADMINISTRATOR)
    assert "Part 1 of 2" in visitor.text("/people")
    assert "reader20@oak.example" in visitor.text("/people?page=2")
    found = visitor.text("/people?q=READER07")
    assert "reader07@oak.example" in found
    assert "reader08@oak.example" not in found
    assert COORDINATOR in visitor.text("/people?q=maple")
    assert "Nobody fits “zz”." in visitor.text("/people?q=%20zz")
    for odd in ("page=0", "page=99999999999999999999", "page=x", "q=%00", "q=%25"):
        assert visitor.get(f"/people?{odd}").status_code == 200, odd


def test_a_change_of_role_ends_the_sessions(
    place: Workplace, desk: Browser, signed_in: Callable[[str], Browser]
) -> None:
    reader = signed_in(READER)
    with place.db.write() as session:
        session.get_one(User, user_of(place, READER).id).since = date(2026, 1, 1)
    response = desk.send(f"{path_of(place, READER)}/role", on=path_of(place, READER), role="judge")
    assert response.status_code == 303
    found = user_of(place, READER)
    assert (found.role, found.since) == ("judge", place.clock.today())
    assert reader.get("/reports").status_code == 302
    with place.db.read() as session:
        assert not session.query(SignIn).filter_by(user_id=found.id).count()


def test_an_access_that_ends_ends_at_once_and_can_be_given_back(
    place: Workplace, desk: Browser, signed_in: Callable[[str], Browser], clock: Traveller
) -> None:
    reader, path = signed_in(READER), path_of(place, READER)
    response = desk.send(f"{path}/end", on=path)
    assert "has ended. You can undo this here." in desk.text(response.location)
    assert reader.get("/reports").status_code == 302
    assert reader.sign_in(READER).status_code == 422
    assert desk.send(f"{path}/back", on="/people").status_code == 303
    assert reader.sign_in(READER).status_code == 302


def test_an_old_session_opens_nothing_once_the_access_has_ended(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    reader = signed_in(READER)
    with place.db.write() as session:
        session.get_one(User, user_of(place, READER).id).ended_at = datetime.now(UTC)
    assert reader.get("/reports").status_code == 302


def test_after_a_month_somebody_is_invited_again(
    place: Workplace, desk: Browser, clock: Traveller
) -> None:
    path = path_of(place, READER)
    desk.send(f"{path}/end", on=path)
    clock.shift(timedelta(days=31))
    desk.sign_in(COORDINATOR)
    assert READER not in desk.text("/people")
    refused = desk.send(f"{path}/back", on="/people")
    assert refused.status_code == 409
    assert "Invite the person again." in refused.text
    add(place, READER, "judge", "oak")
    found = user_of(place, READER)
    assert (found.role, found.site_id, found.ended_at) == ("judge", "oak", None)


def test_an_address_with_access_cannot_be_given_another(place: Workplace) -> None:
    with pytest.raises(NotAllowed, match="has an account already"):
        add(place, READER, "judge", "oak")


@pytest.mark.parametrize("email", [COORDINATOR, REVIEWER, SECOND])
def test_a_coordinator_changes_only_those_who_read(
    email: str, place: Workplace, desk: Browser
) -> None:
    add(place, SECOND, "coordinator", "maple")
    path = path_of(place, email)
    page = desk.text(path)
    assert "End access" not in page
    for form, fields in (("end", {}), ("role", {"role": "reader"})):
        assert desk.send(f"{path}/{form}", fields, on=path).status_code in (409, 422)
    assert user_of(place, email).ended_at is None


def test_a_coordinator_gives_no_role_that_is_not_hers_to_give(
    place: Workplace, desk: Browser
) -> None:
    path = path_of(place, READER)
    for role in ("coordinator", "reviewer", "administrator", "state_team", "", "owner"):
        assert desk.send(f"{path}/role", on=path, role=role).status_code == 422, role
        with place.db.write() as session, pytest.raises(NotAllowed):
            change_role(session, COORDINATING, user_of(place, READER).id, role, place.clock.today())
    assert user_of(place, READER).role == "reader"


def test_roles_of_the_state_stay_in_the_state(place: Workplace) -> None:
    assert set(roles_for(ADMINISTERING, user_of(place, NEIGHBOUR))) == {
        "coordinator",
        "reader",
        "judge",
        "reviewer",
    }
    assert set(roles_for(ADMINISTERING, user_of(place, STATE_TEAM))) == {
        "administrator",
        "state_team",
    }


def test_nobody_ends_their_own_access(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    add(place, SECOND, "administrator", None)
    visitor, path = signed_in(ADMINISTRATOR), path_of(place, ADMINISTRATOR)
    assert "This is you." in visitor.text(path)
    assert visitor.send(f"{path}/end", on=path).status_code == 409
    assert visitor.send(f"{path}/role", on=path, role="state_team").status_code == 409


def test_the_last_administrator_keeps_access_and_role(place: Workplace) -> None:
    another = Actor("somebody@example.org", "administrator", None)
    user_id = user_of(place, ADMINISTRATOR).id
    with pytest.raises(NotAllowed, match="only administrator"), place.db.write() as session:
        end_access(session, another, user_id, datetime.now(UTC))
    with pytest.raises(NotAllowed, match="only administrator"), place.db.write() as session:
        change_role(session, another, user_id, "state_team", place.clock.today())


def test_two_administrators_who_end_each_other_leave_one(place: Workplace) -> None:
    add(place, SECOND, "administrator", None)
    both, refused = Barrier(2), []

    def end(by: str, whom: str) -> None:
        both.wait()
        try:
            with place.db.write() as session:
                who = Actor(by, "administrator", None)
                end_access(session, who, user_of(place, whom).id, datetime.now(UTC))
        except NotAllowed as refusal:
            refused.append(str(refusal))

    pair = [
        Thread(target=end, args=names)
        for names in ((ADMINISTRATOR, SECOND), (SECOND, ADMINISTRATOR))
    ]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    assert refused == ["This is the only administrator. Make another one first."]


def test_ending_twice_is_one_end(place: Workplace) -> None:
    user_id, now = user_of(place, READER).id, datetime.now(UTC)
    for later in range(2):
        with place.db.write() as session:
            end_access(session, COORDINATING, user_id, now + timedelta(minutes=later))
    assert user_of(place, READER).ended_at == now
    with place.db.write() as session:
        give_back(session, COORDINATING, user_id, now)
        give_back(session, COORDINATING, user_id, now)
    assert user_of(place, READER).ended_at is None


def test_a_judge_has_no_list_of_people(signed_in: Callable[[str], Browser]) -> None:
    for email in (JUDGE, READER, REVIEWER, STATE_TEAM):
        assert signed_in(email).get("/people").status_code == 404
