"""How many of those invited answered: the rates of the AAPOR Standard Definitions."""

from dataclasses import astuple, dataclass, fields
from typing import Self


@dataclass(frozen=True)
class Dispositions:
    """How invitations ended, in whole numbers; those of disjoint groups add up.

    Parameters
    ----------
    complete (I), partial (P), refused (R), not_contacted (NC), other (O) : known to be eligible.
    unknown_household (UH), unknown_other (UO) : not known to be eligible; 0 with a named list.

    Raises ValueError for numbers that are negative or not whole.
    """

    complete: int
    partial: int = 0
    refused: int = 0
    not_contacted: int = 0
    other: int = 0
    unknown_household: int = 0
    unknown_other: int = 0

    def __post_init__(self) -> None:
        if not all(number >= 0 and number % 1 == 0 for number in astuple(self)):
            raise ValueError("numbers of invitations are whole, 0 or more")

    def __add__(self, other: "Dispositions") -> "Dispositions":
        return Dispositions(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def eligible(self) -> int:
        """Those known to be eligible: I + P + R + NC + O."""
        return sum(astuple(self)[:5])

    @property
    def unknown(self) -> int:
        """Those not known to be eligible: UH + UO."""
        return self.unknown_household + self.unknown_other

    def to_dict(self) -> dict[str, int]:
        """Whole numbers by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_dict(cls, data: dict[str, int]) -> Self:
        """What `to_dict` wrote."""
        return cls(**data)


@dataclass(frozen=True)
class ResponseRates:
    """Rates 0..1; None where the denominator is 0, or where e is needed and not known.

    Response rates rr1..rr6, cooperation coop1..coop4, refusal ref1..ref3, contact con1..con3.
    Even response and cooperation rates count partial forms as answers, odd ones do not.
    """

    rr1: float | None
    rr2: float | None
    rr3: float | None
    rr4: float | None
    rr5: float | None
    rr6: float | None
    coop1: float | None
    coop2: float | None
    coop3: float | None
    coop4: float | None
    ref1: float | None
    ref2: float | None
    ref3: float | None
    con1: float | None
    con2: float | None
    con3: float | None


def response_rates(of: Dispositions, *, e: float | None = None) -> ResponseRates:
    """The rates of the AAPOR Standard Definitions (2023) that do not weight.

    With a named list nobody is of unknown eligibility and RR2, RR4 and RR6 are one number: RR6
    is the headline and RR5 stands beside it.

    Parameters
    ----------
    of : how the invitations ended.
    e : share, 0..1, of those of unknown eligibility who are taken as eligible; used in RR3, RR4,
        REF2 and CON2, which are None when it is not given and there are such people.

    ValueError for e out of range.
    """
    if e is not None and not 0 <= e <= 1:
        raise ValueError(f"e is a share, 0 to 1, not {e}")
    answered = of.complete + of.partial
    contacted = answered + of.refused + of.other
    known, everybody = of.eligible, of.eligible + of.unknown
    likely = known + e * of.unknown if e is not None else None if of.unknown else known
    return ResponseRates(
        _rate(of.complete, everybody),
        _rate(answered, everybody),
        _rate(of.complete, likely),
        _rate(answered, likely),
        _rate(of.complete, known),
        _rate(answered, known),
        _rate(of.complete, contacted),
        _rate(answered, contacted),
        _rate(of.complete, answered + of.refused),
        _rate(answered, answered + of.refused),
        _rate(of.refused, everybody),
        _rate(of.refused, likely),
        _rate(of.refused, known),
        _rate(contacted, everybody),
        _rate(contacted, likely),
        _rate(contacted, known),
    )


def _rate(count: int, of: float | None) -> float | None:
    return count / of if of else None
