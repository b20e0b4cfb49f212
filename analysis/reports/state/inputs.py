"""What the report of a state edition is made from. No scope is named in any of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team.register import Register
from analysis.rollup import Rollup
from analysis.term import Term


@dataclass(frozen=True)
class PoolFigures:
    """What one pool of the state yielded, as it is stored; see `analysis.pool.to_plain`."""

    group: str
    term: Term
    statistics: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class StateInputs(TeamInputs):
    """Everything the report of a state edition says; `term` is the edition's quarter.

    Parameters
    ----------
    scope, scope_name : `analysis.rollup.STATE`, and the name of the state.
    releases : the sums (`Rollup`) of this edition and of earlier ones.
    register : what the teams that share have on record, without their words; see `merged`.
    teams : how many teams it is from.
    figures : what the pools of the quarter, and of a year that ended with it, yielded.

    Raises ValueError for what `TeamInputs` refuses and for a release that is no sum.
    """

    teams: int = 0
    figures: tuple[PoolFigures, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not all(isinstance(release, Rollup) for release in self.releases):
            raise ValueError("a state edition is made from sums of releases alone")


def merged(registers: Iterable[Register]) -> Register:
    """The registers of several teams, on one day, as one.

    Raises ValueError for registers of different days, and for none.
    """
    kept = list(registers)
    if len({register.day for register in kept}) != 1:
        raise ValueError("registers of one day are needed")
    return Register(
        kept[0].day,
        tuple(priority for register in kept for priority in register.priorities),
        tuple(change for register in kept for change in register.changes),
    )
