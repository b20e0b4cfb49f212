"""Words of the messages that ask a team's members to answer."""

from typing import Annotated

from pydantic import field_validator

from forms.items import Frozen
from forms.questionnaire import Languages, distinct
from forms.text import Plain, Text, words


class MailWords(Frozen):
    """What a message says, in every language; names in braces are filled in."""

    languages: Languages
    #: Subjects.
    invitation: Plain
    reminder: Plain
    #: At the top, for those who read a language that comes later.
    below: Plain
    #: Sentences in the order in which a message can have them.
    why: Annotated[Text, words("team", "months")]
    again: Plain
    how: Annotated[Text, words("questions", "minutes", "day")]
    open: Plain
    #: About the link: the same for all, one's own, or in an earlier message.
    shared: Plain
    own: Plain
    first: Annotated[Text, words("sent")]
    alone: Plain
    stop: Plain
    stop_subject: Plain

    @field_validator("languages")
    @classmethod
    def _are_distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(value)
