"""An independent recount: from the forms that a test sent to what may be shown of them.

Written from the rules alone, in plain Python: it imports nothing of the product. Where several
forms of a family differ, one is drawn by chance, so a count is a set of possible guarded counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SCALES = {
    "voice": ("V1", "V2", "V3"),
    "respect": ("R1", "R2", "R3"),
    "shared_decisions": ("D1", "D2", "D3"),
}
HELP = tuple(f"B{number:02}" for number in range(1, 15))
ROLES_OF = {
    "parents": ("parent",),
    "caregivers": ("caregiver",),
    "families": ("parent", "caregiver"),
    "professionals": ("professional",),
}
VERSIONS = {
    "parents": "ftm-parent-1",
    "caregivers": "ftm-caregiver-1",
    "families": "ftm-caregiver-1+ftm-parent-1",
    "professionals": "ftm-professional-1",
}
LEAST_ANSWERED = 10
MORE_ASKED = 3
LONGEST_WAIT_MONTHS = 24

Ends = tuple[int, int]


@dataclass(frozen=True)
class Met:
    """One meeting, and how many of each role came."""

    name: str
    site: str
    family: str
    came: Mapping[str, int]


@dataclass(frozen=True)
class Sent:
    """One form that was accepted."""

    meeting: Met
    role: str
    ratings: Mapping[str, int]
    help: frozenset[str] = frozenset()
    before: bool = False


@dataclass
class Time:
    """One period of a scope: its meetings, the forms sent, and the professionals stated."""

    label: str
    meetings: list[Met] = field(default_factory=list)
    forms: list[Sent] = field(default_factory=list)
    stated: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """A released batch: the labels of its periods, its base and every guarded count."""

    group: str
    periods: tuple[str, ...]
    asked: int
    participation: Ends
    base: int
    counts: Mapping[str, frozenset[Ends]]


@dataclass(frozen=True)
class Told:
    """What a closing must say of one group, and the release if there is one."""

    group: str
    word: str
    since: str
    shown: Shown | None = None


def recount(
    times: Sequence[Time],
    groups: Iterable[str],
    *,
    floor: int = LEAST_ANSWERED,
    months: int = 3,
) -> list[list[Told]]:
    """What every closing of these periods must say, group by group."""
    by_group = [
        _professionals(times, floor)
        if group == "professionals"
        else _families(times, group, floor, months)
        for group in groups
    ]
    return [list(told) for told in zip(*by_group, strict=True)]


def guard(count: int, base: int) -> Ends:
    """The ends between which a count is shown: exact if four are on both sides of it."""
    if 4 <= count <= base - 4:
        return count, count
    return (0, 3) if count < 4 else (base - 3, base)


def base_of(answered: int, asked: int, floor: int = LEAST_ANSWERED) -> int | None:
    """The one base of a batch, or None if it is not released."""
    if answered < floor or asked < floor + MORE_ASKED:
        return None
    return answered if answered <= asked - 4 else asked


def asked_in(met: Sequence[Collection[str]], floor: int = LEAST_ANSWERED) -> int:
    """M of a batch from the families met in each of its periods, oldest first.

    Those met only before or in the last wait with 13 asked (or more) count as 9 at the most.
    """
    large = [end for end in range(1, len(met)) if asked_in(met[:end], floor) >= floor + MORE_ASKED]
    cut = large[-1] if large else 0
    since = set().union(*met[cut:])
    only_before = set().union(*met[:cut]) - since
    return len(since) + min(floor - 1, len(only_before))


# --- families -----------------------------------------------------------------------------------


def _families(times: Sequence[Time], group: str, floor: int, months: int) -> list[Told]:
    told: list[Told] = []
    first = 0
    for now in range(len(times)):
        batch = times[first : now + 1]
        word, shown = _family_batch(batch, group, floor, months)
        told.append(Told(group, word, batch[0].label, shown))
        if word != "waits":
            first = now + 1
    return told


def _family_batch(
    batch: Sequence[Time], group: str, floor: int, months: int
) -> tuple[str, Shown | None]:
    roles = ROLES_OF[group]
    met = [
        {one.family for one in time.meetings if any(one.came[role] for role in roles)}
        for time in batch
    ]
    forms: dict[str, list[Sent]] = defaultdict(list)
    for time in batch:
        for form in time.forms:
            if form.role in roles and form.meeting.came[form.role]:
                forms[form.meeting.family].append(form)
    asked = max(asked_in(met, floor), len(forms))
    if not asked:
        return "nobody_asked", None
    base = base_of(len(forms), asked, floor)
    if base is not None:
        return "released", _shown(group, batch, asked, list(forms.values()), base)
    too_long = len(batch) * months >= LONGEST_WAIT_MONTHS
    return ("waited_too_long" if too_long else "waits"), None


# --- professionals ------------------------------------------------------------------------------


def _professionals(times: Sequence[Time], floor: int) -> list[Told]:
    told = []
    for time in times:
        word, shown = _professional_batch(time, floor)
        told.append(Told("professionals", word, time.label, shown))
    return told


def _professional_batch(time: Time, floor: int) -> tuple[str, Shown | None]:
    largest: Counter[str] = Counter()
    for one in time.meetings:
        largest[one.site] = max(largest[one.site], one.came["professional"])
    if not +largest:
        return "nobody_asked", None
    if not set(+largest) <= set(time.stated):
        return "not_stated", None
    units = [[form] for form in _within_seats(time) if not form.before]
    stated = sum(max(time.stated[site], most) for site, most in (+largest).items())
    asked = max(stated, len(units))
    base = base_of(len(units), asked, floor)
    if base is None:
        return "too_few", None
    return "released", _shown("professionals", [time], asked, units, base)


def _within_seats(time: Time) -> list[Sent]:
    """At most as many forms of a meeting as professionals came; which ones must not matter."""
    kept = []
    for one in time.meetings:
        sent = [form for form in time.forms if (form.meeting, form.role) == (one, "professional")]
        seats = one.came["professional"]
        alike = all(_said(form) == _said(sent[0]) for form in sent)
        assert len(sent) <= seats or alike, "more forms than seats must be alike"
        kept += sent[:seats]
    return kept


def _said(form: Sent) -> tuple[object, ...]:
    return dict(form.ratings), form.help, form.before


# --- counting -----------------------------------------------------------------------------------


def _shown(
    group: str, batch: Sequence[Time], asked: int, units: Sequence[Sequence[Sent]], base: int
) -> Shown:
    return Shown(
        group=group,
        periods=tuple(time.label for time in batch),
        asked=asked,
        participation=guard(len(units), asked),
        base=base,
        counts=_counts(units, base),
    )


def _counts(units: Sequence[Sequence[Sent]], base: int) -> dict[str, frozenset[Ends]]:
    """For every condition the guarded counts that are possible, whichever forms are drawn."""
    surely: Counter[str] = Counter()
    possibly: Counter[str] = Counter()
    for forms in units:
        met = [meets(form.ratings, form.help) for form in forms]
        surely.update(set.intersection(*met))
        possibly.update(set.union(*met))
    return {
        name: frozenset(guard(c, base) for c in range(surely[name], possibly[name] + 1))
        for name in all_conditions()
    }


def all_conditions() -> list[str]:
    """Everything that is counted."""
    items = [item for keys in SCALES.values() for item in keys]
    return [
        *(f"{kind}:{item}" for item in items for kind in ("fully", "mostly")),
        *(f"{kind}:{scale}" for scale in SCALES for kind in ("top", "affirmed")),
        *(f"help:{code}" for code in HELP),
    ]


def meets(ratings: Mapping[str, int], named: Iterable[str]) -> set[str]:
    """The conditions that one form meets."""
    found = {f"help:{code}" for code in named}
    found |= {f"fully:{item}" for item, value in ratings.items() if value == 5}
    found |= {f"mostly:{item}" for item, value in ratings.items() if value >= 4}
    for scale, items in SCALES.items():
        values = [ratings[item] for item in items if item in ratings]
        if values == [5] * len(items):
            found.add(f"top:{scale}")
        if 2 * len(values) >= len(items) and sum(values) >= 4 * len(values):
            found.add(f"affirmed:{scale}")
    return found
