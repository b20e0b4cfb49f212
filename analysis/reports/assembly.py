"""Parts -> one report: the sections, the tables at the end, the identity and the fixed words."""

import hashlib
from collections.abc import Mapping, Sequence

from analysis.release import Release
from analysis.reports.content import Block, Paragraph, Report, Section
from analysis.reports.part import Part
from analysis.reports.periods import day_words, term_period
from analysis.reports.view import View


def assembled(
    view: View,
    title: str,
    parts: Sequence[Part],
    releases: Sequence[Release],
    words: Mapping[str, str] | None = None,
) -> Report:
    """Return the report of `parts`, made from `releases`; `words` stand in place of the fixed."""
    inputs = view.inputs
    return Report(
        title=title,
        scope_name=inputs.scope_name,
        term_label=term_period(inputs.term, inputs.language),
        term_code=inputs.term.label,
        last_day=inputs.term.last_day,
        language=inputs.language,
        edition=inputs.edition,
        sample=inputs.sample,
        fingerprint=fingerprint(releases),
        formula=inputs.formula,
        words={**_words(view), **(words or {})},
        sections=(*(section for part in parts for section in part.sections), _tables(view, parts)),
    )


def fingerprint(releases: Sequence[Release]) -> str:
    """Return the SHA-256 of the releases' digests in the order of their text: 64 digits."""
    digests = sorted(release.digest for release in releases)
    return hashlib.sha256("".join(digests).encode("ascii")).hexdigest()


def remade_words(view: View) -> str:
    """Say that documents were made anew, and with which formulas; nothing of those made once."""
    remade = view.inputs.remade
    if remade is None:
        return ""
    text = view.gettext(
        "Made with a newer way of counting (version {version}) on {day}; first made with version "
        "{first}."
    )
    day = day_words(remade.day, view.language)
    return text.format(version=view.inputs.formula, day=day, first=remade.first_formula)


def _tables(view: View, parts: Sequence[Part]) -> Section:
    _ = view.gettext
    tables = tuple(table for part in parts for table in part.tables)
    intro = Paragraph(_("The numbers of every figure, in the order of the figures."))
    nothing = Paragraph(_("There are no tables: nothing is released yet."))
    blocks: tuple[Block, ...] = (intro, *tables) if tables else (nothing,)
    return Section("tables", _("Tables"), blocks, new_page=bool(tables))


def _words(view: View) -> Mapping[str, str]:
    """The fixed words around the content."""
    _ = view.gettext
    banner = _("Group results only. No case can be read from this.")
    if view.is_for_judge:
        banner = _("Group results only. Nothing here is about one case.")
    return {
        "kicker": _("Safe Babies feedback"),
        "banner": banner,
        "tested": _("New questions, being tested."),
        "sample": _("SAMPLE: invented data") if view.inputs.sample else "",
        "remade": remade_words(view),
        "page": _("Page {page} of {pages}"),
        "see_table": _("The numbers as a table"),
        "fingerprint": _("Fingerprint"),
        "formula": _("Version of the way of counting"),
        "read_me": _("Read me"),
        "headlines": _("Headlines"),
        "sheet": _("Sheet"),
        "measure": _("What is counted"),
        "shown": _("Shown as"),
        "count": _("Count"),
        "low": _("Lowest"),
        "high": _("Highest"),
        "base": _("Out of"),
        "code": _("Kind of number"),
        "known": _("Yes, fully: at least so many"),
        "codes": _(
            "Kind of number: exact; at_least and at_most are kept open to protect people; range is "
            "a sum of such counts. Count is empty unless the number is exact."
        ),
    }
