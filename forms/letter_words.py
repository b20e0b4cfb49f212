"""Words of the letters to people with an account, or who are to get one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, field_validator

from forms.items import Frozen
from forms.questionnaire import Languages, distinct
from forms.text import Plain, Text, words

#: Names that a letter can have in braces: none of them is ever a number of answers or a result.
NAMES = ("place", "role", "inviter", "day", "hours", "first", "last", "account")

Line = Annotated[Text, words(*NAMES)]


class LetterText(Frozen):
    """What letters of one kind say, in the order in which they say it."""

    title: Line
    before: tuple[Line, ...]
    #: On the button.
    open: Plain
    after: tuple[Line, ...]


class LetterWords(Frozen):
    """All letters, in every language; names in braces are filled in."""

    languages: Languages
    #: Who writes.
    name: str
    #: At the top, for those who read a language that comes later.
    below: Plain
    invitation: LetterText
    reset: LetterText
    report: LetterText
    #: How a letter calls what somebody is to do here.
    roles: Annotated[Mapping[str, Plain], AfterValidator(MappingProxyType)]

    @field_validator("languages")
    @classmethod
    def _are_distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(value)
