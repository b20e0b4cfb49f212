"""A small questionnaire for tests that must not depend on the real wording."""

import tomllib
from pathlib import Path

from forms import Questionnaire, parse_questionnaire

FILE = Path(__file__).with_name("tiny-1.toml")


def tiny(*changes: tuple[str, str]) -> Questionnaire:
    """The questionnaire of tiny-1.toml after `changes`."""
    return parse_questionnaire(tomllib.loads(tiny_toml(*changes)), FILE.name)


def tiny_toml(*changes: tuple[str, str]) -> str:
    """Its text after `changes`: each one says what is there, exactly once, and what it becomes."""
    toml = FILE.read_text(encoding="utf-8")
    for there, becomes in changes:
        assert toml.count(there) == 1, f"{there!r} is there {toml.count(there)} times"
        toml = toml.replace(there, becomes)
    return toml
