"""The browser tests' own tools see the faults that they are there to see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from flask import Flask
from playwright.sync_api import Page

from tests.browser import chromium
from tests.browser.checks import accessibility_faults, read_qr, scrolls_sideways
from tests.browser.phone import Phones
from tests.browser.serving import serving

WIDTH = '<meta name=viewport content="width=device-width">'
GOOD = f"""<!doctype html><html lang=en><title>Good</title>{WIDTH}<main><h1>Good</h1>
<noscript>no script</noscript></main>"""
BAD = f"""<!doctype html><html><title>Bad</title>{WIDTH}<img src=/leaf.png>
<p style="width:900px">Wide</p>
<script>undefined_name()</script>"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = Flask(__name__)
    app.add_url_rule("/good", "good", lambda: GOOD)
    app.add_url_rule("/bad", "bad", lambda: BAD)
    app.add_url_rule(
        "/strict", "strict", lambda: (BAD, {"Content-Security-Policy": "default-src 'none'"})
    )
    app.add_url_rule("/leaf.png", "leaf", lambda: ("", 404))
    app.add_url_rule("/away", "away", lambda: "<link rel=stylesheet href=http://localhost:9/>")
    with serving(app) as found:
        yield found


def test_a_good_page_has_no_fault(phone: Page, address: str) -> None:
    phone.goto(f"{address}/good")
    assert accessibility_faults(phone) == []
    assert not scrolls_sideways(phone)


def test_faults_of_a_bad_page_are_seen(phones: Phones, address: str) -> None:
    page = phones.open()
    page.goto(f"{address}/bad")
    rules = {line.split(":")[0] for line in accessibility_faults(page)}
    assert {"html-has-lang", "image-alt"} <= rules
    assert scrolls_sideways(page)
    assert any("undefined_name" in fault for fault in phones.faults)
    phones.faults.clear()


def test_a_refusal_by_the_content_security_policy_is_a_fault(phones: Phones, address: str) -> None:
    phones.open().goto(f"{address}/strict")
    assert any("Content Security Policy" in fault for fault in phones.faults)
    phones.faults.clear()


def test_asking_another_host_is_a_fault(phones: Phones, address: str) -> None:
    phones.open().goto(f"{address}/away")
    assert phones.faults == ["asked another host: http://localhost:9/"]
    phones.faults.clear()


def test_a_phone_without_javascript_has_none(phones: Phones, address: str) -> None:
    page = phones.open(javascript=False)
    page.goto(f"{address}/good")
    assert page.locator("noscript").inner_text() == "no script"


def test_a_qr_code_on_the_screen_is_read(phone: Page) -> None:
    phone.set_content(segno.make("HTTPS://A.EXAMPLE/1").svg_inline(scale=6))
    assert read_qr(phone.screenshot()) == ["HTTPS://A.EXAMPLE/1"]


def test_a_picture_without_a_code_reads_as_none(phone: Page) -> None:
    phone.set_content("<p>nothing</p>")
    assert read_qr(phone.screenshot()) == []


@pytest.mark.parametrize("name", ["CI", "SBF_REQUIRE_BROWSER"])
def test_a_missing_browser_fails_where_one_is_required(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        chromium.missing("no Chromium was found")


def test_a_missing_browser_skips_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("SBF_REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        chromium.missing("no Chromium was found")


def test_no_browser_on_the_path_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SBF_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_APPLICATIONS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find_chromium() is None
