"""The fixed list of conditions a questionnaire version is counted by: nothing else is counted."""

from dataclasses import dataclass
from enum import StrEnum

from analysis.instrument import Instrument


class Kind(StrEnum):
    """What has to be true of a unit's form to be counted.

    FULLY: the item has the top answer. MOSTLY: the item has one of the two top answers.
    TOP: every item of the scale has the top answer. AFFIRMED: at least half the items of the
    scale are answered and their mean is at least the second highest answer.
    HELP: the help code is named.
    """

    FULLY = "fully"
    MOSTLY = "mostly"
    TOP = "top"
    AFFIRMED = "affirmed"
    HELP = "help"


@dataclass(frozen=True, order=True)
class Condition:
    """A kind and its target: an item key, a scale name or a help code. Written "fully:V1"."""

    kind: Kind
    target: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.target}"

    @classmethod
    def parse(cls, text: str) -> "Condition":
        """The condition written as `text`; ValueError when it is not one."""
        kind, colon, target = text.partition(":")
        if not colon or not target:
            raise ValueError(f"not a condition: {text!r}")
        return cls(Kind(kind), target)


def conditions(instrument: Instrument) -> tuple[Condition, ...]:
    """All conditions of the instrument in their fixed order.

    For each scale: top, affirmed, then its items (fully, mostly); then top and affirmed of each
    combined scale; then the help codes. The list depends on the questionnaire version alone,
    never on how many answered or what they said.
    """
    listed: list[Condition] = []
    for scale, items in instrument.scales.items():
        listed += [Condition(Kind.TOP, scale), Condition(Kind.AFFIRMED, scale)]
        for item in items:
            listed += [Condition(Kind.FULLY, item), Condition(Kind.MOSTLY, item)]
    for scale in instrument.combined:
        listed += [Condition(Kind.TOP, scale), Condition(Kind.AFFIRMED, scale)]
    listed += [Condition(Kind.HELP, code) for code in instrument.help_codes]
    return tuple(listed)
