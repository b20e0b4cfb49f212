"""Using the demo: live surveys, one-click sign-in, a quarter that closes, SAMPLE everywhere."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from sb_feedback import create_app
from sb_feedback.demo.live import survey_urls
from sb_feedback.demo.story import MAIN
from sb_feedback.jobs import Worker
from sb_feedback.services.editions import Publisher
from sb_feedback.workplace import Workplace
from tests.integration.demo.conftest import Sample
from tests.integration.demo.looking import answers, ledger, states
from tests.integration.demo.tiny import NEXT_QUARTER, SITES
from tests.integration.whole_path.browsing import read
from tests.integration.whole_path.playing import rendering
from tests.integration.whole_path.respondents import Says, answer
from tests.pdf_words import pdf_pages

BASE_URL = "http://localhost:5000"
ROLES = ("parent", "caregiver", "professional")
FULLY = {"V1": 5, "D2": 4}
#: The word, also on a respondent's page in Spanish.
MARK = re.compile("SAMPLE|MUESTRA")
HOMES = {
    "coordinator": "/home",
    "reader": "/reports",
    "judge": "/reports",
    "reviewer": "/notes",
    "administrator": "/sites",
    "state_team": "/reports",
}


def sign_in(client: FlaskClient, role: str) -> str:
    response = client.post(f"/demo/sign-in/{role}")
    assert response.status_code == 303
    return response.headers["Location"]


# --- live surveys ---------------------------------------------------------------------------------


def test_the_first_page_offers_a_live_survey_for_each_role(
    sample: Sample, app: Flask, client: FlaskClient
) -> None:
    before = answers(sample.place)
    links = read(client.get("/").text).links
    for number, role in enumerate(ROLES, start=1):
        url = links[f"As a {role}"]
        assert url == survey_urls(sample.place)[role]
        answer(app, BASE_URL, url, Says(role, FULLY))
        assert answers(sample.place) == before + number


def test_a_shared_code_can_be_tried_by_many(sample: Sample, app: Flask) -> None:
    before, url = answers(sample.place), survey_urls(sample.place)["parent"]
    for _ in range(3):
        answer(app, BASE_URL, url, Says("parent", FULLY))
    assert answers(sample.place) == before + 3


def test_the_first_page_is_there_before_the_sample_is(workplace: Workplace) -> None:
    page = create_app(workplace).test_client().get("/")
    assert page.status_code == 200
    assert "No site is here yet." in page.text


# --- signing in -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(HOMES))
def test_one_click_signs_in(client: FlaskClient, role: str) -> None:
    assert sign_in(client, role) == HOMES[role]
    page = client.get(HOMES[role])
    assert page.status_code == 200
    assert "SAMPLE" in page.text


def test_nobody_else_can_be_signed_in_as(client: FlaskClient) -> None:
    assert client.post("/demo/sign-in/owner").status_code == 404
    assert client.get("/home").status_code == 302


def test_the_coordinator_opens_every_meeting_of_the_sample(client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    links = re.findall(r'href="(/meetings/[^"/]{9,})"', client.get("/meetings").text)
    assert len(links) >= SITES[0].families / 2
    for link in links:
        assert client.get(link).status_code == 200, link
    live = read(client.get(links[0]).text)
    assert "link-parent" in live.inputs


# --- a quarter closes -----------------------------------------------------------------------------


def test_the_button_closes_the_quarter_and_a_live_survey_follows(
    sample: Sample, app: Flask, client: FlaskClient
) -> None:
    old, lines = survey_urls(sample.place), ledger(sample.place)
    for role in ROLES:
        answer(app, BASE_URL, old[role], Says(role, FULLY))
    assert client.post("/demo/move-to-the-end").status_code == 303
    assert sample.place.clock.today() == NEXT_QUARTER.date()
    assert client.get("/").status_code == 200
    sign_in(client, "coordinator")
    assert "being closed" in client.get("/home").text
    with rendering(("site",), ("en",)):
        Worker(sample.place).run_round()
    found = states(sample.place)
    assert {found[f"{site.id}.2027-01-01"] for site in SITES} == {"closed"}
    assert len(ledger(sample.place)) > len(lines)
    assert "2027-Q1" in client.get("/reports").text
    assert client.get("/reports/2027-Q1").status_code == 200

    new = survey_urls(sample.place)
    assert set(new.values()) & set(old.values()) == set()
    before = answers(sample.place)
    for role in ROLES:
        assert client.get(path_of(old[role])).status_code == 404
        answer(app, BASE_URL, new[role], Says(role, FULLY))
    assert answers(sample.place) == before + 3


def test_closing_comes_before_documents_and_new_documents_before_old(
    sample: Sample, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name for name, state in states(sample.place).items() if state == "counted"}
    assert before
    client.post("/demo/move-to-the-end")
    made: list[str] = []

    def publish(_: Publisher, period_id: str) -> None:
        assert "open" not in {states(sample.place)[f"{site.id}.2027-01-01"] for site in SITES}
        made.append(period_id)

    monkeypatch.setattr(Publisher, "publish", publish)
    Worker(sample.place).run_round()
    quarters = [name.partition(".")[2] for name in made]
    assert quarters == sorted(quarters, reverse=True)
    assert before < set(made)
    assert len(made) == len(set(made))


def path_of(url: str) -> str:
    return url.removeprefix(BASE_URL)


def test_the_button_can_be_pressed_quarter_after_quarter(
    sample: Sample, app: Flask, client: FlaskClient
) -> None:
    with rendering((), ()):
        for closed in ("2027-01-01", "2027-04-01", "2027-07-01"):
            client.post("/demo/move-to-the-end")
            Worker(sample.place).run_round()
            assert states(sample.place)[f"{MAIN}.{closed}"] == "closed"
            answer(app, BASE_URL, survey_urls(sample.place)["parent"], Says("parent", FULLY))


def test_pressing_the_button_twice_before_the_worker_comes_does_no_harm(
    sample: Sample, client: FlaskClient
) -> None:
    for _ in range(2):
        assert client.post("/demo/move-to-the-end").status_code == 303
    with rendering((), ()):
        Worker(sample.place).run_round()
    found = states(sample.place)
    assert found[f"{MAIN}.2027-01-01"] == found[f"{MAIN}.2027-04-01"] == "closed"


# --- SAMPLE everywhere ----------------------------------------------------------------------------


def test_sample_stands_on_every_page(sample: Sample, app: Flask) -> None:
    without = [
        f"{who} {path}"
        for who, path, response in every_page(sample, app)
        if response.mimetype == "text/html"
        and not 300 <= response.status_code < 400
        and not MARK.search(response.text)
    ]
    assert without == []


def every_page(sample: Sample, app: Flask) -> Iterator[tuple[str, str, TestResponse]]:
    """Every page of respondents and of each role, with what is shown when something is wrong."""
    links = survey_urls(sample.place)
    client = app.test_client()
    paths = [
        "/",
        "/privacy",
        "/practice",
        "/practice/parent",
        "/other-card",
        "/thanks/en/3",
        "/thanks/es/3",
        f"/brief/{MAIN}",
        "/q/unknown",
        "/nowhere",
    ]
    for path in [*paths, *map(path_of, links.values()), "/sign-in", "/meetings/nowhere"]:
        yield "anybody", path, client.get(path)
    yield "anybody", "/code", client.post("/code", data={"code": "?"})
    for role in HOMES:
        client = app.test_client()
        sign_in(client, role)
        for path in (*HOMES.values(), "/nowhere", *pages_of(client, role)):
            yield role, path, client.get(path)
        if role == "coordinator":
            yield role, "cards", print_cards(client)


def pages_of(client: FlaskClient, role: str) -> list[str]:
    if role in ("administrator", "state_team", "reviewer"):
        return []
    if role in ("judge", "reader"):
        return ["/reports/2026-Q4"]
    meetings = re.findall(r'href="(/meetings/[^"/]{9,})"', client.get("/meetings").text)
    shown = [f"{meetings[0]}/show/{one}" for one in ROLES]
    plain = [
        "/meetings",
        "/meetings/new",
        "/help-lines",
        "/period",
        "/improvement",
        "/reports/2026-Q4",
    ]
    return [*plain, meetings[0], *shown]


def print_cards(client: FlaskClient) -> TestResponse:
    meeting = re.findall(r'href="(/meetings/[^"/]{9,})"', client.get("/meetings").text)[0]
    form = read(client.get(meeting).text).form("/cards/parent")
    response = client.post(form.action, data=form.filled({}))
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(("role", "language"), [("coordinator", "en"), ("judge", "es")])
def test_sample_stands_on_every_report_and_figure(
    client: FlaskClient, role: str, language: str
) -> None:
    sign_in(client, role)
    page = client.get(f"/reports/2026-Q4?language={language}").text
    assert page.count('sample-mark"') > page.count("<svg") > 3
    assert "SAMPLE" in read(page.partition("<article")[2]).text


def test_sample_stands_on_every_page_of_a_pdf_and_every_chart_of_excel(client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    texts = pdf_pages(download(client, "2026-Q4/en.pdf"))
    assert [number for number, text in enumerate(texts) if "SAMPLE" not in text] == []
    workbook = download(client, "2026-Q4/es.xlsx")
    first = load_workbook(io.BytesIO(workbook)).worksheets[0]
    assert any("SAMPLE" in str(cell) for row in first.iter_rows(values_only=True) for cell in row)
    charts = [text for name, text in parts_of(workbook) if "/charts/chart" in name]
    assert len(charts) > 1
    assert all("SAMPLE" in chart for chart in charts)


def parts_of(workbook: bytes) -> list[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return [(name, archive.read(name).decode(errors="replace")) for name in archive.namelist()]


def download(client: FlaskClient, name: str) -> bytes:
    with client.get(f"/reports/{name}") as response:
        assert response.status_code == 200
        return bytes(response.data)


def test_time_does_not_sign_people_out_when_the_calendar_moves(
    sample: Sample, client: FlaskClient, clock: time_machine.Traveller
) -> None:
    sign_in(client, "coordinator")
    client.post("/demo/move-to-the-end")
    assert client.get("/home").status_code == 200
