"""When the documents of a closing are ready, all who read them are told once, and nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from sb_feedback.jobs import Worker
from sb_feedback.models import Letter
from tests.integration.mailing.post_office import PostOffice, open_office
from tests.integration.staff.mailed import ONE_DATABASE, Mailed
from tests.integration.staff.people import COORDINATOR, JUDGE, READER, settle
from tests.integration.team.telling import LABEL, Act
from tests.integration.team.test_reports import answer_all
from tests.integration.whole_path.playing import rendering


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def counted(act: Act) -> Act:
    """A wave that was answered and counted; its documents are to be made."""
    settle(act.place)
    act.go_to(act.wave().period.first_day)
    answer_all(act, 17, 15)
    act.end(LABEL)
    return act


@ONE_DATABASE
def test_readers_are_told_once_when_the_report_is_there(counted: Act, office: PostOffice) -> None:
    mailed = Mailed.at(counted.place, office)
    with rendering(("site", "judge"), ("en",)):
        for _ in range(2):
            Worker(mailed.place).run_round()
    told = Counter(one.to for one in office.taken if not one.to.startswith("member"))
    assert told == dict.fromkeys((COORDINATOR, JUDGE, READER), 1)
    (news,) = office.to(READER)
    assert "The report of Maple County ACT for April 2026 to June 2026 is ready." in news.text
    for number in ("15", "17", "20", "%"):
        assert number not in news.text.replace("2026", "")
    mailed.place.db.engine.dispose()


@ONE_DATABASE
def test_nothing_is_planned_where_no_mail_is_sent(counted: Act) -> None:
    with rendering(("site",), ("en",)):
        Worker(counted.place).run_round()
    with counted.place.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Letter)) == 0
