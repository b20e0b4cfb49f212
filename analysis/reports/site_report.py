"""Releases -> the report of one site: its sections in order, its tables, its identity."""

import hashlib
from collections.abc import Mapping, Sequence

from analysis.release import Release
from analysis.reports.content import Block, Paragraph, Report, Section
from analysis.reports.inputs import ReportInputs
from analysis.reports.names import tidied
from analysis.reports.part import Part
from analysis.reports.periods import term_period
from analysis.reports.sections.answered import answered
from analysis.reports.sections.eyes import eyes
from analysis.reports.sections.hard_help import hard_help
from analysis.reports.sections.heard import heard
from analysis.reports.sections.methods import methods
from analysis.reports.sections.picked import picked
from analysis.reports.sections.said import said
from analysis.reports.sections.timeline import timeline
from analysis.reports.sections.waits import waits
from analysis.reports.view import View


def site_report(inputs: ReportInputs) -> Report:
    """Return the report that `inputs` make: equal releases and words give an equal report.

    Every number in it is a function of the guarded counts of `inputs.releases`. The judge's
    edition holds group results only: no waiting batch, no reason for a missing one, no plan in
    the staff's own words.
    """
    view = View(tidied(inputs))
    parts = [
        Part((heard(view),)),
        answered(view),
        *(said(view, group) for group in view.groups),
        eyes(view),
        timeline(view),
        picked(view),
        hard_help(view),
        waits(view),
        methods(view),
    ]
    return Report(
        title=view.gettext("What families and professionals told us"),
        scope_name=view.inputs.scope_name,
        term_label=term_period(inputs.term, inputs.language),
        term_code=inputs.term.label,
        last_day=inputs.term.last_day,
        language=inputs.language,
        edition=inputs.edition,
        sample=inputs.sample,
        fingerprint=fingerprint(inputs.releases),
        words=_words(view),
        sections=(*(section for part in parts for section in part.sections), _tables(view, parts)),
    )


def fingerprint(releases: Sequence[Release]) -> str:
    """Return the SHA-256 of the releases' digests in the order of their text: 64 digits."""
    digests = sorted(release.digest for release in releases)
    return hashlib.sha256("".join(digests).encode("ascii")).hexdigest()


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
        "page": _("Page {page} of {pages}"),
        "see_table": _("The numbers as a table"),
        "fingerprint": _("Fingerprint"),
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
