"""The link of a wave in a browser: kind pages around it, and only sending spends anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from sb_feedback.models import SealedAnswer
from sb_feedback.models.team import SINGLE_USE
from sb_feedback.services.teams import team_at
from sb_feedback.services.waves import choose_door, single_use_links
from tests.integration.survey.handing_out import all_tables
from tests.integration.survey.reading import read
from tests.integration.survey.sending import answer, filled, open_page, send
from tests.integration.team.telling import Act

OPENS, ENDS = date(2026, 6, 1), date(2026, 6, 14)
LANGUAGES = {"en": "June 1, 2026", "es": "1 de junio de 2026"}
LAST_DAY = {"en": "June 14, 2026", "es": "14 de junio de 2026"}
PICKED = [("A-T1", "5"), ("A-L5", "4"), ("A-G1", "B04")]


def stored(act: Act) -> int:
    """How many answers lie sealed."""
    with act.place.db.read() as session:
        return session.query(SealedAnswer).count()


def own_link(act: Act) -> str:
    """A member's own link of the open wave."""
    codes = act.place.code_maker()
    with act.place.db.write() as session:
        choose_door(session, codes, team_at(session, "maple"), SINGLE_USE, act.place.clock.today())
    act.go_to(OPENS)
    with act.place.db.write() as session:
        return single_use_links(session, codes, act.wave(), 1, OPENS)[0].qr


def test_before_its_day_the_link_says_from_when_it_works(act: Act, client: FlaskClient) -> None:
    code = act.link().qr
    for language, day in LANGUAGES.items():
        early = client.get(f"/Q/{code}?lang={language}")
        assert early.status_code == 403
        assert day in early.text
        assert "card" not in read(early.text).text
        assert "tarjeta" not in read(early.text).text
    assert client.post(f"/Q/{code}", data={"A-T1": "5", "do": "send"}).status_code == 403
    assert stored(act) == 0


@pytest.mark.parametrize("job_has_come", [False, True])
def test_after_its_end_it_says_until_when_it_worked(
    act: Act, client: FlaskClient, *, job_has_come: bool
) -> None:
    """Also when the wave's card is destroyed; a link of nobody's is still unknown."""
    codes = act.link()
    act.pass_to(ENDS + timedelta(days=1))
    if job_has_come:
        act.round()
    for language, day in LAST_DAY.items():
        for code in (codes.qr, codes.typed):
            ended = client.get(f"/Q/{code}?lang={language}")
            assert ended.status_code == 410, (language, code)
            assert day in ended.text
            assert "tarjeta" not in read(ended.text).text
            assert "tel:911" in read(ended.text).links
    assert client.post(f"/Q/{codes.qr}", data={"A-T1": "5", "do": "send"}).status_code == 410
    other = f"{'2' if codes.qr[0] != '2' else '3'}{codes.qr[1:]}"
    assert client.get(f"/Q/{other}").status_code == 404


def test_a_wave_that_is_being_closed_says_so(act: Act, client: FlaskClient) -> None:
    code = act.link().qr
    act.go_to(OPENS)
    with act.place.db.write() as session:
        session.merge(act.wave().period).state = "closing"
    ended = client.get(f"/Q/{code}?lang=en")
    assert ended.status_code == 410
    assert "These questions are closed now" in ended.text


def test_members_are_asked_and_thanked_in_their_own_words(act: Act, client: FlaskClient) -> None:
    code = act.link().qr
    act.go_to(OPENS)
    for language, title in (("en", "How is your team doing?"), ("es", "¿Cómo va su equipo?")):
        page = open_page(client, code, language)
        assert title in page.words
        assert any(link.startswith("/not-a-member") for link in page.links)
        thanks = client.get(answer(client, code, PICKED, language).location)
        assert thanks.status_code == 200
        assert "June 14" not in thanks.text
    assert stored(act) == 2
    for language in ("en", "es"):
        assert client.get(f"/not-a-member?lang={language}").status_code == 200


def test_a_shared_link_takes_many_and_one_form_once(act: Act, client: FlaskClient) -> None:
    code = act.link().qr
    act.go_to(OPENS)
    page = open_page(client, code)
    for _ in range(3):
        assert send(client, code, filled(page, PICKED)).status_code == 303
    assert stored(act) == 1
    for _ in range(4):
        answer(client, code, PICKED)
    assert stored(act) == 5


def test_a_link_of_ones_own_is_told_kindly_the_second_time(act: Act, client: FlaskClient) -> None:
    code = own_link(act)
    page = open_page(client, code)
    first = filled(page, PICKED)
    assert send(client, code, first).status_code == 303
    assert send(client, code, first).status_code == 303  # the same form again: thank you again
    for language, words in (("en", "This link was used already"), ("es", "Este enlace ya se usó")):
        used = answer(client, code, PICKED, language)
        assert used.status_code == 409
        assert words in used.text
    assert stored(act) == 1


def test_scanners_of_mail_spend_nothing(act: Act, client: FlaskClient) -> None:
    """Opened, looked at, opened again by any program: the link still works, and nothing is kept."""
    code = own_link(act)
    before = all_tables(act.place)
    for _ in range(5):
        assert client.get(f"/Q/{code}").status_code == 200
        assert client.head(f"/Q/{code}").status_code == 200
        assert client.options(f"/Q/{code}").status_code == 200
        assert client.get(f"/Q/{code}?utm_source=scanner&lang=xx").status_code == 200
        assert client.post(f"/Q/{code}").status_code == 200  # without a number: asked to send again
    assert all_tables(act.place) == before
    assert answer(client, code, PICKED).status_code == 303
    assert stored(act) == 1
