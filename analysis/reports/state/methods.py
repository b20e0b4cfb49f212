"""The appendix of a state edition: how its numbers are made, and which sums they are."""

from analysis.guard import MARGIN
from analysis.reports.content import Table
from analysis.reports.part import Part
from analysis.reports.sections.methods import (
    asked,
    changes,
    explained,
    how_counted,
    likely,
    limits,
)
from analysis.reports.state.spread import LEAST_POINTS
from analysis.reports.state.view import StateView
from analysis.rollup import LEAST_SCOPES

_DIGITS = 16


def methods(view: StateView) -> Part:
    """Return the methods section, and the table of sums."""
    _ = view.gettext
    topics = [
        (_("Who is asked, and what"), asked(view)),
        (_("How people are counted"), how_counted(view)),
        (_("What is added up"), _added_up(view)),
        (_("What protects people, and sites"), _protection(view)),
        (_("Likely range"), likely(view)),
        (_("More and fewer"), changes(view)),
        (_("Points without names"), _points(view)),
        (_("Beside the record"), _record(view)),
        (_("What this cannot tell you"), limits(view)),
        (_("Check this report"), _check(view)),
    ]
    return explained(view, topics, (_sums(view),) if view.groups else ())


def _added_up(view: StateView) -> str:
    return view.gettext(
        "An edition adds up the results that came out since the one before, of the sites, pools "
        "and teams that share with the state. Each result is added once, and in one edition. The "
        "quarter named is the one in which results came out; a site that counts by the half-year, "
        "or whose answers waited, brings answers of earlier months too. Of a team only the newest "
        "result is added, because its members are the same."
    )


def _protection(view: StateView) -> str:
    return view.gettext(
        "What comes from a site was released there: at least {floor} answered and at least {asked} "
        "were asked, and counts close to none or all are kept open. Sums keep open what their "
        "parts do. A group is added up only from {least} sites on, so that nobody who knows one "
        "result can work out another. Results that are left over are kept for the next edition. "
        "Which sites are in it, wait, or do not share, is not said."
    ).format(floor=view.inputs.floor, asked=view.inputs.floor + MARGIN, least=LEAST_SCOPES)


def _points(view: StateView) -> str:
    return view.gettext(
        "If all results were like the state, by chance alone 95 of 100 would lie in the usual "
        "range and 998 of 1,000 in the wide one (Spiegelhalter, 2005; exact limits). A result is "
        "called outside only if it lies beyond the wide range at both ends of every count. The "
        "figure needs {least} results."
    ).format(least=LEAST_POINTS)


def _record(view: StateView) -> str:
    return view.gettext(
        "Coordinators keep a register of shared priorities and a log of changes. It is counted "
        "over all teams that share, as it stood at the end of the quarter, and shown from {least} "
        "teams on."
    ).format(least=LEAST_SCOPES)


def _check(view: StateView) -> str:
    return view.gettext(
        "Every number about answers is a sum of released results, but for the statistics of the "
        "pool, which say so. The last table has a fingerprint for each sum, made from those of its "
        "results."
    )


def _sums(view: StateView) -> Table:
    """What was added up, edition by edition; no row is a site's."""
    _ = view.gettext
    rows = tuple(
        (
            view.group(one.group),
            view.period(one),
            str(one.participation.releases),
            one.version,
            one.digest[:_DIGITS],
        )
        for group in view.groups
        for one in view.history(group)
    )
    columns = (_("Group"), _("Period"), _("Results"), _("Questions"), _("Fingerprint"))
    note = _("The first {digits} signs of each fingerprint (SHA-256).").format(digits=_DIGITS)
    return Table("sums", _("What was added up"), columns, rows, _("Sums"), note)
