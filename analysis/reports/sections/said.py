"""What one group said: every question with its scale, the newest release beside several."""

from analysis import rankings
from analysis.condition import Condition
from analysis.figures.parts_bars import Parts, PartsBlock, PartsRow, PartsWords, parts_bars
from analysis.figures.wording.common import between
from analysis.measures import beside_condition, headline_condition, measure_name
from analysis.release import Release, total
from analysis.reports.content import Block, Cell, Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.sections.pending import pending
from analysis.reports.view import View


def said(view: View, group: str) -> Part:
    """Return the section of a group, and the table of its figure when something is released."""
    heading = _heading(view, group)
    key = f"said-{group}"
    if group not in view.released_groups:
        return Part((Section(key, heading, (pending(view, group),), new_page=False),))
    blocks: list[Block] = []
    if not view.is_current(group):
        blocks.append(pending(view, group))
    blocks += [_every_question(view, group), _picture(view, group)]
    return Part((Section(key, heading, tuple(blocks), new_page=True),), (_table(view, group),))


def _heading(view: View, group: str) -> str:
    _ = view.gettext
    if group == "professionals":
        return _("{group}: what they saw happen to parents").format(group=view.group(group))
    return _("{group}: heard, respected, deciding together").format(group=view.group(group))


def _every_question(view: View, group: str) -> Paragraph:
    """One line with each scale's top score."""
    _ = view.gettext
    counts = view.newest(group).counts
    parts = [
        _("{part} {count}").format(
            part=measure_name(scale, view.language),
            count=view.phrase(counts[headline_condition(scale)]),
        )
        for scale in view.scales(group)
    ]
    text = _("“Yes, fully” to every question of a part: {parts}.")
    return Paragraph(text.format(parts="; ".join(parts)))


# --- the figure ---------------------------------------------------------------------------------


def _picture(view: View, group: str) -> Picture:
    _ = view.gettext
    newest = view.newest(group)
    texts = {headline_condition(item): view.label(item) for item in view.items(group)}
    title = rankings.lowest([newest], texts, view.language).text
    subtitle = _("Answers after the meeting; {period}; of {whom}").format(
        period=view.period(newest), whom=view.whom(newest)
    )
    blocks = tuple(_block(view, group, scale) for scale in view.scales(group))
    key = f"figure-said-{group}"
    alt = _alt(view, title, blocks)
    svg = parts_bars(blocks, _words(view, group), prefix=key, alt=alt, sample=view.inputs.sample)
    return Picture(key, title, subtitle, alt, svg, f"said-{group}")


def _words(view: View, group: str) -> PartsWords:
    _ = view.gettext
    return PartsWords(
        fully=_("yes, fully"),
        mostly=_("mostly"),
        rest=_("less, or left blank"),
        fully_column=_("Yes, fully"),
        affirmed_column=_("Mostly or fully"),
        several=_("the last {number} results together").format(number=len(view.recent(group))),
        between=between(view.language),
    )


def _block(view: View, group: str, scale: str) -> PartsBlock:
    targets = (scale, *view.scales(group)[scale])
    rows = tuple(_row(view, group, target) for target in targets)
    return PartsBlock(measure_name(scale, view.language), rows)


def _row(view: View, group: str, target: str) -> PartsRow:
    newest, recent = view.newest(group), view.recent(group)
    fully, affirmed = (
        newest.counts[headline_condition(target)],
        newest.counts[beside_condition(target)],
    )
    return PartsRow(
        key=target,
        label=_words_of(view, group, target),
        newest=Parts(fully, affirmed),
        fully_text=view.number(fully),
        affirmed_text=view.number(affirmed),
        several=_together(recent, target) if len(recent) > 1 else None,
        together=target in view.scales(group),
    )


def _together(releases: tuple[Release, ...], target: str) -> Parts:
    return Parts(
        total(releases, headline_condition(target)), total(releases, beside_condition(target))
    )


def _words_of(view: View, group: str, target: str) -> str:
    scales = view.scales(group)
    if target not in scales:
        return view.question(group, target)
    return view.gettext("All {number} together").format(number=len(scales[target]))


def _alt(view: View, title: str, blocks: tuple[PartsBlock, ...]) -> str:
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


def _table(view: View, group: str) -> Table:
    _ = view.gettext
    newest, recent = view.newest(group), view.recent(group)
    columns = [_("Question"), _("Yes, fully"), _("Mostly or fully")]
    if len(recent) > 1:
        several = _("the last {number} results together").format(number=len(recent))
        columns += [f"{_('Yes, fully')}, {several}", f"{_('Mostly or fully')}, {several}"]
    targets = [target for scale, items in view.scales(group).items() for target in (scale, *items)]
    rows = [_table_row(view, group, target) for target in targets]
    title = _("{group}: what they said; {period}; of {whom}").format(
        group=view.group(group), period=view.period(newest), whom=view.whom(newest)
    )
    return Table(
        f"said-{group}", title, tuple(columns), tuple(rows), view.group(group), _note(view)
    )


def _table_row(view: View, group: str, target: str) -> tuple[Cell, ...]:
    newest, recent = view.newest(group), view.recent(group)
    conditions: tuple[Condition, ...] = (headline_condition(target), beside_condition(target))
    words = _words_of(view, group, target)
    if target in view.scales(group):
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
