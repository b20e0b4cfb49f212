"""A further language made of files alone, with invented letters: what is not in it is seen at once.

Every Latin letter becomes a letter of another script, and texts grow longer, as translations do.
"""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

import sb_feedback
from forms import load_all, load_card_words, load_help_lines, load_promises
from forms.loading import CARD_WORDS, HELP_LINES, PROMISES, QUESTIONNAIRES
from sb_feedback.workplace import Workplace
from tests.unit.catalogue import TRANSLATIONS, catalogue

LATIN = "abcdefghijklmnopqrstuvwxyz"
#: By language: letters for a to z. Haitian Creole is written in Greek here, Arabic in its own.
LETTERS = {"ht": "αβψδεφγηιξκλμνοπρστυωςχθζάέ"[:26], "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنه"}
OWN_NAMES = {"ht": "Kreyòl Ayisyen", "ar": "العربية"}
_KEPT = re.compile(r"(\{\w+\}|%\(\w+\)s)")
_TEXT = re.compile(r'^([\w.-]*\.)?en = "(.*)"( #.*)?$')
_NUMBER = re.compile(r"(tel|sms|web)\.$")
WORDS = (HELP_LINES, PROMISES, CARD_WORDS)


def written_in(language: str, text: str) -> str:
    """The text in the letters of a language, a third longer; placeholders and numbers stay."""
    letters = str.maketrans(LATIN + LATIN.upper(), LETTERS[language] * 2)
    parts = _KEPT.split(text)
    done = [part if _KEPT.fullmatch(part) else part.translate(letters) for part in parts]
    return "".join(done) + letters_more(language, len(text) // 3)


def letters_more(language: str, number: int) -> str:
    """Words of up to nine letters that make a text longer."""
    more = (LETTERS[language] * 9)[:number]
    return "".join(f" {more[at : at + 9]}" for at in range(0, number, 9))


def add_language(language: str, folder: Path) -> None:
    """Copy the files that hold words and add a language to them."""
    shutil.copytree(QUESTIONNAIRES, folder / "questionnaires")
    for path in WORDS:
        shutil.copy(path, folder / path.name)
    for path in folder.rglob("*.toml"):
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(_with_more(line, language) for line in lines), "utf-8")
    shutil.copytree(TRANSLATIONS, folder / "translations")
    words = folder / "translations" / language / "LC_MESSAGES" / "messages.mo"
    words.parent.mkdir(parents=True)
    with words.open("wb") as file:
        write_mo(file, _catalogue(language))


def _with_more(line: str, language: str) -> str:
    if line.startswith("languages = ["):
        return line.replace("]", f', "{language}"]')
    found = _TEXT.match(line)
    if found is None:
        return line
    said = found[2] if _NUMBER.match(found[1] or "") else written_in(language, found[2])
    more = f'{found[1] or ""}{language} = "{said}"'
    return f"{line}\n{more}"


def _catalogue(language: str) -> Catalog:
    made = Catalog(locale=language)
    for message in catalogue("es"):
        if isinstance(message.id, str) and message.id:
            made.add(message.id, written_in(language, message.id))
        elif message.id:
            many = written_in(language, message.id[1])
            made.add(message.id, (many,) * made.num_plurals)
    return made


def read_words_from(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let applications made from now on read their words here; not a line of code differs."""

    def configure(app: Flask, place: Workplace) -> None:
        own_configure(app, place)
        app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder / "translations")

    own_configure = sb_feedback.configure
    patch.setattr("sb_feedback.configure", configure)
    patch.setattr("sb_feedback.workplace.load_all", lambda: load_all(folder / "questionnaires"))
    for load, path in ((load_promises, PROMISES), (load_card_words, CARD_WORDS)):
        patch.setattr(f"sb_feedback.workplace.{load.__name__}", partial(load, folder / path.name))
    patch.setattr(
        "sb_feedback.web.survey.stationery.load_help_lines",
        lambda: load_help_lines(folder / HELP_LINES.name),
    )
