"""Small instruments, forms and releases for tests of the analysis."""

from collections.abc import Mapping

from analysis import (
    Condition,
    Form,
    GuardedCount,
    Instrument,
    Release,
    Term,
    guarded,
    release_base,
)

PARENTS = Instrument(
    version="ftm-parent-1",
    scales={"voice": ("V1", "V2", "V3"), "respect": ("R1", "R2")},
    help_codes=("B01", "B02"),
)
V1_FULLY = Condition.parse("fully:V1")


def a_form(answers: str = "", *help_codes: str, instrument: Instrument = PARENTS) -> Form:
    """A form from one digit per item in display order, "." for a blank: "55.4"."""
    given = {
        key: int(answer)
        for key, answer in zip(instrument.items, answers, strict=False)
        if answer != "."
    }
    return Form(given, frozenset(help_codes))


def a_release(
    counts: Mapping[str, int] | int = 8,
    *,
    answered: int = 20,
    asked: int = 30,
    terms: str = "2026-Q3",
    group: str = "parents",
    scope: str = "maple",
    version: str = "ftm-parent-1",
) -> Release:
    """A release with these raw counts (condition -> units), guarded; a number is for fully:V1.

    `terms` are labels with a blank between.
    """
    raw = {"fully:V1": counts} if isinstance(counts, int) else counts
    base = release_base(answered, asked)
    assert base is not None
    return Release(
        scope=scope,
        group=group,
        terms=tuple(Term.parse(label) for label in terms.split()),
        version=version,
        participation=guarded(answered, asked),
        base=base,
        counts={Condition.parse(text): guarded(count, base) for text, count in raw.items()},
    )


def exactly(count: int, base: int, releases: int = 1) -> GuardedCount:
    """An exact count."""
    return GuardedCount(count, count, base, releases)
