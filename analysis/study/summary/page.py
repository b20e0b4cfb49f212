"""A page of plain text: headings, sentences and aligned tables in one language."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

from analysis.language import translator
from analysis.study.summary.whys import WHYS

WIDTH = 96
NONE = "–"


class Page:
    """Collects lines; `_` says a text of the catalogue in the language of the page."""

    def __init__(self, language: str) -> None:
        self._ = translator(language).gettext
        self.lines: list[str] = []

    @property
    def text(self) -> str:
        """The page, with characters that could control a screen replaced."""
        lines = "\n".join(line.rstrip() for line in self.lines).split("\n")
        return "\n".join("".join(map(_printable, line)) for line in lines) + "\n"

    def heading(self, text: str) -> None:
        """A heading, with a line under it."""
        self.lines += ["", text, "-" * len(text)]

    def sentence(self, text: str) -> None:
        """A paragraph."""
        self.lines.append(fill(text, WIDTH, break_long_words=False, break_on_hyphens=False))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> None:
        """Columns under their headings: the first ones to the left, numbers to the right."""
        widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
        for row in (headings, *rows):
            cells = [
                cell.ljust(width) if position < left else cell.rjust(width)
                for position, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            self.lines.append("  " + "  ".join(cells))

    def why(self, what: str, figure: dict[str, Any]) -> None:
        """A sentence for a figure that has no value (or no interval), with the reason."""
        reason = figure.get("why") or figure.get("no_interval")
        if reason is not None:
            text = self._("{what}: not defined or without interval, because: {why}.")
            self.sentence(text.format(what=what, why=self.reason(reason)))

    def reason(self, why: str) -> str:
        """A reason in the language of the page."""
        return self._(WHYS.get(why, why))

    def interval(self, figure: dict[str, Any] | None, digits: int = 2) -> str:
        """The limits of a figure: "0.62 to 0.71"."""
        if figure is None or figure.get("low") is None:
            return NONE
        low, high = number(figure["low"], digits), number(figure["high"], digits)
        return self._("{low} to {high}").format(low=low, high=high)

    def share_interval(self, figure: dict[str, Any] | None) -> str:
        """The limits of a share: "62.0% to 71.3%"."""
        if figure is None or figure.get("low") is None:
            return NONE
        return self._("{low} to {high}").format(
            low=share(figure["low"]), high=share(figure["high"])
        )


def number(value: float | None, digits: int = 2) -> str:
    """A number with so many digits after the point; a dash for none."""
    if value is None:
        return NONE
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def share(value: float | None) -> str:
    """A share in percent; a dash for none."""
    return NONE if value is None else f"{100 * value:.1f}%"


def p_value(value: float | None) -> str:
    """A p value: three digits, or below .001."""
    if value is None:
        return NONE
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _printable(character: str) -> str:
    return character if character.isprintable() else "?"
