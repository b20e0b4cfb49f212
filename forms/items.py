"""The kinds of question a questionnaire can ask, told apart by `kind`.

A further kind is a class here and a field in `forms.survey`.
"""

import re
from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from forms.text import Plain, Text, reading, refuse, words

ID = re.compile(r"[A-Z]-[A-Z][0-9]{1,2}(\.[0-9]+)?")
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,2}$")]
HelpCode = Annotated[str, StringConstraints(pattern=r"^B[0-9]{2}$")]
MeetingScale = Literal["voice", "respect", "shared_decisions"]
TeamScale = Literal[
    "trust",
    "compassion",
    "transparency",
    "collective_leadership",
    "shared_priorities",
    "structural_change",
]
ScaleName = Literal[MeetingScale, TeamScale]


T = TypeVar("T")


def _some(parts: tuple[T, ...]) -> tuple[T, ...]:
    """The parts as they are, of which there must be one. Only looked at if each part is right."""
    refuse([("", "is empty")] if not parts else [])
    return parts


Some = AfterValidator(_some)


class Frozen(BaseModel):
    """A part of a file: never changed once read, and nothing in it that is not known here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(Frozen):
    """One question. `key` is the same for the parallel question to another role."""

    seconds: ClassVar[int]
    """How long the question takes to answer, for the time told to the respondent."""
    once: ClassVar[bool] = True
    """A questionnaire has no more than one of this kind: an answer has one place for it."""

    id: str
    key: Key
    text: Plain
    hint: Plain | None = None
    label: Plain
    """The question in a few words, for figures and tables."""

    @field_validator("id")
    @classmethod
    def _is_own(cls, value: str, info: ValidationInfo) -> str:
        file = reading(info)
        faults = file.repeated("id", value)
        if not ID.fullmatch(value):
            faults.append(("", f"{value} is not of the form P-V1 or P-V1.2"))
        elif file.prefix not in {"", value[0]}:
            faults.append(("", f"{value} does not begin with {file.prefix}-"))
        refuse(faults)
        return value

    @field_validator("key")
    @classmethod
    def _belongs_to_id(cls, value: str, info: ValidationInfo) -> str:
        faults = reading(info).repeated("key", value)
        item_id = info.data.get("id")
        if item_id is not None and item_id.partition("-")[2].partition(".")[0] != value:
            faults.append(("", f"{value} does not belong to {item_id}"))
        refuse(faults)
        return value

    @field_validator("kind", check_fields=False)
    @classmethod
    def _is_asked_once(cls, value: str, info: ValidationInfo) -> str:
        refuse(reading(info).repeated("kind", value) if cls.once else [])
        return value


class Observed(Item):
    """A question that observes a practice of the Safe Babies approach."""

    practice: Plain
    source: Annotated[str, StringConstraints(min_length=1)]
    """The Safe Babies document that describes the practice."""


class Rating(Observed):
    """How much: one of the questionnaire's answers, or skipped."""

    seconds = 7
    once = False
    kind: Literal["rating"]
    scale: ScaleName

    @field_validator("scale")
    @classmethod
    def _is_one_with_its_letter(cls, value: str, info: ValidationInfo) -> str:
        """V1, V2 and V3 are one scale: the letter of a key stands for it."""
        key = info.data.get("key")
        first = reading(info).scale_of.setdefault(key[0], value) if key else value
        refuse([("", f"is {first} for the items before {key}")] if first != value else [])
        return value


class HelpOption(Frozen):
    """One kind of help. `alone` marks the answer that makes no sense beside another."""

    code: HelpCode
    text: Plain
    alone: bool = False


class PickAny(Observed):
    """Any of several kinds of help."""

    seconds = 15
    kind: Literal["pick_any"]
    options: Annotated[tuple[HelpOption, ...], Some]

    @field_validator("options")
    @classmethod
    def _are_distinct(cls, value: tuple[HelpOption, ...]) -> tuple[HelpOption, ...]:
        codes = [option.code for option in value]
        refuse(
            (f"[{place}].code", f"{code} is used twice")
            for place, code in enumerate(codes)
            if code in codes[:place]
        )
        return value

    def kept(self, picked: Iterable[object]) -> tuple[str, ...]:
        """The codes of this question among `picked`, in its order, each once.

        A code that stands alone is dropped without a word when anything else is picked.
        """
        wanted = list(picked)
        options = [option for option in self.options if option.code in wanted]
        together = tuple(option.code for option in options if not option.alone)
        return together or tuple(option.code for option in options)


class OpenText(Observed):
    """A note in the respondent's own words."""

    seconds = 30
    kind: Literal["text"]


class YesNo(Item):
    """Yes or no, asked to count people rightly and not to observe a practice."""

    seconds = 7
    kind: Literal["yes_no"]
    text: Annotated[Text, words("since")]
    yes: Plain
    no: Plain


AnyItem = Annotated[Rating | PickAny | OpenText | YesNo, Field(discriminator="kind")]
