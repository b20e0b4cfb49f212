"""Same meeting, different eyes: two groups' answers for exactly the same periods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.condition import Condition
from analysis.figures.gap_dumbbell import GapRow, GapWords, gap_dumbbell
from analysis.figures.wording.common import between
from analysis.finding import capital
from analysis.gaps import Match, matched_releases
from analysis.guard import GuardedCount
from analysis.measures import difference_name, headline_condition
from analysis.proportions import clear_difference
from analysis.release import total
from analysis.reports.content import Block, Cell, Paragraph, Picture, Section, Subheading, Table
from analysis.reports.part import Part
from analysis.reports.view import View, listed

_FIRST = "parents"
_OTHERS = ("professionals", "caregivers")


@dataclass(frozen=True)
class Clear:
    """A clear difference in one item, and how wide it is at the nearer ends (share)."""

    item: str
    condition: Condition
    match: Match
    width: float


@dataclass(frozen=True)
class _Pair:
    """One item in two groups: both counts, and 1 (other surely higher), -1 (lower) or 0."""

    item: str
    first: GuardedCount
    other: GuardedCount
    clear: int


def eyes(view: View) -> Part:
    """Return the section with a comparison for each pair of groups that can be matched."""
    if _FIRST not in view.groups:
        return Part()
    _ = view.gettext
    blocks: list[Block] = []
    tables: list[Table] = []
    for other in (other for other in _OTHERS if other in view.groups):
        more, table = _comparison(view, other)
        blocks += more
        tables += table
    if not blocks:
        return Part()
    section = Section("eyes", _("Same meeting, different eyes"), tuple(blocks), bool(tables))
    return Part((section,), tuple(tables))


def clearest(view: View) -> Clear | None:
    """Return the widest clear difference between parents and professionals, if there is one."""
    match = _match(view, "professionals")
    if match is None:
        return None
    found = [
        Clear(pair.item, headline_condition(pair.item), match, _width(pair))
        for pair in _pairs(view, match)
        if pair.clear
    ]
    return max(found, key=lambda each: each.width, default=None)


def _width(pair: _Pair) -> float:
    if pair.clear > 0:
        return pair.other.low_share - pair.first.high_share
    return pair.first.low_share - pair.other.high_share


def _match(view: View, other: str) -> Match | None:
    if not view.compares_groups or _FIRST not in view.groups or other not in view.groups:
        return None
    return matched_releases(view.history(_FIRST), view.history(other))


def _pairs(view: View, match: Match) -> list[_Pair]:
    """The items that every release of both groups counts."""
    found = []
    releases = (*match.parents, *match.professionals)
    for item in view.inputs.instruments[_FIRST].items:
        condition = headline_condition(item)
        if all(condition in release.counts for release in releases):
            first = total(match.parents, condition)
            other = total(match.professionals, condition)
            found.append(_Pair(item, first, other, clear_difference(other, first)))
    return found


def _comparison(view: View, other: str) -> tuple[list[Block], list[Table]]:
    heading = Subheading(_heading(view, other))
    match = _match(view, other)
    pairs = _pairs(view, match) if match else []
    if match is None or not pairs:
        return [heading, Paragraph(_nothing(view, other), kind="pending")], []
    picture = _picture(view, other, match, pairs)
    blocks: list[Block] = [heading, picture, Paragraph(_meaning(view, other))]
    return blocks, [_table(view, other, match, pairs)]


# --- words --------------------------------------------------------------------------------------


def _heading(view: View, other: str) -> str:
    return view.gettext("{first} and {other}: a {difference}").format(
        first=view.group(_FIRST),
        other=view.group(other).lower(),
        difference=difference_name(other, view.language),
    )


def _meaning(view: View, other: str) -> str:
    _ = view.gettext
    if other == "professionals":
        return _(
            "Professionals were asked what they saw happen to the parent. So a gap is a "
            "difference in view of the same thing. Neither side is the right one."
        )
    return _(
        "Caregivers were asked about themselves, as parents were. So a gap is a difference in "
        "experience, not two views of one thing."
    )


def _nothing(view: View, other: str) -> str:
    text = view.gettext(
        "No comparison yet: {first} and {other} have no results for exactly the same periods."
    )
    return text.format(first=view.group(_FIRST).lower(), other=view.group(other).lower())


def _title(view: View, other: str, pairs: Sequence[_Pair]) -> str:
    _ = view.gettext
    higher = [view.label(pair.item) for pair in pairs if pair.clear > 0]
    lower = [view.label(pair.item) for pair in pairs if pair.clear < 0]
    name = view.group(other)
    parts = []
    if higher:
        text = _("More of the {group} said “yes, fully”: {items}")
        parts.append(text.format(group=name.lower(), items=listed(higher)))
    if lower:
        text = _("Fewer of the {group} said “yes, fully”: {items}")
        parts.append(text.format(group=name.lower(), items=listed(lower)))
    if not parts:
        text = _("No clear {difference} on any question")
        return text.format(difference=difference_name(other, view.language))
    return ". ".join(parts)


def _verdict(view: View, other: str, pair: _Pair) -> str:
    _ = view.gettext
    if pair.clear == 0:
        return _("no clear difference")
    higher = view.group(other if pair.clear > 0 else _FIRST)
    return _("{group} higher").format(group=higher)


# --- figure and table ---------------------------------------------------------------------------


def _picture(view: View, other: str, match: Match, pairs: Sequence[_Pair]) -> Picture:
    _ = view.gettext
    title = _title(view, other, pairs)
    rows = tuple(_row(view, other, pair) for pair in pairs)
    key = f"figure-eyes-{other}"
    alt = _alt(view, other, title, pairs)
    words = GapWords(
        view.group(_FIRST),
        view.group(other),
        _("likely range"),
        between(view.language),
    )
    svg = gap_dumbbell(rows, words, prefix=key, alt=alt, sample=view.inputs.sample)
    return Picture(key, title, _subtitle(view, other, match, pairs), alt, svg, f"eyes-{other}")


def _subtitle(view: View, other: str, match: Match, pairs: Sequence[_Pair]) -> str:
    text = view.gettext("“Yes, fully”; {period}; {first}: {first_base}, {other}: {other_base}")
    return text.format(
        period=view.period(*match.parents),
        first=view.group(_FIRST).lower(),
        first_base=pairs[0].first.base,
        other=view.group(other).lower(),
        other_base=pairs[0].other.base,
    )


def _row(view: View, other: str, pair: _Pair) -> GapRow:
    return GapRow(
        pair.item,
        view.title(pair.item),
        view.shares(pair.first),
        view.shares(pair.other),
        _verdict(view, other, pair),
        pair.clear != 0,
    )


def _alt(view: View, other: str, title: str, pairs: Sequence[_Pair]) -> str:
    phrase: Callable[[GuardedCount], str] = view.phrase
    first, second = view.group(_FIRST), view.group(other)
    rows = [
        f"{view.title(pair.item)}: {first} {phrase(pair.first)}, {second} {phrase(pair.other)}, "
        f"{_verdict(view, other, pair)}."
        for pair in pairs
    ]
    return " ".join([f"{title}.", *rows])


def _table(view: View, other: str, match: Match, pairs: Sequence[_Pair]) -> Table:
    _ = view.gettext
    rows: list[tuple[Cell, ...]] = [
        (
            view.title(pair.item),
            _verdict(view, other, pair),
            view.cell(pair.first),
            view.cell(pair.other),
        )
        for pair in pairs
    ]
    title = _("{first} and {other}: “yes, fully”; {period}").format(
        first=view.group(_FIRST),
        other=view.group(other).lower(),
        period=view.period(*match.parents),
    )
    columns = (_("Question"), _("Difference"), view.group(_FIRST), view.group(other))
    sheet = _("Gap {group}").format(group=view.group(other).lower())
    name = capital(difference_name(other, view.language))
    return Table(f"eyes-{other}", title, columns, tuple(rows), sheet, f"{name}.")
