"""No page of staff in Spanish has English, and every word of it went through the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from analysis.least import Withheld, why_withheld
from analysis.measures import GROUPS, MEASURES, group_name, measure_name
from sb_feedback import create_app
from sb_feedback.services.roster_file import COLUMNS
from sb_feedback.web.rules import HOMES
from tests.integration.demo.conftest import Sample
from tests.integration.demo.walking import NOT_STAFF, Walk, said, typed_in
from tests.integration.survey.third_language import OWN_NAMES, add_language, read_words_from

#: Nobody has signed in, and each role.
VISITORS = ("", *HOMES)
#: Words that are the same in both languages, and names that have no translation.
PLACES = {"Alaska", "Arizona", "Guam", "Puerto Rico"}
THE_SAME = {"ACT", "English", "Error:", "Español", "ICC", "Sector", *COLUMNS, *PLACES}
#: Files, and pages that no link of the sample leads to.
NOT_LINKED: set[str] = {
    "account.code",
    "coordinator.plan",
    "notes.read",
    "reports.columns",
    "reports.download",
    "reports.edition",
    "reports.edition_file",
    "team.roster_template",
}
#: Invented letters of a language that only the catalogue has.
INVENTED = "ar"
_WORD = re.compile(r"[^\W\d_]{3,}")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
#: Addresses, codes of cards, fingerprints, versions of questionnaires, counts of reports.
_CODE = re.compile(
    r"https?://\S+|\S+@\S+|localhost\S*|\b[A-Z0-9]{4} [A-Z0-9]{4}\b|\b[0-9a-f]{16,}\b"
    r"|\b(?:act|ftm)-[a-z]+-\d\b|(?:at least )?\b\d+ (?:or fewer )?of \d+\b"
    rf"|\bUTC\b|\b{INVENTED}\b"
)


def left_of(words: str, typed: list[str]) -> str:
    """What remains of words without what is the same in every language."""
    for name in typed:
        words = words.replace(name, " ")
    return _CODE.sub(" ", words)


def test_a_page_in_spanish_has_no_english(sample: Sample, app: Flask) -> None:
    typed = [*THE_SAME, *typed_in(sample.place)]
    english: set[tuple[str, str]] = set()
    reached: set[str] = set()
    for role in VISITORS:
        walk = Walk(app, role, ("en", "es"))
        for path, (first, second) in walk:
            assert '<html lang="en"' in first.text, path
            assert '<html lang="es"' in second.text, path
            alike = {*said(first.text)} & {*said(second.text)} - THE_SAME
            english |= {(path, words) for words in alike if _WORD.search(left_of(words, typed))}
        reached |= walk.reached
    assert sorted(english) == []
    assert sorted(pages_of(app) - reached - NOT_LINKED) == []


def test_every_word_goes_through_the_catalogue(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_language(INVENTED, tmp_path / "words")
    read_words_from(tmp_path / "words", monkeypatch)
    for words in ("questionnaires", "promises", "card_words"):
        vars(sample.place).pop(words, None)
    typed = [*typed_in(sample.place), *THE_SAME, *OWN_NAMES.values(), *_of_reports()]
    bare: set[tuple[str, str]] = set()
    app = create_app(sample.place)
    app.config["TESTING"] = True
    for role in VISITORS:
        for path, (page,) in Walk(app, role, (INVENTED,)):
            assert f'<html lang="{INVENTED}" dir="rtl">' in page.text, path
            bare |= {(path, one) for one in said(page.text) if _LATIN.search(left_of(one, typed))}
    assert sorted(bare) == []


def pages_of(app: Flask) -> set[str]:
    """Every kind of page that staff can open; a name tells what is a file."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(NOT_STAFF)
    }


def _of_reports() -> set[str]:
    """Words that come from the catalogue of reports, which has two languages."""
    groups = {group_name(group, "en") for group in GROUPS}
    reasons = {why_withheld(reason.name, "en") for reason in Withheld}
    return groups | reasons | {measure_name(measure, "en") for measure in MEASURES}
