"""Where a respondent can get help at once: the lines at the end of every respondent page."""

from typing import Annotated

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from forms.items import Frozen, Name, Some
from forms.questionnaire import Languages, distinct
from forms.text import Plain, reading, refuse

Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}(-[0-9]{3}-[0-9]{4})?$")]


class HelpLine(Frozen):
    """One line. A number that is sent texts may be so in some languages only."""

    id: Name
    text: Plain
    tel: Number
    sms: dict[str, Number] = Field(default_factory=dict)

    @field_validator("id")
    @classmethod
    def _is_new(cls, value: str, info: ValidationInfo) -> str:
        refuse(reading(info).repeated("line", value))
        return value

    @field_validator("sms")
    @classmethod
    def _is_in_known_languages(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        known = reading(info).languages
        refuse((lang, "language is not declared") for lang in value if lang not in known)
        return value


class HelpLines(Frozen):
    """The lines and the words around them."""

    languages: Languages
    heading: Plain
    leave: Plain
    """The link that leaves the page at once."""
    leave_note: Plain
    """What leaving does not do."""
    lines: Annotated[tuple[HelpLine, ...], Some]

    @field_validator("languages")
    @classmethod
    def _are_distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(value)
