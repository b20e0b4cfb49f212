"""The least that each figure of a state has to rest on, and why a figure is not given."""

from enum import StrEnum

from analysis.language import marked, translator

UNITS, SITES = 30, 3
FAMILIES, GROUPS, RATERS = 5, 10, 5
OMEGA_ROWS, ITEM_ROWS, MODEL_ROWS, POLYCHORIC_ROWS = 50, 100, 200, 300
LANGUAGE_ANSWERS = 200
CELL = 5


class Withheld(StrEnum):
    """Why a figure is not given, in plain words for a reader; see `why_withheld`."""

    FEW_UNITS = marked("fewer than {units} families or people")
    FEW_SITES = marked("answers of fewer than {sites} sites")
    FEW_ANSWERS = marked("too few answers")
    FEW_FAMILIES = marked("fewer than {families} families")
    FEW_GROUPS = marked("fewer than {groups} meetings or teams with enough answers")
    FEW_IN_LANGUAGE = marked("fewer than {answers} answers in one of the languages")
    NOT_YEARLY = marked("only from the answers of a year")
    SMALL_CELLS = marked("a pair of answers that fewer than {cell} gave")
    FEW_ITEMS = marked("too few questions")


def why_withheld(name: str, language: str) -> str:
    """The words for the reason of this name; "not defined" for a name that is none."""
    _ = translator(language).gettext
    if name not in Withheld.__members__:
        return _("not defined")
    return _(Withheld[name].value).format(
        units=UNITS,
        sites=SITES,
        families=FAMILIES,
        groups=GROUPS,
        answers=LANGUAGE_ANSWERS,
        cell=CELL,
    )
