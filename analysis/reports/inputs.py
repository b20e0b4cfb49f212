"""What a site report is made from. All of it was released, or says what has not been."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from analysis.condition import Condition, Kind
from analysis.guard import FLOOR
from analysis.instrument import Instrument
from analysis.release import Release
from analysis.reports.content import Edition
from analysis.term import Term


class Reason(StrEnum):
    """Why a group that does not wait has no result for the newest period."""

    TOO_FEW = "too_few"
    NOT_STATED = "not_stated"


class Verdict(StrEnum):
    """What the team decided about the practice it tried."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True)
class Waiting:
    """A family batch that is not released yet: it holds answers from `since` on."""

    group: str
    since: Term
    floor: int = FLOOR


@dataclass(frozen=True)
class NotReleased:
    """A group whose answers of the newest period were not released and will not be."""

    group: str
    reason: Reason


@dataclass(frozen=True)
class Improvement:
    """The one thing the team picked.

    `item` is the key of the question that should move, or with `kind` HELP the code of the help
    that should be named by fewer; `group` is whose answers are looked at. `practice`, `tried` and
    `who` are printed as they are, except in the judge's edition, which leaves out `tried` and
    `who`.
    """

    item: str
    group: str
    practice: str
    tried: str
    who: str
    started_on: date
    verdict: Verdict | None = None
    kind: Kind = Kind.FULLY

    @property
    def condition(self) -> Condition:
        """What is counted to see whether it moved."""
        return Condition(self.kind, self.item)

    @property
    def is_help(self) -> bool:
        """Whether it is a kind of help that should be easier to get."""
        return self.kind is Kind.HELP


@dataclass(frozen=True)
class Remade:
    """Documents that were made before: on which day they are made anew, and the first formula."""

    day: date
    first_formula: int


@dataclass(frozen=True)
class FloorRaised:
    """From this day on nothing is shown before `since` have answered; until then, `before`."""

    day: date
    before: int
    since: int


@dataclass(frozen=True)
class SharingChanged:
    """From this day on the scope shares its sums with the state, or no longer does."""

    day: date
    shares: bool


@dataclass(frozen=True)
class LengthChanged:
    """From this day on a period has `since` months (3, 6 or 12); until then, `before`."""

    day: date
    before: int
    since: int


@dataclass(frozen=True)
class CountingChanged:
    """From this day on parents and caregivers are counted together, or apart again."""

    day: date
    together: bool


SettingChange = FloorRaised | SharingChanged | LengthChanged | CountingChanged


@dataclass(frozen=True)
class Labels:
    """The words of the questionnaires in the report's language.

    Parameters
    ----------
    items : item key -> a few words ("being listened to").
    questions : group -> item key -> the full question.
    help : help code -> its words.
    nothing : the help code that says that nothing is hard to get.
    """

    items: Mapping[str, str]
    questions: Mapping[str, Mapping[str, str]]
    help: Mapping[str, str]
    nothing: str = "B14"


@dataclass(frozen=True)
class ReportInputs:
    """Everything a site report says.

    Parameters
    ----------
    scope, scope_name : the site or pool; its name is printed as it is.
    term : the newest closed term.
    language : "en" or "es".
    releases : all releases of the scope up to `term`, every group, in any order.
    instruments : group -> its questionnaire, for every group that the scope asks.
    labels : the words of the questionnaires.
    edition : "site", or "judge" for group results only.
    sample : whether the data are invented; SAMPLE then stands on everything.
    waiting, not_released : the groups without a result for `term`, and why.
    improvement : the practice the team picked, if it has.
    floor : least number of units behind a result.
    formula : the version of the way in which reports are made.
    remade : if these releases had documents before, made in an older way.
    changes : what was changed of the settings that numbers depend on, in any order.

    Raises ValueError for a release of another scope, of a group without an instrument, or that
    ends after `term`.
    """

    scope: str
    scope_name: str
    term: Term
    language: str
    releases: tuple[Release, ...]
    instruments: Mapping[str, Instrument]
    labels: Labels
    edition: Edition = "site"
    sample: bool = False
    waiting: tuple[Waiting, ...] = ()
    not_released: tuple[NotReleased, ...] = ()
    improvement: Improvement | None = None
    floor: int = field(default=FLOOR)
    formula: int = 1
    remade: Remade | None = None
    changes: tuple[SettingChange, ...] = ()

    def __post_init__(self) -> None:
        for release in self.releases:
            if release.scope != self.scope:
                raise ValueError(f"a release of {release.scope} in a report of {self.scope}")
            if release.group not in self.instruments:
                raise ValueError(f"no instrument for the {release.group}")
            if release.last_day > self.term.last_day:
                raise ValueError(f"a release after {self.term.label}: {release.label}")
