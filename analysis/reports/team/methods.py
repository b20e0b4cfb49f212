"""The appendix of a wave: how the numbers are made, in plain words, and how it was sent."""

from analysis.guard import MARGIN
from analysis.measures import ACT
from analysis.reports.content import Table
from analysis.reports.part import Part
from analysis.reports.sections.methods import explained, releases_table
from analysis.reports.team.view import TeamView
from analysis.wording import count_phrase


def methods(view: TeamView) -> Part:
    """Return the methods section, and the table of releases."""
    return explained(view, _topics(view), _tables(view))


def _tables(view: TeamView) -> tuple[Table, ...]:
    families = view.team.families
    theirs = () if families is None else (families,)
    return (releases_table(view, (*view.history(ACT), *theirs)),)


def _topics(view: TeamView) -> list[tuple[str, str]]:
    _ = view.gettext
    topics = [
        (_("Who is asked, and what"), _asked(view)),
        (_("What is counted"), _counted(view)),
        (_("Reach"), reach(view)),
        (_("What protects people"), _protection(view)),
        (_("More and fewer"), _changes(view)),
        (_("Response rate"), _rate(view)),
    ]
    sent = _delivery(view)
    if sent:
        topics.append((_("Invitations"), sent))
    return [
        *topics,
        (_("Beside the record"), _record(view)),
        (_("What this cannot tell you"), _limits(view)),
        (_("Check this report"), _check(view)),
    ]


def _asked(view: TeamView) -> str:
    return view.gettext(
        "Every quarter all members of the team may answer a short survey on the last three "
        "months. Each question has five answers, from “No, not at all” to “Yes, fully”. The "
        "questions are new and being tested."
    )


def _counted(view: TeamView) -> str:
    return view.gettext(
        "A member counts for a question who said “mostly” or “yes, fully”; for a part, who "
        "answered at least half of its questions and said “mostly” or better on the whole. “Yes, "
        "fully” stands beside it. The sense of trust is trust, compassion and transparency "
        "together, and the three are always shown apart as well. A question left blank is not a "
        "yes. No average is shown, because the aim is that all members feel it."
    )


def reach(view: TeamView) -> str:
    """Say what the reach is, and why it has no likely range."""
    return view.gettext(
        "A team is asked as a whole, so nothing is sampled and there is no likely range. What is "
        "not known is what those who did not answer would have said. Reach runs from none to all "
        "of them, and over both ends of a count that is kept open (Manski, 1995)."
    )


def _protection(view: TeamView) -> str:
    text = view.gettext(
        "Nothing is shown before {floor} members have answered and {asked} were asked. A count "
        "close to none reads “3 or fewer”, a count close to all reads “at least”. A wave that is "
        "too small is destroyed and never added to another."
    )
    return text.format(floor=view.inputs.floor, asked=view.inputs.floor + MARGIN)


def _changes(view: TeamView) -> str:
    return view.gettext(
        "We write “more” or “fewer” only when the reach of two waves does not overlap. Otherwise "
        "we write “no clear change” and how large a change could have been seen, which follows "
        "from how many did not answer. Where no change could have been seen, we say that there "
        "are too few answers. Waves are never added up, and never compared when the questions "
        "changed."
    )


def _rate(view: TeamView) -> str:
    return view.gettext(
        "RR6 of the Standard Definitions of AAPOR (2023): answers, whole or in part, out of "
        "everybody who could answer. With a roster everybody is known, so RR2, RR4 and RR6 are "
        "one number. Whole and partial answers are not told apart, so RR5 is not given. A number "
        "of those who answered that is close to all is kept open."
    )


def _delivery(view: TeamView) -> str:
    """How the invitations ended, guarded; nothing where they did not go out by mail."""
    _ = view.gettext
    delivery = view.team.delivery
    if delivery is None or not view.is_current(view.wave.group):
        return ""
    shown = delivery.shown_beside(view.wave)
    if shown is None:
        return _(
            "Invitations went out by e-mail. How many arrived is not shown, because it would tell "
            "who answered."
        )
    mailed, refused, lost = (count_phrase(count, view.language) for count in shown)
    return _(
        "Invitations by e-mail, in members: mailed to {mailed}, refused by the mail server for "
        "{refused}, undeliverable for {lost}. Members who were not reached stay in the count of "
        "all members."
    ).format(mailed=mailed, refused=refused, lost=lost)


def _record(view: TeamView) -> str:
    return view.gettext(
        "The coordinator keeps a register of shared priorities and a log of changes of policy, "
        "funding and infrastructure, each with its day. The report shows them as they stood on "
        "the last day of the wave."
    )


def _limits(view: TeamView) -> str:
    return view.gettext(
        "Members choose to answer, and those who did not may see it differently. The numbers do "
        "not show why something changed. Members come and go, so two waves do not ask the very "
        "same people. Answers in different languages are never compared."
    )


def _check(view: TeamView) -> str:
    return view.gettext(
        "Every number about answers comes from the releases listed in the last table, and from "
        "nothing else. A release never changes. Its fingerprint shows that it is the same."
    )
