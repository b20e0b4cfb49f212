"""What is asked: Questionnaire > Section > Item, read from a file and never changed.

A version that was published stays as it is; a new wording is a new version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from forms.items import AnyItem, Frozen, Item, Name, OpenText, PickAny, Rating, Some, YesNo
from forms.text import Fault, Plain, Text, reading, refuse, words

SKIP = "0"
"""The value of the choice that skips a rating. A radio cannot be un-chosen without a script."""
YES, NO = "yes", "no"
POINTS = range(2, 10)
"""How many answers to a rating there can be: each value is one digit."""
OPENING_SECONDS = 15
"""How long the promises and the lead-in take to read."""

K = TypeVar("K", bound=Item)

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Languages = Annotated[tuple[Language, ...], Some]


def distinct(languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages as they are, each named once."""
    if len(set(languages)) < len(languages):
        refuse([("", "a language is named twice")])
    return languages


class Promise(Frozen):
    """One sentence that the software keeps. Its id names the test that shows it."""

    id: Name
    text: Annotated[Text, words("floor")]

    @field_validator("id")
    @classmethod
    def _is_new(cls, value: str, info: ValidationInfo) -> str:
        refuse(reading(info).repeated("promise", value))
        return value


class Surroundings(Frozen):
    """The words around the questions."""

    title: Plain
    who: Annotated[Text, words("questions", "minutes")]
    """Who is asked, how many questions, how long."""
    not_you: Plain
    """The link for somebody who scanned the card of another role."""
    promises: Annotated[tuple[Promise, ...], Some]
    lead_in: Annotated[tuple[Plain, ...], Some]
    above_send: Plain
    send: Plain
    no_signal: Plain
    thank_you: Annotated[Text, words("months")]
    shared_phone: Plain


class Answer(Frozen):
    """One of the answers to every rating, from 1, the least, up."""

    value: Annotated[int, Field(strict=True)]
    text: Plain


class Skip(Frozen):
    """The choice that leaves a rating out."""

    text: Plain


class Section(Frozen):
    """Questions under one heading."""

    id: Name
    heading: Plain
    items: Annotated[tuple[AnyItem, ...], Some]

    @field_validator("id")
    @classmethod
    def _is_new(cls, value: str, info: ValidationInfo) -> str:
        refuse(reading(info).repeated("section", value))
        return value


@dataclass(frozen=True)
class Choice:
    """One thing a respondent can pick: the value that is sent and the words beside it."""

    value: str
    text: Text


class Questionnaire(Frozen):
    """One version of one questionnaire, in all its languages. `forms.loading` reads it.

    Source of the answer format: item-specific answers instead of agreement, for acquiescence
    (Krosnick and Presser, 2010); all points labelled; one-sided, so that no middle is neutral.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*-[0-9]+$")]
    version: Annotated[int, Field(strict=True, ge=1)]
    group: Annotated[str, StringConstraints(pattern=r"^(parents|caregivers|professionals|act)$")]
    """Whose answers are counted together; "act" is an Active Community Team."""
    role: Annotated[str, StringConstraints(pattern=r"^(parent|caregiver|professional|member)$")]
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    languages: Languages
    texts: Surroundings
    answers: tuple[Answer, ...]
    skip: Skip
    sections: Annotated[tuple[Section, ...], Some]

    @field_validator("id")
    @classmethod
    def _is_the_file_name(cls, value: str, info: ValidationInfo) -> str:
        stem = reading(info).stem
        refuse([("", f"is {value}, but the file is named {stem}")] if value != stem else [])
        return value

    @field_validator("version")
    @classmethod
    def _ends_the_id(cls, value: int, info: ValidationInfo) -> int:
        own = info.data.get("id")
        wrong = own is not None and own.rpartition("-")[2] != str(value)
        refuse([("", f"is {value}, but the id is {own}")] if wrong else [])
        return value

    @field_validator("languages")
    @classmethod
    def _are_distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(value)

    @field_validator("answers")
    @classmethod
    def _count_up(cls, value: tuple[Answer, ...]) -> tuple[Answer, ...]:
        faults: list[Fault] = [
            (f"[{place}].value", f"must be {place + 1}")
            for place, answer in enumerate(value)
            if answer.value != place + 1
        ]
        if len(value) not in POINTS:
            faults.append(("", f"are {len(value)}, not {POINTS[0]} to {POINTS[-1]}"))
        refuse(faults)
        return value

    @cached_property
    def items(self) -> tuple[AnyItem, ...]:
        """Every question in order, those included that are only asked when notes are on."""
        return tuple(item for section in self.sections for item in section.items)

    def questions(self, *, notes: bool = False) -> tuple[AnyItem, ...]:
        """The questions that are asked: a note only where the site has turned notes on."""
        return tuple(item for item in self.items if notes or not isinstance(item, OpenText))

    def minutes(self, *, notes: bool = False) -> int:
        """How long it takes, in whole minutes, from the time each kind of question takes."""
        seconds = OPENING_SECONDS + sum(item.seconds for item in self.questions(notes=notes))
        return max(1, round(seconds / 60))

    @property
    def follows_a_meeting(self) -> bool:
        """Whether it is asked after family team meetings; the other kind is asked in waves."""
        return self.group != "act"

    @property
    def points(self) -> int:
        """The highest answer to a rating; the lowest is 1."""
        return len(self.answers)

    @cached_property
    def ratings(self) -> tuple[Rating, ...]:
        """The questions that are answered from 1 to `points`, in order."""
        return tuple(item for item in self.items if isinstance(item, Rating))

    @cached_property
    def scales(self) -> Mapping[str, tuple[str, ...]]:
        """The item keys of each scale, in the order in which they are asked."""
        keys: dict[str, tuple[str, ...]] = {}
        for item in self.ratings:
            keys[item.scale] = (*keys.get(item.scale, ()), item.key)
        return MappingProxyType(keys)

    def first(self, kind: type[K]) -> K | None:
        """The question of this kind; of ratings the first. None if there is none."""
        return next((item for item in self.items if isinstance(item, kind)), None)

    @property
    def help_codes(self) -> tuple[str, ...]:
        """The codes of the kinds of help, in the order in which they are shown."""
        asked = self.first(PickAny)
        return tuple(option.code for option in asked.options) if asked else ()

    def item(self, key: str) -> AnyItem:
        """The question with this key. Raises KeyError if there is none."""
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    def choices(self, item: AnyItem) -> tuple[Choice, ...]:
        """What can be picked as an answer to `item`; nothing for a note."""
        match item:
            case Rating():
                rated = (Choice(str(answer.value), answer.text) for answer in self.answers)
                return (*rated, Choice(SKIP, self.skip.text))
            case PickAny():
                return tuple(Choice(option.code, option.text) for option in item.options)
            case YesNo():
                return (Choice(YES, item.yes), Choice(NO, item.no))
            case OpenText():
                return ()
