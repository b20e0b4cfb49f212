"""The form in which a site writes its help lines: for each line and language words and ways.

A form class is made for the languages that there are; a line without any word is no line.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Length, StopValidation

from forms.help_lines import HelpLine
from forms.shown import Shown
from forms.staff_fields import Words, clean

#: How many lines there can be: more would be read by nobody in need.
PLACES = 6
PARTS = {
    "words": (_("What people read"), 80),
    "tel": (_("Number to call"), 30),
    "sms": (_("Number to text"), 30),
    "web": (_("Web address"), 200),
}
_WAYS = ("tel", "sms", "web")
_NO_DIGIT = re.compile(r"[^0-9]")
_NUMBER_MARKS = re.compile(r"[\s().+-]")
_WEB = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9._~/%-]*)?")


@dataclass(frozen=True)
class Entry:
    """The fields of one line in one language."""

    form: FlaskForm
    place: int
    language: str

    def __getitem__(self, part: str) -> StringField:
        return cast("StringField", self.form[f"{part}-{self.place}-{self.language}"])

    @property
    def name(self) -> str:
        """How the line is called when something is wrong with it."""
        return f"{self.place} ({self.language})"

    @property
    def fields(self) -> list[StringField]:
        """All of them, in the order of the page."""
        return [self[part] for part in PARTS]

    @property
    def is_blank(self) -> bool:
        """True if nothing was typed."""
        return not any(field.data for field in self.fields)

    def check(self) -> None:
        """Words, and at least one way that works; every number can be read in the words."""
        if not self["words"].data:
            _fault(self["words"], _("Line %(line)s: type what people read.", line=self.name))
        if not any(self[way].data for way in _WAYS):
            text = _("Line %(line)s: type a number or a web address.", line=self.name)
            _fault(self["tel"], text)
        for way in _WAYS:
            if self[way].data:
                self._check_way(way)

    def _check_way(self, way: str) -> None:
        field, typed = self[way], self[way].data or ""
        tidied = tidy_web(typed) if way == "web" else tidy_number(typed, way)
        if tidied is None:
            asked = (
                _("Line %(line)s: type the address as https://example.org.", line=self.name)
                if way == "web"
                else _("Line %(line)s: type the number as 800-555-0100 or 988.", line=self.name)
            )
            _fault(field, asked)
            return
        field.data = tidied
        read = _NO_DIGIT.sub("", self["words"].data or "")
        if way != "web" and _NO_DIGIT.sub("", tidied) not in read:
            text = _(
                "Line %(line)s: write %(number)s in the words, too. People read it from one"
                " phone and call from another.",
                line=self.name,
                number=tidied,
            )
            _fault(self["words"], text)


class HelpLinesForm(Shown):
    """Up to six lines in every language, and the word that each was tried."""

    languages: tuple[str, ...]

    sure = BooleanField(
        _("I called each number and opened each address in each language. They are right.")
    )

    @property
    def places(self) -> list[list[Entry]]:
        """The entries of each line, one for each language."""
        return [
            [Entry(self, place, language) for language in self.languages]
            for place in range(1, PLACES + 1)
        ]

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Every line is whole in every language, and there is one."""
        whole = super().validate(extra_validators)
        used = [line for line in self.places if not all(entry.is_blank for entry in line)]
        for line in used:
            for entry in line:
                entry.check()
        if not used:
            _fault(self.places[0][0]["words"], _("Type at least one line."))
        return whole and not any(field.errors for field in self)

    def validate_sure(self, field: BooleanField) -> None:
        """A wrong number is worse than none."""
        if not field.data:
            raise StopValidation(_("Tick the box when you have tried every line."))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What a checked form says, as `HelpLine` has it."""
        used = [line for line in self.places if not line[0].is_blank]
        return [
            {"id": f"line-{number}", "text": {e.language: e["words"].data for e in line}}
            | {
                way: {e.language: e[way].data for e in line if e[way].data}
                for way in _WAYS
                if any(e[way].data for e in line)
            }
            for number, line in enumerate(used, start=1)
        ]

    def fill(self, lines: Iterable[HelpLine]) -> None:
        """Show these lines."""
        for line, entries in zip(lines, self.places, strict=False):
            for entry in entries:
                ways = {"tel": line.tel, "sms": line.sms, "web": line.web}
                entry["words"].data = line.text[entry.language]
                for way, known in ways.items():
                    entry[way].data = known.get(entry.language, "")


def help_lines_form(languages: tuple[str, ...]) -> type[HelpLinesForm]:
    """The form for these languages."""
    fields = {
        f"{part}-{place}-{language}": StringField(
            label, filters=[clean], validators=[Length(max=longest, message=_("This is too long."))]
        )
        for place in range(1, PLACES + 1)
        for language in languages
        for part, (label, longest) in PARTS.items()
    }
    return type("HelpLinesForm", (HelpLinesForm,), {"languages": languages, **fields})


def tidy_number(text: str, way: str) -> str | None:
    """A number as it is kept, however it was typed; None if it is none."""
    digits = _NUMBER_MARKS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        return None
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    if len(digits) == 10:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    is_short = len(digits) == 3 or (way == "sms" and len(digits) in (5, 6))
    return digits if is_short else None


def tidy_web(text: str) -> str | None:
    """An address of the web with its https; None if it is none."""
    address = text if "://" in text else f"https://{text}"
    return address if _WEB.fullmatch(address) else None


def _fault(field: StringField, message: Words) -> None:
    field.errors = [*field.errors, str(message)]
