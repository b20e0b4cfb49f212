"""The appendix: how the numbers are made, in plain words, and which releases they come from."""

from collections.abc import Iterable, Sequence

from analysis.guard import MARGIN
from analysis.measures import Counted, counted
from analysis.release import Release
from analysis.reports.content import Paragraph, Section, Subheading, Table
from analysis.reports.inputs import CountingChanged, FloorRaised, LengthChanged, SettingChange
from analysis.reports.part import Part
from analysis.reports.view import View
from analysis.trends import LONGEST

_DIGITS = 16
Topic = tuple[str, str]
"""A heading and its text."""


def methods(view: View, also: Sequence[Topic] = (), waves: Sequence[Release] = ()) -> Part:
    """Return the methods section, and the table of releases, a team's `waves` at its end.

    `also` are topics of other sections.
    """
    *topics, limits, check = _topics(view)
    return explained(view, [*topics, *also, limits, check], _tables(view, waves))


def explained(view: View, topics: Iterable[Topic], tables: tuple[Table, ...]) -> Part:
    """Return the section of topics, each a heading and its text, with the tables of releases."""
    blocks = [block for topic in topics for block in (Subheading(topic[0]), Paragraph(topic[1]))]
    blocks.append(Paragraph(_made_with(view)))
    heading = view.gettext("How these numbers are made")
    return Part((Section("methods", heading, tuple(blocks), new_page=True),), tables)


def _topics(view: View) -> list[Topic]:
    _ = view.gettext
    return [
        (_("Who is asked, and what"), asked(view)),
        (_("How people are counted"), how_counted(view)),
        (_("What protects people"), _protection(view)),
        *([(_("What was changed"), _changed(view))] if view.inputs.changes else []),
        (_("Likely range"), likely(view)),
        (_("More, fewer, higher"), changes(view)),
        (_("What this cannot tell you"), limits(view)),
        (_("Check this report"), _check(view)),
    ]


def asked(view: View) -> str:
    """Who is asked, and what."""
    return view.gettext(
        "After a Family Team Meeting, people may answer a short survey on a phone. Each question "
        "has five answers, from “No, not at all” to “Yes, fully”. We report how many said “yes, "
        "fully”, and beside it how many said “mostly” or “yes, fully”. The questions are new and "
        "being tested."
    )


def how_counted(view: View) -> str:
    """How people are counted."""
    _ = view.gettext
    families = any(counted(group) is Counted.FAMILIES for group in view.groups)
    texts = []
    if families:
        texts.append(
            _(
                "A family counts once in each result, however many surveys it sent: one is drawn "
                "by chance."
            )
        )
    if "families" in view.groups:
        texts.append(_("Parents and caregivers are counted together here, as families."))
    texts.append(
        _(
            "All counts of a result are out of the same number: those who answered or, when "
            "nearly all did, those who were asked. A question left blank is not a yes. When "
            "results are added up, someone can count once in each of them."
        )
    )
    return " ".join(texts)


def _protection(view: View) -> str:
    text = view.gettext(
        "Nothing is shown before {floor} have answered and {asked} were asked. A count close to "
        "none reads “3 or fewer”, a count close to all reads “at least”. Figures leave that part "
        "open. No result is ever shown for one meeting, one family or one worker."
    )
    return text.format(floor=view.inputs.floor, asked=view.inputs.floor + MARGIN)


def _changed(view: View) -> str:
    return " ".join(
        _change(view, change) for change in sorted(view.inputs.changes, key=lambda one: one.day)
    )


def _change(view: View, change: SettingChange) -> str:
    _, day = view.gettext, view.day(change.day)
    if isinstance(change, FloorRaised):
        text = _(
            "Since {day} nothing is shown before {since} have answered; until then it was {before}."
        )
        return text.format(day=day, since=change.since, before=change.before)
    if isinstance(change, LengthChanged):
        text = _("Since {day} a period has {since} months; until then it had {before}.")
        return text.format(day=day, since=change.since, before=change.before)
    if isinstance(change, CountingChanged):
        return _counting(view, change, day)
    if change.shares:
        return _("Since {day} the results are part of the sums of the state.").format(day=day)
    return _("Since {day} the results are no longer part of the sums of the state.").format(day=day)


def _counting(view: View, change: CountingChanged, day: str) -> str:
    _ = view.gettext
    text = (
        _("Since {day} parents and caregivers are counted together, as families; until then apart.")
        if change.together
        else _("Since {day} parents and caregivers are counted apart; until then together.")
    )
    return text.format(day=day)


def likely(view: View) -> str:
    """What a likely range says."""
    return view.gettext(
        "Those who answered are some of all who could have. Another time, others might answer. "
        "The likely range says how far the share could move by that alone (Wilson, 1927, 95%). "
        "For several results added up it is made wider, because a family can be in more than one. "
        "Small numbers bounce."
    )


def changes(view: View) -> str:
    """When a change is called one."""
    text = view.gettext(
        "We write “more”, “fewer” or “higher” only when chance alone hardly explains the "
        "difference (Newcombe, 1998, 95%), also at the open ends of a count. Up to {number} "
        "results on each side are added up. Otherwise we write “no clear change” and how large a "
        "change would have been seen."
    )
    return text.format(number=LONGEST)


def limits(view: View) -> str:
    """What the numbers cannot tell."""
    return view.gettext(
        "People choose to answer; those who are very happy or very upset may answer more often. "
        "The numbers do not show why something changed. Answers in different languages are never "
        "compared. Where an order is not certain, it is shown as a tie."
    )


def _made_with(view: View) -> str:
    return view.gettext(
        "This report was made with version {version} of the way of counting. A newer version makes "
        "a new edition of the same results, beside this one."
    ).format(version=view.inputs.formula)


def _check(view: View) -> str:
    return view.gettext(
        "Every number in this report comes from the releases listed in the last table, and from "
        "nothing else. A release never changes. Its fingerprint shows that it is the same."
    )


def _tables(view: View, waves: Sequence[Release]) -> tuple[Table, ...]:
    listed = [release for group in view.groups for release in view.history(group)]
    listed += waves
    return (releases_table(view, listed),) if listed else ()


def releases_table(view: View, releases: Sequence[Release]) -> Table:
    """Return the releases, each under its group, with the beginning of its fingerprint."""
    _ = view.gettext
    rows = tuple(
        (view.group(each.group), view.period(each), each.version, each.digest[:_DIGITS])
        for each in releases
    )
    columns = (_("Group"), _("Period"), _("Questions"), _("Fingerprint"))
    note = _("The first {digits} signs of each fingerprint (SHA-256).").format(digits=_DIGITS)
    return Table("releases", _("Releases in this report"), columns, rows, _("Releases"), note)
