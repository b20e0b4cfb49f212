"""Words in every language of a file, and the check that none is missing.

Knows no language by name: a file declares its languages, and each text must then have them all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, RootModel, ValidationInfo, model_serializer
from pydantic_core import PydanticCustomError

PLACEHOLDER = re.compile(r"\{([a-z]+)\}")

Fault = tuple[str, str]
"""Where inside the checked value (a key, or empty for the whole of it), and what is wrong."""


def refuse(faults: Iterable[Fault]) -> None:
    """Raise every fault at once, in the shape that `forms.loading` prints line by line."""
    found = list(faults)
    if found:
        raise PydanticCustomError("faults", "{first}", {"first": found[0][1], "faults": found})


@dataclass
class Reading:
    """What is known of one file while it is read: its languages, and what was used already."""

    file: str
    languages: tuple[str, ...] = ()
    prefix: str = ""
    used: set[tuple[str, str]] = field(default_factory=set)
    scale_of: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, object], file: str) -> "Reading":
        """Begin to read `data`. What is not well formed is left to the models to find."""
        languages, prefix = data.get("languages"), data.get("prefix")
        listed = languages if isinstance(languages, list) else []
        return cls(
            file,
            languages=tuple(language for language in listed if isinstance(language, str)),
            prefix=prefix if isinstance(prefix, str) else "",
        )

    @property
    def stem(self) -> str:
        """The file's name without its ending: what the questionnaire inside must be called."""
        return PurePath(self.file).stem

    def repeated(self, what: str, value: str) -> list[Fault]:
        """A fault if `value` was used before as a `what`, such as an id, in the same file."""
        if (what, value) in self.used:
            return [("", f"{what} {value} is used twice")]
        self.used.add((what, value))
        return []


def reading(info: ValidationInfo) -> Reading:
    """The file being read. The models are only ever filled from a file, by `forms.loading`."""
    if not isinstance(info.context, Reading):
        raise TypeError("read questionnaires with forms.loading, which checks the whole file")
    return info.context


class Text(RootModel[Annotated[Mapping[str, str], AfterValidator(MappingProxyType)]], frozen=True):
    """One text in every language of its file."""

    def __getitem__(self, language: str) -> str:
        return self.root[language]

    @model_serializer
    def _as_read(self) -> dict[str, str]:
        return dict(self.root)

    def say(self, language: str, **values: object) -> str:
        """The text in `language` with its placeholders filled; values it does not use are ignored.

        Raises KeyError for a language the file does not have or a placeholder without a value.
        """
        return self.root[language].format_map(values)


def words(*placeholders: str) -> BeforeValidator:
    """Check a text: every language of the file, no blank, and no placeholder but these."""
    allowed = frozenset(placeholders)

    def check(value: object, info: ValidationInfo) -> object:
        refuse(_text_faults(value, reading(info).languages, allowed))
        return value

    return BeforeValidator(check)


Plain = Annotated[Text, words()]


def _text_faults(value: object, languages: tuple[str, ...], allowed: frozenset[str]) -> list[Fault]:
    if not isinstance(value, Mapping):
        return [("", "needs one text for each language")]
    if not languages:
        return []
    faults = [(lang, "missing") for lang in languages if lang not in value]
    faults += [(lang, "language is not declared") for lang in value if lang not in languages]
    for language in languages:
        if language in value:
            faults += [(language, why) for why in _line_faults(value[language], allowed)]
    return faults or _uneven(value)


def _line_faults(line: object, allowed: frozenset[str]) -> list[str]:
    if not isinstance(line, str):
        return ["is not text"]
    if not line.strip():
        return ["is empty"]
    unknown = sorted(set(PLACEHOLDER.findall(line)) - allowed)
    faults = [f"placeholder {{{name}}} cannot be used here" for name in unknown]
    if set("{}") & set(PLACEHOLDER.sub("", line)):
        faults.append("has a brace that is not part of a placeholder")
    return faults


def _uneven(value: Mapping[str, str]) -> list[Fault]:
    """Placeholders that one language has and another has not."""
    used = {language: set(PLACEHOLDER.findall(line)) for language, line in value.items()}
    everywhere = set[str]().union(*used.values())
    return [
        (language, f"placeholder {{{name}}} is missing")
        for language, names in used.items()
        for name in sorted(everywhere - names)
    ]
