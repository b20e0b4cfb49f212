"""What the report of a team's wave is made from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from analysis.guard import MARGIN, GuardedCount, guarded
from analysis.measures import Counted, counted
from analysis.release import Release
from analysis.reports.inputs import ReportInputs
from analysis.reports.team.register import Register
from analysis.term import Term

Door = Literal["shared", "single_use"]


class Missing(StrEnum):
    """Why a wave has no result."""

    TOO_FEW = "too_few"
    NOBODY_ASKED = "nobody_asked"
    LOST = "lost"


@dataclass(frozen=True)
class MissedWave:
    """A wave without a result; its answers were destroyed and are in no other."""

    term: Term
    reason: Missing


@dataclass(frozen=True)
class Delivery:
    """How the invitations of a wave ended, in members.

    `mailed` were handed over, `refused` were turned down by the mail server, `undeliverable`
    were given up; what is left of `members` was never written to. ValueError when more are named
    than there are members.
    """

    members: int
    mailed: int
    refused: int = 0
    undeliverable: int = 0

    def __post_init__(self) -> None:
        parts = (self.mailed, self.refused, self.undeliverable)
        if min(parts) < 0 or sum(parts) > self.members:
            raise ValueError(f"not the invitations of {self.members} members: {parts}")

    def shown_beside(self, release: Release) -> tuple[GuardedCount, ...] | None:
        """Mailed, refused and undeliverable as they may stand beside a participation.

        Beside "20 of 27 answered" an exact "20 were mailed" would tell that everybody who was
        written to answered. So all three are None when fewer than four of those written to may
        be silent, unless everybody was written to, which adds nothing to the participation.
        """
        silent = self.mailed - release.participation.high
        if self.mailed < self.members and silent <= MARGIN:
            return None
        parts = (self.mailed, self.refused, self.undeliverable)
        return tuple(guarded(part, self.members) for part in parts)


@dataclass(frozen=True, kw_only=True)
class TeamInputs(ReportInputs):
    """Everything the report of a wave says; `term` is the wave's quarter.

    Parameters
    ----------
    register : what was on record on the wave's last day.
    families : the newest release of parents or of families at the team's site, if there is one.
    missed : the waves up to `term` that have no result.
    delivery : how the invitations of the newest released wave ended, if they went out by mail.
    door : how members came in, if it is known.

    Raises ValueError for what `ReportInputs` refuses and for families that are none.
    """

    register: Register
    families: Release | None = None
    missed: tuple[MissedWave, ...] = ()
    delivery: Delivery | None = None
    door: Door | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.families is not None and counted(self.families.group) is not Counted.FAMILIES:
            raise ValueError(f"families are needed, not {self.families.group}")
