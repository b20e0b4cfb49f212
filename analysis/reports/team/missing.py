"""The plain sentences on waves that have no result."""

from collections.abc import Callable

from analysis.reports.content import Paragraph
from analysis.reports.periods import term_period
from analysis.reports.team.inputs import MissedWave, Missing
from analysis.reports.team.view import TeamView
from analysis.term import Term


def missing(view: TeamView, since: Term | None = None) -> list[Paragraph]:
    """Say which waves have no result, the newest first; for a judge without the reason.

    All of them, or those from the quarter `since` on.
    """
    waves = sorted(view.team.missed, key=lambda wave: wave.term, reverse=True)
    told = (wave for wave in waves if since is None or wave.term >= since)
    return [Paragraph(_sentence(view, wave), kind="pending") for wave in told]


def _sentence(view: TeamView, wave: MissedWave) -> str:
    _ = view.gettext
    text = _("No result for the wave of {period}.").format(
        period=term_period(wave.term, view.language)
    )
    return text if view.is_for_judge else f"{text} {_reason(_, wave.reason)}"


def _reason(_: Callable[[str], str], reason: Missing) -> str:
    if reason is Missing.NOBODY_ASKED:
        return _("Nobody was asked.")
    if reason is Missing.LOST:
        return _("Its key could not be found, so nobody can read its answers.")
    return _(
        "Too few members answered or were asked to show a result and keep everyone safe. "
        "The answers were destroyed and are in no other wave."
    )
