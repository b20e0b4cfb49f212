"""The releases of a team as the sections of its report look at them."""

from collections.abc import Sequence
from functools import cached_property

from analysis import findings, rankings
from analysis.condition import Condition
from analysis.finding import Finding
from analysis.guard import GuardedCount
from analysis.measures import (
    ACT,
    COLLECTIVE_LEADERSHIP,
    COMBINED,
    COMPASSION,
    SENSE_OF_TRUST,
    SHARED_PRIORITIES,
    STRUCTURAL_CHANGE,
    TRANSPARENCY,
    TRUST,
    measure_name,
    reach_condition,
)
from analysis.release import Release
from analysis.reports.content import Count
from analysis.reports.periods import term_period
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.view import View, code
from analysis.team_reach import reach
from analysis.trends import LONGEST
from analysis.wording import reach_phrase

SIX = (TRUST, COMPASSION, TRANSPARENCY, COLLECTIVE_LEADERSHIP, SHARED_PRIORITIES, STRUCTURAL_CHANGE)
"""The scales that members are asked about, in the order of every table."""


class TeamView(View):
    """What the sections of one wave's report ask of its inputs."""

    def __init__(self, inputs: TeamInputs) -> None:
        super().__init__(inputs)
        self.team = inputs

    # --- waves -----------------------------------------------------------------------------

    @property
    def wave(self) -> Release:
        """The newest released wave."""
        return self.newest(ACT)

    @cached_property
    def year(self) -> tuple[Release, ...]:
        """The waves of the four quarters up to the newest that asked the same, oldest first."""
        first = self.wave.terms[0]
        for _place in range(LONGEST - 1):
            first = first.previous()
        return tuple(
            wave
            for wave in self.history(ACT)
            if wave.version == self.wave.version and wave.first_day >= first.first_day
        )

    @property
    def before(self) -> Release | None:
        """The released wave before the newest; None if there is none or it asked other things."""
        earlier = self.history(ACT)[:-1]
        same = bool(earlier) and earlier[-1].version == self.wave.version
        return earlier[-1] if same else None

    @property
    def has_new_wording(self) -> bool:
        """Whether the wave before the newest asked other things."""
        return len(self.history(ACT)) > 1 and self.before is None

    # --- what is counted -------------------------------------------------------------------

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The six scales and the sense of trust before its parts, where the wave counts them."""
        return tuple(each for each in (SENSE_OF_TRUST, *SIX) if self.counts(each))

    @cached_property
    def panels(self) -> tuple[str, ...]:
        """The six scales, where the wave counts them."""
        return tuple(scale for scale in self.measures if scale not in COMBINED)

    def counts(self, target: str) -> bool:
        """Whether the newest wave counts a scale or an item."""
        return reach_condition(target) in self.wave.counts

    def asked(self, scale: str) -> tuple[str, ...]:
        """The items of a scale that the newest wave counts."""
        return self.scales(ACT).get(scale, ())

    def measure(self, scale: str) -> str:
        """A scale in words, as it stands inside a sentence."""
        return measure_name(scale, self.language).lower()

    def title_of(self, scale: str) -> str:
        """A scale in words, as it stands alone."""
        return measure_name(scale, self.language)

    # --- reach -----------------------------------------------------------------------------

    def reach(self, target: str, wave: Release | None = None) -> GuardedCount:
        """How many of all members say "mostly" or better, in the newest wave or another."""
        return reach(wave or self.wave, reach_condition(target))

    def reach_text(self, target: str) -> str:
        """The reach in the newest wave: "between 17 and 27 of all 27"."""
        return reach_phrase(self.reach(target), self.language)

    def reach_cell(self, target: str, wave: Release | None = None) -> Count:
        """The reach as it stands in a table."""
        count = self.reach(target, wave)
        text = reach_phrase(count, self.language)
        return Count(text, count.low, count.high, count.base, code(count))

    def said(self, target: str, text: str) -> Finding:
        """How many of those who answered, and of all, say "mostly" or better on something."""
        return findings.headline([self.wave], reach_condition(target), text, self.language)

    def lowest(self, items: Sequence[str]) -> str:
        """Which of several questions the fewest say "mostly" or better to."""
        texts = {reach_condition(item): self.label(item) for item in items}
        found = rankings.lowest([self.wave], texts, self.language)
        text = self.gettext("{finding} (“mostly” or “yes, fully”)")
        return text.format(finding=found.text) if found.counts else found.text

    def said_of(self, scale: str) -> str:
        """The sentence on a scale."""
        return f"{self.said(scale, self.measure(scale)).text}."

    @property
    def wave_period(self) -> str:
        """The months of the newest released wave."""
        return self.period(self.wave)

    @property
    def own_period(self) -> str:
        """The months of the wave that the report is about."""
        return term_period(self.team.term, self.language)

    def condition(self, target: str) -> Condition:
        """What the reach counts."""
        return reach_condition(target)
