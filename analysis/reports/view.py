"""The releases of a report as its sections look at them: by group, newest first or together."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from analysis.condition import Condition, Kind
from analysis.figures.marks import Shares
from analysis.finding import capital
from analysis.guard import GuardedCount
from analysis.language import marked, translator
from analysis.measures import ACT, Counted, counted, group_name, headline_condition
from analysis.proportions import guarded_interval
from analysis.release import Basis, Release, total
from analysis.reports.content import Count
from analysis.reports.inputs import ReportInputs, Waiting
from analysis.reports.periods import day_words, month, release_period, term_period
from analysis.term import term_of
from analysis.trends import LONGEST
from analysis.wording import count_phrase, number

_ORDER = ("parents", "families", "caregivers", "professionals", ACT)


_WHOM: Mapping[tuple[Counted, Basis], str] = {
    (Counted.FAMILIES, Basis.ANSWERED): marked("{base} families who answered"),
    (Counted.FAMILIES, Basis.ASKED): marked("{base} families who were asked"),
    (Counted.ANSWERS, Basis.ANSWERED): marked("{base} professionals’ answers"),
    (Counted.ANSWERS, Basis.ASKED): marked("{base} professionals who were asked"),
    (Counted.MEMBERS, Basis.ANSWERED): marked("{base} members who answered"),
    (Counted.MEMBERS, Basis.ASKED): marked("all {base} members"),
    (Counted.FAMILIES, Basis.MIXED): marked("{base} families counted"),
    (Counted.ANSWERS, Basis.MIXED): marked("{base} professionals counted"),
    (Counted.MEMBERS, Basis.MIXED): marked("{base} members counted"),
}


class View:
    """What the sections of one report ask of its inputs."""

    #: Whether two groups' answers for the same periods may be compared: they are of one scope.
    compares_groups = True

    def __init__(self, inputs: ReportInputs) -> None:
        self.inputs = inputs
        self.language = inputs.language
        words = translator(inputs.language)
        self.gettext, self.ngettext = words.gettext, words.ngettext

    # --- groups and releases ---------------------------------------------------------------

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that the scope asks, those who were the subject of the meeting first."""
        return tuple(group for group in _ORDER if group in self.inputs.instruments)

    @cached_property
    def released_groups(self) -> tuple[str, ...]:
        """The groups with at least one release."""
        return tuple(group for group in self.groups if self.history(group))

    @property
    def sampled_groups(self) -> tuple[str, ...]:
        """The released groups of which others might have answered: all but a team.

        Only these have a likely range, and only their releases are added up.
        """
        return tuple(group for group in self.released_groups if group != ACT)

    @property
    def lead(self) -> str | None:
        """The group whose results stand first; None when nothing is released."""
        return self.sampled_groups[0] if self.sampled_groups else None

    def history(self, group: str) -> tuple[Release, ...]:
        """All releases of a group, oldest first."""
        mine = (release for release in self.inputs.releases if release.group == group)
        return tuple(sorted(mine, key=lambda release: release.first_day))

    def newest(self, group: str) -> Release:
        """The newest release of a group that has one."""
        return self.history(group)[-1]

    def recent(self, group: str) -> tuple[Release, ...]:
        """The newest releases with the newest one's wording that are added up, oldest first.

        Up to four; of a team one, because its members are the same each time.
        """
        history = self.history(group)
        same = [release for release in history if release.version == history[-1].version]
        return tuple(same[-1 if group == ACT else -LONGEST :])

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The groups whose answers wait, in the order of all groups."""
        return tuple(sorted(self.inputs.waiting, key=lambda each: _ORDER.index(each.group)))

    def is_current(self, group: str) -> bool:
        """Whether the newest release of a group reaches to the end of the report's period."""
        return self.newest(group).last_day == self.inputs.term.last_day

    def scales(self, group: str) -> dict[str, tuple[str, ...]]:
        """The scales of a group's questionnaire with the items its newest release counts."""
        counts = self.newest(group).counts
        scales = self.inputs.instruments[group].scales
        found = {
            scale: tuple(item for item in items if headline_condition(item) in counts)
            for scale, items in scales.items()
        }
        return {scale: items for scale, items in found.items() if items}

    def items(self, group: str) -> tuple[str, ...]:
        """The items that a group's newest release counts, in the order of the questionnaire."""
        return tuple(item for items in self.scales(group).values() for item in items)

    # --- words -----------------------------------------------------------------------------

    @property
    def is_for_judge(self) -> bool:
        """Whether this is the edition with group results only."""
        return self.inputs.edition == "judge"

    def month(self, day: date) -> str:
        """The month of a day; for a judge the quarter, since nothing finer is theirs to know."""
        if not self.is_for_judge:
            return month(day, self.language)
        return self.gettext("the quarter {period}").format(period=self._quarter(day))

    def day(self, day: date) -> str:
        """A day; for a judge the quarter."""
        if not self.is_for_judge:
            return day_words(day, self.language)
        return self.gettext("the quarter of {period}").format(period=self._quarter(day))

    def _quarter(self, day: date) -> str:
        return term_period(term_of(day, 3), self.language)

    def group(self, group: str) -> str:
        """The name of a group."""
        return group_name(group, self.language)

    def why_missing(self, _group: str) -> str:
        """Why a group has no result, where this kind of report has words of its own for it."""
        return ""

    def dated_group(self, group: str) -> str:
        """The name of a group, with its newest period where that is not the report's own."""
        newest = self.period(self.newest(group))
        name = self.group(group)
        return (
            name if newest == term_period(self.inputs.term, self.language) else f"{name} ({newest})"
        )

    def label(self, item: str) -> str:
        """A few words for an item, as they stand inside a sentence."""
        return self.inputs.labels.items.get(item, item)

    def title(self, item: str) -> str:
        """A few words for an item, as they stand alone."""
        return capital(self.label(item))

    def question(self, group: str, item: str) -> str:
        """The full question that a group was asked."""
        return self.inputs.labels.questions.get(group, {}).get(item, self.title(item))

    def help(self, code: str) -> str:
        """The words of a help code."""
        return self.inputs.labels.help.get(code, code)

    def words(self, condition: Condition) -> str:
        """A few words for what a condition is about."""
        named = self.help if condition.kind is Kind.HELP else self.label
        return named(condition.target)

    def number(self, count: GuardedCount) -> str:
        """How many: "9", "at least 17"."""
        return number(count, self.language)

    def phrase(self, count: GuardedCount) -> str:
        """How many of how many: "9 of 12"."""
        return count_phrase(count, self.language)

    def whom(self, release: Release) -> str:
        """Who the counts of a release are out of: "25 families who answered"."""
        text = _WHOM[counted(release.group), release.basis]
        return self.gettext(text).format(base=release.base)

    def period(self, *releases: Release) -> str:
        """The months that releases cover together."""
        return release_period(releases, self.language)

    # --- numbers ---------------------------------------------------------------------------

    def cell(self, count: GuardedCount) -> Count:
        """A count as it stands in a table."""
        return Count(self.phrase(count), count.low, count.high, count.base, code(count))

    def total_cell(self, releases: tuple[Release, ...], condition: Condition) -> Count:
        """The sum of a count over several releases as it stands in a table."""
        return self.cell(total(releases, condition))

    def shares(self, count: GuardedCount) -> Shares:
        """A count as a figure draws it."""
        return Shares(count.low_share, count.high_share, *guarded_interval(count))


def code(count: GuardedCount) -> str:
    """What kind of number a guarded count is, as one word for machines."""
    if count.exact:
        return "exact"
    if count.high == count.base:
        return "at_least"
    return "at_most" if count.low == 0 else "range"


def listed(texts: list[str], *, most: int = 3) -> str:
    """Several texts in one line, the first `most` of them, with an ellipsis where more follow."""
    return "; ".join(texts[:most]) + ("; …" if len(texts) > most else "")
