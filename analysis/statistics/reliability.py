"""The result that alpha and omega share."""

from dataclasses import dataclass

from analysis.statistics.estimate import Estimate


@dataclass(frozen=True)
class Reliability(Estimate):
    """A reliability with its interval; n is the number of complete rows.

    `items` are those it rests on, `left_out` those without answers or without variance.
    """

    items: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
