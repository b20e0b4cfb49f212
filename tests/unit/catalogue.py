"""The words of the pages: what the code and the templates say, and what people translated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from forms import load_help_lines

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "sb_feedback" / "translations"
LANGUAGES = [code for code in load_help_lines().languages if code != "en"]
#: What `make messages` looks through, and the exception whose first word is a text.
FOLDERS = ("sb_feedback", "templates", "forms")
KEYWORDS = {**DEFAULT_KEYWORDS, "NotAllowed": None, "_l": None, "_now": None}


def catalogue(language: str) -> Catalog:
    """The translations as people write them."""
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def said_in(*folders: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every text with the place where it stands; one that counts things has two forms."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for folder in folders:
        found = extract_from_dir(ROOT / folder, methods, options, keywords=KEYWORDS)
        for name, _line, text, *_rest in found:
            yield f"{folder}/{name}", (text,) if isinstance(text, str) else tuple(text)
