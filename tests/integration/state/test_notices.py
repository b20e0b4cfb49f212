"""Those who work for the state are told once of an edition, and nothing of what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, update

from sb_feedback.jobs import outbox_at, state_publisher_at
from sb_feedback.models import Letter, User
from sb_feedback.models.document import FORMULA
from sb_feedback.services.editions import Rendering
from sb_feedback.services.state_editions import publishing
from sb_feedback.workplace import Workplace
from tests.integration.mailing.post_office import PostOffice, open_office
from tests.integration.staff.mailed import Mailed
from tests.integration.staff.people import ADMINISTRATOR, STATE_TEAM, settle
from tests.integration.state.telling import Q1, Q2, Q3, SITES, TODAY, State, decide_all

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
QUARTERS = (Q1, Q2, Q3)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _one_short_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        publishing, "rendered", lambda _report: [Rendering("state", "en", "html", b"<p>")]
    )


@pytest.fixture
def decided(workplace: Workplace) -> Workplace:
    """Three sites with results of two quarters, of which one more has none."""
    settle(workplace)
    told = State(workplace)
    for site in SITES[:3]:
        told.scope(site)
        for quarter in (Q1, Q2):
            told.closed(site, quarter, "parents")
    decide_all(workplace, TODAY)
    return workplace


def publish(place: Workplace) -> None:
    for quarter in QUARTERS:
        state_publisher_at(place).publish(quarter.label)


def planned(place: Workplace) -> int:
    with place.db.read() as session:
        return session.scalar(select(func.count()).select_from(Letter)) or 0


def test_each_is_told_once_of_each_edition_and_of_no_result(
    decided: Workplace, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailed = Mailed.at(decided, office)
    publish(mailed.place)
    monkeypatch.setattr(publishing, "FORMULA", FORMULA + 1)
    publish(mailed.place)
    outbox_at(mailed.place).send_due()
    told = Counter(one.to for one in office.taken)
    assert told == dict.fromkeys((ADMINISTRATOR, STATE_TEAM), 2)
    texts = "".join(one.text for one in office.to(STATE_TEAM))
    assert "The report of Test state for January 2025 to March 2025 is ready." in texts
    assert "El informe de Test state de abril de 2025 a junio de 2025 está listo." in texts
    digits = [letter for letter in texts.replace("2025", "") if letter.isdigit()]
    assert "".join(digits) == "5000" * 8, "the address of the pages, twice in each language"
    assert not [site for site in SITES if site in texts]
    mailed.place.db.engine.dispose()


def test_who_wants_no_mail_or_left_is_not_told(decided: Workplace, office: PostOffice) -> None:
    mailed = Mailed.at(decided, office)
    with mailed.place.db.write() as session:
        session.execute(update(User).where(User.email == ADMINISTRATOR).values(takes_notices=False))
        session.execute(
            update(User).where(User.email == STATE_TEAM).values(ended_at=mailed.place.clock.now())
        )
    publish(mailed.place)
    assert planned(mailed.place) == 0
    mailed.place.db.engine.dispose()


def test_nothing_is_planned_where_no_mail_is_sent_or_where_it_is_no_news(
    decided: Workplace, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(decided)
    monkeypatch.setattr(publishing, "FORMULA", FORMULA + 1)
    mailed = Mailed.at(decided, office)
    publish(mailed.place)
    assert planned(mailed.place) == 0
    mailed.place.db.engine.dispose()
