"""What is asked: questionnaires as data, and the web forms made from them.

Loads no web framework; that is left to `forms.survey` and `forms.page`.
"""

from forms.answers import NOTE_CHARACTERS, Answers, clean_note
from forms.card_words import CardWords
from forms.help_lines import HelpLine, HelpLines
from forms.items import HelpOption, Item, OpenText, PickAny, Rating, YesNo
from forms.letter_words import LetterText, LetterWords
from forms.loading import (
    QuestionnaireError,
    content_hashes,
    lines_as_text,
    load_all,
    load_card_words,
    load_help_lines,
    load_letter_words,
    load_mail_words,
    load_promises,
    load_questionnaire,
    own_help_lines,
    parse_questionnaire,
)
from forms.mail_words import MailWords
from forms.promises import Promises, SaidPart
from forms.questionnaire import Choice, Promise, Questionnaire, Section
from forms.text import Text

__all__ = [
    "NOTE_CHARACTERS",
    "Answers",
    "CardWords",
    "Choice",
    "HelpLine",
    "HelpLines",
    "HelpOption",
    "Item",
    "LetterText",
    "LetterWords",
    "MailWords",
    "OpenText",
    "PickAny",
    "Promise",
    "Promises",
    "Questionnaire",
    "QuestionnaireError",
    "Rating",
    "SaidPart",
    "Section",
    "Text",
    "YesNo",
    "clean_note",
    "content_hashes",
    "lines_as_text",
    "load_all",
    "load_card_words",
    "load_help_lines",
    "load_letter_words",
    "load_mail_words",
    "load_promises",
    "load_questionnaire",
    "own_help_lines",
    "parse_questionnaire",
]
