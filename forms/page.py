"""What a survey page shows: every word in one language and every choice marked, ready to print.

So that a template has nothing to look up and nothing to decide.
"""

from dataclasses import dataclass

from forms.items import AnyItem, OpenText, PickAny
from forms.questionnaire import SKIP, Questionnaire, Section
from forms.survey import SurveyForm


@dataclass(frozen=True)
class Option:
    """One thing to pick."""

    value: str
    label: str
    checked: bool
    skips: bool
    """Whether it is the way out of a rating, which looks different."""


@dataclass(frozen=True)
class Question:
    """One question as it is shown. `name` is the field's name in HTML."""

    number: int
    name: str
    kind: str
    text: str
    hint: str
    options: tuple[Option, ...]
    multiple: bool
    """Whether more than one option can be picked."""
    note: str
    """What the respondent wrote; empty unless the question asks for a note."""


@dataclass(frozen=True)
class Block:
    """The questions under one heading."""

    id: str
    heading: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class SurveyPage:
    """All words of a survey page in one language."""

    language: str
    title: str
    who: str
    not_you: str
    promises: tuple[tuple[str, str], ...]
    """Id and sentence of each promise."""
    lead_in: tuple[str, ...]
    blocks: tuple[Block, ...]
    above_send: str
    send: str
    no_signal: str


def survey_page(form: SurveyForm, language: str, *, floor: int, since: str) -> SurveyPage:
    """The page that asks what `form` asks, with what it holds already picked.

    `floor` is the number from which results are shown, `since` the first day of the period in
    words. Raises KeyError for a language that the questionnaire does not have.
    """
    asked, notes = form.questionnaire, form.notes
    texts = asked.texts
    number, minutes = len(asked.questions(notes=notes)), asked.minutes(notes=notes)
    return SurveyPage(
        language=language,
        title=texts.title[language],
        who=texts.who.say(language, questions=number, minutes=minutes),
        not_you=texts.not_you[language],
        promises=tuple((p.id, p.text.say(language, floor=floor)) for p in texts.promises),
        lead_in=tuple(line[language] for line in texts.lead_in),
        blocks=_blocks(form, language, since),
        above_send=texts.above_send[language],
        send=texts.send[language],
        no_signal=texts.no_signal[language],
    )


def _blocks(form: SurveyForm, language: str, since: str) -> tuple[Block, ...]:
    asked = form.questionnaire.questions(notes=form.notes)
    number = {item.id: place for place, item in enumerate(asked, start=1)}

    def block(section: Section) -> Block:
        questions = tuple(
            _question(form, item, number[item.id], language, since)
            for item in section.items
            if item.id in number
        )
        return Block(section.id, section.heading[language], questions)

    blocks = map(block, form.questionnaire.sections)
    return tuple(block for block in blocks if block.questions)


def _question(form: SurveyForm, item: AnyItem, number: int, language: str, since: str) -> Question:
    sent = form[item.id].data
    is_note = isinstance(item, OpenText)
    return Question(
        number=number,
        name=item.id,
        kind=item.kind,
        text=item.text.say(language, since=since),
        hint=item.hint[language] if item.hint else "",
        options=_options(form.questionnaire, item, sent, language),
        multiple=isinstance(item, PickAny),
        note=sent if is_note else "",
    )


def _options(
    asked: Questionnaire, item: AnyItem, picked: tuple[str, ...], language: str
) -> tuple[Option, ...]:
    return tuple(
        Option(
            value=choice.value,
            label=choice.text[language],
            checked=choice.value in picked,
            skips=choice.value == SKIP,
        )
        for choice in asked.choices(item)
    )
