"""Reads questionnaires and all other words from their files and reports all faults at once."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from forms.card_words import CardWords, CardWordsFile
from forms.help_lines import HelpLines
from forms.items import Frozen
from forms.letter_words import LetterWords
from forms.mail_words import MailWords
from forms.promises import Promises
from forms.questionnaire import Questionnaire
from forms.text import Reading

HERE = Path(__file__).parent
QUESTIONNAIRES = HERE / "questionnaires"
HELP_LINES = HERE / "help_lines.toml"
PROMISES = HERE / "promises.toml"
CARD_WORDS = HERE / "card_words.toml"
MAIL_WORDS = HERE / "mail_words.toml"
LETTER_WORDS = HERE / "letter_words.toml"

Part = TypeVar("Part", bound=Frozen)

PLAINER = {"missing": "missing", "extra_forbidden": "is not known here"}


class QuestionnaireError(ValueError):
    """Files do not say what is to be asked. `faults` has a line for each fault, with its place."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def load_all(folder: Path = QUESTIONNAIRES) -> dict[str, Questionnaire]:
    """Every questionnaire of `folder` by its id, in the order of the file names.

    Raises QuestionnaireError with all faults of all files, also if there is no file at all.
    """
    found: dict[str, Questionnaire] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = load_questionnaire(path)
        except QuestionnaireError as error:
            faults += error.faults
    if not found and not faults:
        faults = [f"{folder.name}: has no questionnaire"]
    if faults:
        raise QuestionnaireError(faults)
    return found


def load_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire in one file. Raises QuestionnaireError with all its faults."""
    return parse_questionnaire(_read(path), path.name)


def parse_questionnaire(data: Mapping[str, object], file: str) -> Questionnaire:
    """A questionnaire from data as read from `file`. Raises QuestionnaireError."""
    return _parse(Questionnaire, data, file)


def load_help_lines(path: Path = HELP_LINES) -> HelpLines:
    """The help lines in one file. Raises QuestionnaireError with all its faults."""
    return _parse(HelpLines, _read(path), path.name)


def load_card_words(path: Path = CARD_WORDS) -> dict[str, CardWords]:
    """The words on cards, by language. Raises QuestionnaireError with all faults of the file."""
    return _parse(CardWordsFile, _read(path), path.name).by_language()


def load_mail_words(path: Path = MAIL_WORDS) -> MailWords:
    """The words of messages to a team. Raises QuestionnaireError with all faults of the file."""
    return _parse(MailWords, _read(path), path.name)


def load_letter_words(path: Path = LETTER_WORDS) -> LetterWords:
    """The words of letters to staff. Raises QuestionnaireError with all faults of the file."""
    return _parse(LetterWords, _read(path), path.name)


def load_promises(path: Path = PROMISES) -> Promises:
    """The promises in one file. Raises QuestionnaireError with all its faults."""
    return _parse(Promises, _read(path), path.name)


def own_help_lines(around: HelpLines, lines: str) -> HelpLines:
    """The lines of a site, as `lines_as_text` wrote them, with the words that all sites share.

    Raises QuestionnaireError if they are not whole in every language.
    """
    shared = around.model_dump(mode="json", exclude={"lines"})
    try:
        return _parse(HelpLines, shared | {"lines": json.loads(lines)}, "lines")
    except json.JSONDecodeError as error:
        raise QuestionnaireError([f"lines: {error}"]) from error


def lines_as_text(lines: HelpLines) -> str:
    """The lines alone, to be kept and read again."""
    return json.dumps(lines.model_dump(mode="json")["lines"], ensure_ascii=False)


def content_hashes(path: Path) -> dict[str, str]:
    """SHA-256, in hexadecimal, of what one file asks in each of its languages.

    They tell that a published version was changed. A further language changes none of the others:
    answers stand for the words that were read.
    """
    data = _read(path)
    languages = data.pop("languages", [])
    if not isinstance(languages, list):
        raise QuestionnaireError([f"{path.name}: languages: is not a list"])
    return {language: _hash(_in_language(data, language)) for language in languages}


def _in_language(part: object, language: str) -> object:
    """A part of a file with each text in one language alone."""
    match part:
        case dict() if isinstance(part.get(language), str):
            return part[language]
        case dict():
            return {name: _in_language(inside, language) for name, inside in part.items()}
        case list():
            return [_in_language(inside, language) for inside in part]
    return part


def _hash(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QuestionnaireError([f"{path.name}: {error}"]) from error
    except OSError as error:
        raise QuestionnaireError([f"{path.name}: {error.strerror}"]) from error


def _parse(kind: type[Part], data: Mapping[str, object], file: str) -> Part:
    try:
        return kind.model_validate(data, context=Reading.of(data, file))
    except ValidationError as error:
        lines = [f"{file}: {line}" for detail in error.errors() for line in _lines(detail)]
        raise QuestionnaireError(lines) from error


def _lines(detail: ErrorDetails) -> Iterator[str]:
    place = _place(detail["loc"])
    context = detail.get("ctx", {})
    if detail["type"] == "faults":
        for inside, why in context["faults"]:
            yield f"{_joined(place, inside)}: {why}"
    elif detail["type"] == "union_tag_not_found":
        yield f"{place}.kind: missing"
    elif detail["type"] == "union_tag_invalid":
        yield f"{place}.kind: {context['tag']} is none of {context['expected_tags']}"
    else:
        yield f"{place}: {PLAINER.get(detail['type'], detail['msg'])}"


def _joined(place: str, inside: str) -> str:
    return place + inside if inside.startswith("[") or not inside else f"{place}.{inside}"


def _place(loc: tuple[int | str, ...]) -> str:
    """`sections[0].items[2].text`, without the kind that pydantic puts after an item's number."""
    place = ""
    for at, part in enumerate(loc):
        if isinstance(part, int):
            place += f"[{part}]"
        elif loc[max(at - 2, 0)] != "items" or isinstance(loc[at - 1], str):
            place += f".{part}"
    return place.removeprefix(".")
