"""What the product promises about privacy, sentence by sentence, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from forms.items import Frozen, Name, Some
from forms.questionnaire import Languages, distinct
from forms.text import Plain, Text, reading, refuse, words


class Sentence(Frozen):
    """One sentence. Its id names the tests that keep it."""

    id: Name
    text: Annotated[Text, words("floor", "waiting", "units", "sites", "days")]

    @field_validator("id")
    @classmethod
    def _is_new(cls, value: str, info: ValidationInfo) -> str:
        refuse(reading(info).repeated("promise", value))
        return value


class Part(Frozen):
    """Sentences under one heading."""

    id: Name
    heading: Plain
    #: Told only where notes are asked for.
    with_notes: bool = False
    sentences: Annotated[tuple[Sentence, ...], Some] = Field(alias="promises")


@dataclass(frozen=True)
class SaidPart:
    """A part in one language, with its numbers: the heading, and id and words of each sentence."""

    id: str
    heading: str
    sentences: tuple[tuple[str, str], ...]


class Promises(Frozen):
    """All that is promised, as the page "How we keep this private" says it."""

    languages: Languages
    title: Plain
    parts: Annotated[tuple[Part, ...], Some]

    @field_validator("languages")
    @classmethod
    def _are_distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(value)

    def say(
        self, language: str, numbers: Mapping[str, object], *, notes: bool
    ) -> tuple[SaidPart, ...]:
        """Every part in one language, what is said of notes only with `notes`.

        Raises KeyError for a number that is not given.
        """
        return tuple(
            SaidPart(
                part.id,
                part.heading[language],
                tuple((one.id, one.text.say(language, **numbers)) for one in part.sentences),
            )
            for part in self.parts
            if notes or not part.with_notes
        )
