"""Periods in words: "July to September 2026", and their short names on an axis."""

from datetime import date

from analysis.figures.tick import Tick
from analysis.language import marked, translator
from analysis.release import Release
from analysis.term import Term

_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)


def period(first_day: date, last_day: date, language: str) -> str:
    """Say the months from the first to the last day; a whole year by its number."""
    _ = translator(language).gettext
    start, end = _(_MONTHS[first_day.month - 1]), _(_MONTHS[last_day.month - 1])
    if first_day.year != last_day.year:
        return _("{start} {start_year} to {end} {end_year}").format(
            start=start, start_year=first_day.year, end=end, end_year=last_day.year
        )
    if (first_day.month, last_day.month) == (1, 12):
        return str(last_day.year)
    return _("{start} to {end} {year}").format(start=start, end=end, year=last_day.year)


def term_period(term: Term, language: str) -> str:
    """Say the months of a term."""
    return period(term.first_day, term.last_day, language)


def release_period(releases: tuple[Release, ...], language: str) -> str:
    """Say the months that releases cover together, from the first to the last."""
    first = min(release.first_day for release in releases)
    last = max(release.last_day for release in releases)
    return period(first, last, language)


def month(day: date, language: str) -> str:
    """Say the month and year of a day."""
    _ = translator(language).gettext
    return _("{month} {year}").format(month=_(_MONTHS[day.month - 1]), year=day.year)


def tick(term: Term, language: str) -> Tick:
    """Return the short name of a term on an axis."""
    _ = translator(language).gettext
    year = str(term.first_day.year)
    if term.months == 12:
        return Tick(year)
    number = (term.first_day.month - 1) // term.months + 1
    name = _("Q{number}") if term.months == 3 else _("H{number}")
    return Tick(name.format(number=number), year)


def day_words(day: date, language: str) -> str:
    """Say a day: "March 5, 2026"."""
    _ = translator(language).gettext
    return _("{month} {day}, {year}").format(
        month=_(_MONTHS[day.month - 1]), day=day.day, year=day.year
    )
