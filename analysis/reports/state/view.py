"""The sums of a state as the sections of its report look at them."""

from analysis.condition import Condition
from analysis.figures.wording.common import stretch
from analysis.guard import GuardedCount
from analysis.measures import ACT
from analysis.reports.state.inputs import StateInputs
from analysis.reports.team.view import TeamView
from analysis.rollup import LEAST_SCOPES, Rollup


class StateView(TeamView):
    """What the sections of one edition ask of its inputs."""

    #: Groups are summed over different scopes: a sum over those that have both would tell, by
    #: subtraction, what the others have. The gap comes from the pool.
    compares_groups = False

    def __init__(self, inputs: StateInputs) -> None:
        super().__init__(inputs)
        self.state = inputs

    @property
    def current(self) -> tuple[Rollup, ...]:
        """The sums of this edition, in the order of the groups."""
        return tuple(self.sum_of(group) for group in self.released_groups if self.is_current(group))

    def sum_of(self, group: str) -> Rollup:
        """The newest sum of a group that has one."""
        newest = self.newest(group)
        assert isinstance(newest, Rollup), "see StateInputs"
        return newest

    def by_scope(self, group: str, condition: Condition) -> tuple[GuardedCount, ...]:
        """One count for each scope in a group's newest sum, by size, without names."""
        return self.sum_of(group).by_scope(condition)

    def number(self, count: GuardedCount) -> str:
        """How many, as short as figures need it: "146 to 161"."""
        if count.exact or count.low == 0 or count.high == count.base:
            return super().number(count)
        return stretch(count.low, count.high, str, self.language)

    def counts(self, target: str) -> bool:
        """Whether this edition counts a scale or an item of teams."""
        told = ACT in self.released_groups and self.is_current(ACT)
        return told and super().counts(target)

    def asked(self, scale: str) -> tuple[str, ...]:
        """The items of a scale of teams that this edition counts."""
        return super().asked(scale) if self.counts(scale) else ()

    def why_missing(self, _group: str) -> str:
        """What a sum needs: the same words whether sites wait, or do not share."""
        return self.gettext(
            "A group is shown when at least {least} sites have new results. Until then they are "
            "kept for the next edition."
        ).format(least=LEAST_SCOPES)
