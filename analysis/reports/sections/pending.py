"""The plain sentence that stands where a group has no result, and why."""

from analysis.guard import MARGIN
from analysis.measures import Counted, counted
from analysis.reports.content import Paragraph
from analysis.reports.inputs import Reason
from analysis.reports.periods import term_period
from analysis.reports.view import View


def pending(view: View, group: str) -> Paragraph:
    """Say that there is nothing to show of `group` for the report's period, never how much."""
    _ = view.gettext
    sentence = _("{group}: no result for {period}.").format(
        group=view.group(group), period=term_period(view.inputs.term, view.language)
    )
    reason = "" if view.is_for_judge else view.why_missing(group) or _reason(view, group)
    return Paragraph(f"{sentence} {reason}".strip(), kind="pending")


def _reason(view: View, group: str) -> str:
    _ = view.gettext
    if any(waiting.group == group for waiting in view.inputs.waiting):
        return _("Their answers wait, see “What waits”.")
    reasons = {each.group: each.reason for each in view.inputs.not_released}
    if reasons.get(group) is Reason.NOT_STATED:
        return _(
            "Nobody stated how many professionals were asked, so nothing can be shown. "
            "The answers were destroyed."
        )
    if reasons.get(group) is Reason.TOO_FEW:
        return _(
            "Too few people answered or were asked to show a result and keep everyone safe. "
            "The answers were destroyed."
        )
    return needs(view, group, view.inputs.floor)


def needs(view: View, group: str, floor: int) -> str:
    """Say how many answers a result of `group` needs, by its floor."""
    _ = view.gettext
    texts = {
        Counted.FAMILIES: _(
            "A result is shown when at least {floor} families have answered "
            "and at least {asked} were asked."
        ),
        Counted.ANSWERS: _(
            "A result is shown when at least {floor} professionals have answered "
            "and at least {asked} were asked."
        ),
        Counted.MEMBERS: _(
            "A result is shown when at least {floor} members have answered "
            "and at least {asked} were asked."
        ),
    }
    return texts[counted(group)].format(floor=floor, asked=floor + MARGIN)
