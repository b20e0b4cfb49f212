"""Where a respondent can get help at once: the lines at the end of every respondent page."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationInfo, field_validator, model_validator

from forms.items import Frozen, Name, Some
from forms.questionnaire import Languages, distinct
from forms.text import Plain, reading, refuse

Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}(-[0-9]{3}-[0-9]{4})?$")]
#: Texts can also go to a short number.
ShortNumber = Annotated[
    str, StringConstraints(pattern=r"^([0-9]{3}(-[0-9]{3}-[0-9]{4})?|[0-9]{5,6})$")
]
WebAddress = Annotated[
    str,
    StringConstraints(
        pattern=r"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9._~/%-]*)?$", max_length=200
    ),
]


class HelpLine(Frozen):
    """One line: what it is for, and how to reach it; each way may be there in some languages."""

    id: Name
    text: Plain
    tel: Mapping[str, Number] = Field(default_factory=dict)
    sms: Mapping[str, ShortNumber] = Field(default_factory=dict)
    web: Mapping[str, WebAddress] = Field(default_factory=dict)

    @field_validator("id")
    @classmethod
    def _is_new(cls, value: str, info: ValidationInfo) -> str:
        refuse(reading(info).repeated("line", value))
        return value

    @field_validator("tel", "sms", "web")
    @classmethod
    def _is_in_known_languages(
        cls, value: Mapping[str, str], info: ValidationInfo
    ) -> Mapping[str, str]:
        known = reading(info).languages
        refuse((lang, "language is not declared") for lang in value if lang not in known)
        return value

    @model_validator(mode="after")
    def _can_be_reached(self, info: ValidationInfo) -> "HelpLine":
        ways = {*self.tel, *self.sms, *self.web}
        missing = [language for language in reading(info).languages if language not in ways]
        refuse(("", f"has no number and no address in {language}") for language in missing)
        return self


class HelpLines(Frozen):
    """The lines and the words around them."""

    languages: Languages
    heading: Plain
    leave: Plain
    """The link that leaves the page at once."""
    leave_note: Plain
    """What leaving does not do: only for a page with answers that were not sent yet."""
    leave_trace: Plain
    """What leaving leaves behind."""
    lines: Annotated[tuple[HelpLine, ...], Some]

    @field_validator("languages")
    @classmethod
    def _are_distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(value)
