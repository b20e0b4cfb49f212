"""Scales question by question: one figure with its table, the newest release beside several."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.parts_bars import Parts, PartsBlock, PartsRow, PartsWords, parts_bars
from analysis.figures.wording.common import between
from analysis.measures import beside_condition, headline_condition, measure_name
from analysis.release import Release, total
from analysis.reports.content import Cell, Picture, Table
from analysis.reports.view import View


@dataclass(frozen=True)
class Block:
    """A scale of `size` questions, and those of them that are listed below it."""

    scale: str
    items: tuple[str, ...]
    size: int

    @property
    def targets(self) -> tuple[str, ...]:
        """What is counted: the scale as a whole, then its questions."""
        return (self.scale, *self.items)


@dataclass(frozen=True)
class Shown:
    """The blocks of one group under a name that is unique in the report."""

    key: str
    group: str
    blocks: tuple[Block, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """What is counted, row by row."""
        return tuple(target for block in self.blocks for target in block.targets)


def blocks_of(view: View, group: str) -> tuple[Block, ...]:
    """Every scale of a group with all its questions."""
    return tuple(Block(scale, items, len(items)) for scale, items in view.scales(group).items())


# --- the figure ---------------------------------------------------------------------------------


def parts_picture(view: View, shown: Shown, title: str, asked: str) -> Picture:
    """Return the bars; `asked` says in a few words what was asked when."""
    newest = view.newest(shown.group)
    subtitle = view.gettext("{asked}; {period}; of {whom}").format(
        asked=asked, period=view.period(newest), whom=view.whom(newest)
    )
    drawn = tuple(_block(view, shown.group, block) for block in shown.blocks)
    key = f"figure-{shown.key}"
    alt = _alt(view, title, drawn)
    words = _words(view, shown.group)
    svg = parts_bars(drawn, words, prefix=key, alt=alt, sample=view.inputs.sample)
    return Picture(key, title, subtitle, alt, svg, shown.key)


def _words(view: View, group: str) -> PartsWords:
    _ = view.gettext
    return PartsWords(
        fully=_("yes, fully"),
        mostly=_("mostly"),
        rest=_("less, or left blank"),
        fully_column=_("Yes, fully"),
        affirmed_column=_("Mostly or fully"),
        several=_several(view, group),
        between=between(view.language),
    )


def _several(view: View, group: str) -> str:
    text = view.gettext("the last {number} results together")
    return text.format(number=len(view.recent(group)))


def _block(view: View, group: str, block: Block) -> PartsBlock:
    rows = tuple(_row(view, group, block, target) for target in block.targets)
    return PartsBlock(measure_name(block.scale, view.language), rows)


def _row(view: View, group: str, block: Block, target: str) -> PartsRow:
    newest, recent = view.newest(group), view.recent(group)
    fully, affirmed = (
        newest.counts[headline_condition(target)],
        newest.counts[beside_condition(target)],
    )
    return PartsRow(
        key=target,
        label=_words_of(view, group, block, target),
        newest=Parts(fully, affirmed),
        fully_text=view.number(fully),
        affirmed_text=view.number(affirmed),
        several=_together(recent, target) if len(recent) > 1 else None,
        together=target == block.scale,
    )


def _together(releases: tuple[Release, ...], target: str) -> Parts:
    return Parts(
        total(releases, headline_condition(target)), total(releases, beside_condition(target))
    )


def _words_of(view: View, group: str, block: Block, target: str) -> str:
    if target != block.scale:
        return view.question(group, target)
    return view.gettext("All {number} together").format(number=block.size)


def _alt(view: View, title: str, blocks: Sequence[PartsBlock]) -> str:
    _ = view.gettext
    text = _("{question} Yes, fully: {fully}. Mostly or fully: {affirmed}.")
    parts = [f"{title}."]
    for block in blocks:
        parts.append(f"{block.heading}.")
        for row in block.rows:
            question = row.label if row.label.endswith("?") else f"{row.label}."
            newest = row.newest
            fully, affirmed = view.phrase(newest.fully), view.phrase(newest.affirmed)
            parts.append(text.format(question=question, fully=fully, affirmed=affirmed))
    return " ".join(parts)


# --- the table ----------------------------------------------------------------------------------


def parts_table(view: View, shown: Shown, title: str, sheet: str) -> Table:
    """Return the numbers of the bars."""
    _ = view.gettext
    group = shown.group
    newest = view.newest(group)
    columns = [_("Question"), _("Yes, fully"), _("Mostly or fully")]
    if len(view.recent(group)) > 1:
        several = _several(view, group)
        columns += [f"{_('Yes, fully')}, {several}", f"{_('Mostly or fully')}, {several}"]
    rows = tuple(
        _table_row(view, group, block, target) for block in shown.blocks for target in block.targets
    )
    whole = _("{title}; {period}; of {whom}").format(
        title=title, period=view.period(newest), whom=view.whom(newest)
    )
    return Table(shown.key, whole, tuple(columns), rows, sheet, _note(view))


def _table_row(view: View, group: str, block: Block, target: str) -> tuple[Cell, ...]:
    newest, recent = view.newest(group), view.recent(group)
    conditions = (headline_condition(target), beside_condition(target))
    words = _words_of(view, group, block, target)
    if target == block.scale:
        words = f"{measure_name(target, view.language)}: {words}"
    cells: list[Cell] = [words]
    cells += [view.cell(newest.counts[condition]) for condition in conditions]
    if len(recent) > 1:
        cells += [view.total_cell(recent, condition) for condition in conditions]
    return tuple(cells)


def _note(view: View) -> str:
    return view.gettext(
        "“Together” counts those who said “yes, fully” to every question of the part, and those "
        "who answered at least half of them and said “mostly” or better on the whole."
    )
