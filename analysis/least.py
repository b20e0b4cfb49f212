"""The least that each figure of a state has to rest on, and why a figure is not given."""

from enum import StrEnum

UNITS, SITES = 30, 3
FAMILIES, GROUPS, RATERS = 5, 10, 5
OMEGA_ROWS, ITEM_ROWS, MODEL_ROWS, POLYCHORIC_ROWS = 50, 100, 200, 300
LANGUAGE_ANSWERS = 200
CELL = 5


class Withheld(StrEnum):
    """Why a figure is not given, in plain words for a reader."""

    FEW_UNITS = f"fewer than {UNITS} families or persons"
    FEW_SITES = f"answers of fewer than {SITES} sites"
    FEW_ANSWERS = "too few answers"
    FEW_FAMILIES = f"fewer than {FAMILIES} families"
    FEW_GROUPS = f"fewer than {GROUPS} groups with enough answers"
    FEW_IN_LANGUAGE = f"fewer than {LANGUAGE_ANSWERS} answers in one of the languages"
    NOT_YEARLY = "only from the answers of a year"
    SMALL_CELLS = f"a pair of answers that fewer than {CELL} gave"
    FEW_ITEMS = "too few items"
