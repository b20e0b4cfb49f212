"""Words that leave the office: on cards, on the screen and in messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import field_validator

from forms.items import Frozen, Some
from forms.questionnaire import Languages, distinct
from forms.text import Plain, Text, words


class Roles(Frozen):
    """Whom a card is for."""

    parent: Plain
    caregiver: Plain
    professional: Plain


class Practice(Frozen):
    """A card to try out: it opens the practice survey, so it has no code to type."""

    mark: Plain
    go_to: Annotated[Text, words("address")]


class Slip(Frozen):
    """The back of a card, "You said, we did"; printed once there is a report."""

    title: Plain
    said: Plain
    did: Plain
    picked: Annotated[Text, words("what")]
    keep: Annotated[Text, words("what")]
    next: Plain


class Paper(Frozen):
    """What stands on a survey on paper."""

    start: Plain
    then: Annotated[Text, words("address", "code")]
    trust: Annotated[Text, words("day")]
    keep: Plain


class Wave(Frozen):
    """What goes with the link of a team's survey."""

    title: Plain
    subject: Plain
    message: Annotated[Text, words("minutes", "day", "link")]


@dataclass(frozen=True)
class CardWords:
    """The words of one language; names in braces are filled in."""

    roles: Mapping[str, str]
    short: str
    scan: str
    type_it: str
    practice: Mapping[str, str]
    private: str
    subject: str
    message: str
    #: What the coordinator says when handing out.
    script: tuple[str, ...]
    slip: Mapping[str, str]
    paper: Mapping[str, str]
    wave: Mapping[str, str]

    def greeting(self, role: str) -> str:
        """Whom the card is for."""
        return self.roles[role]

    def sentence(self, role: str, minutes: int, link: str) -> str:
        """A ready message for texting or mailing the link."""
        return self.message.format(role=self.roles[role], minutes=minutes, link=link)


class CardWordsFile(Frozen):
    """The words in every language."""

    languages: Languages
    roles: Roles
    short: Annotated[Text, words("minutes")]
    scan: Plain
    type_it: Annotated[Text, words("address")]
    practice: Practice
    private: Annotated[Text, words("address")]
    subject: Plain
    message: Annotated[Text, words("role", "minutes", "link")]
    script: Annotated[tuple[Annotated[Text, words("day")], ...], Some]
    slip: Slip
    paper: Paper
    wave: Wave

    @field_validator("languages")
    @classmethod
    def _are_distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(value)

    def by_language(self) -> dict[str, CardWords]:
        """The words of each language."""
        return {language: self._in(language) for language in self.languages}

    def _in(self, language: str) -> CardWords:
        return CardWords(
            roles=_in_language(self.roles, language),
            short=self.short[language],
            scan=self.scan[language],
            type_it=self.type_it[language],
            practice=_in_language(self.practice, language),
            private=self.private[language],
            subject=self.subject[language],
            message=self.message[language],
            script=tuple(line[language] for line in self.script),
            slip=_in_language(self.slip, language),
            paper=_in_language(self.paper, language),
            wave=_in_language(self.wave, language),
        )


def _in_language(part: Frozen, language: str) -> dict[str, str]:
    return {name: text[language] for name, text in part}
