"""The page for everybody: open to all, in each language, the same on paper; and long tables."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sb_feedback.demo.story import MAIN
from tests.integration.demo.conftest import Sample
from tests.integration.demo.test_using import download, sign_in
from tests.integration.whole_path.browsing import read
from tests.pdf_words import pdf_pages

PAGE = f"/brief/{MAIN}"
TITLES = {"en": "What families told us", "es": "Lo que nos dijeron las familias"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_anybody_can_read_it_without_a_cookie(app: Flask, language: str) -> None:
    response = app.test_client().get(PAGE, headers={"Accept-Language": language})
    assert response.status_code == 200
    assert f"<title>{TITLES[language]}</title>" in response.text
    assert f"<h1>{TITLES[language]}</h1>" in response.text
    assert f'<html lang="{language}"' in response.text
    assert "SAMPLE" in response.text
    assert "Set-Cookie" not in response.headers
    assert "<script" not in response.text


def test_the_other_language_is_one_link_away(app: Flask) -> None:
    client = app.test_client()
    links = read(client.get(f"{PAGE}?lang=en").text).links
    assert TITLES["es"] in client.get(links["Español"]).text


def test_the_sheet_has_a_page_in_each_language(app: Flask) -> None:
    with app.test_client().get(f"{PAGE}/brief.pdf") as response:
        assert response.mimetype == "application/pdf"
        name = response.headers["Content-Disposition"]
        assert re.search(rf"{MAIN}-\d{{4}}-Q\d-brief\.pdf$", name), name
        pages = pdf_pages(response.data)
    assert [title in page for title, page in zip(TITLES.values(), pages, strict=True)] == [True] * 2


@pytest.mark.parametrize("scope", ["nowhere", "birchfield-act", "..", "%00"])
def test_where_nothing_is_out_there_is_no_page(app: Flask, scope: str) -> None:
    assert app.test_client().get(f"/brief/{scope}").status_code == 404
    assert app.test_client().get(f"/brief/{scope}/brief.pdf").status_code == 404


def test_a_site_that_waits_looks_like_one_that_is_not_there(sample: Sample, app: Flask) -> None:
    assert sample.place.settings.is_demo
    waits = app.test_client().get("/brief/birchfield")
    unknown = app.test_client().get("/brief/nowhere")
    assert (waits.status_code, waits.text) == (unknown.status_code, unknown.text)


def test_coordinators_find_the_link_to_pass_on(client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    page = client.get("/reports").text
    assert read(page).links["Open the page"] == PAGE
    # The address that was set up, whatever name and way the request came by.
    assert f'value="{client.application.extensions["workplace"].settings.base_url}{PAGE}"' in page


@pytest.mark.parametrize("role", ["coordinator", "judge"])
def test_the_long_table_and_its_columns_can_be_fetched(client: FlaskClient, role: str) -> None:
    sign_in(client, role)
    rows = list(csv.DictReader(io.StringIO(download(client, "2026-Q4/en.csv").decode("utf-8-sig"))))
    columns = csv.DictReader(io.StringIO(download(client, "columns-es.csv").decode("utf-8-sig")))
    assert [row["column"] for row in columns] == list(rows[0])
    assert {row["edition"] for row in rows} == {"site" if role == "coordinator" else "judge"}
    assert {row["sample"] for row in rows} == {"yes"}
    assert client.get("/reports/columns-xx.csv").status_code == 404
