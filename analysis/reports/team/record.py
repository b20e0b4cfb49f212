"""Perception beside record: what members say of priorities and change, and what is on record."""

from collections.abc import Sequence
from datetime import date

from analysis.figures.beside_record import RecordBlock, RecordRow, beside_record
from analysis.figures.wording.beside_record import record_alt, record_row, record_words
from analysis.measures import SHARED_PRIORITIES, STRUCTURAL_CHANGE, measure_name
from analysis.reports.content import Block, Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.team.register import ChangeKind, Priority, Register
from analysis.reports.team.view import TeamView
from analysis.roles import role_name

_KEY = "record"


def record(view: TeamView) -> Part:
    """Return the section with its figure, and the tables: beside each other, and the register."""
    return beside(view, _register(view))


def beside(view: TeamView, register: Sequence[Table]) -> Part:
    """Return perception beside the record, and after its table those of the register."""
    heading = view.gettext("What members see, and what is on record")
    blocks: list[Block] = []
    tables: list[Table] = []
    rows = _blocks(view)
    if rows:
        blocks.append(_picture(view, rows))
        tables.append(_table(view, rows))
    else:
        blocks.append(Paragraph(record_sentence(view)))
    blocks.append(Paragraph(_note(view), kind="note"))
    tables += register
    return Part((Section(_KEY, heading, tuple(blocks), new_page=bool(rows)),), tuple(tables))


def on_record(view: TeamView) -> str:
    """How far priorities have come: "4 priorities (monitored with data: 3; achieved: 2)"."""
    _ = view.gettext
    kept = view.team.register
    if not kept.priorities:
        return _("no shared priority")
    number = len(kept.priorities)
    text = view.ngettext(
        "{number} priority (monitored with data: {monitored}; achieved: {achieved})",
        "{number} priorities (monitored with data: {monitored}; achieved: {achieved})",
        number,
    )
    return text.format(number=number, monitored=kept.monitored, achieved=kept.achieved)


def _changes(view: TeamView) -> str:
    number = len(view.team.register.changes)
    text = view.ngettext(
        "{number} change in the last 12 months", "{number} changes in the last 12 months", number
    )
    return text.format(number=number)


def record_sentence(view: TeamView) -> str:
    """The one sentence: the record, then how many members see it so."""
    _ = view.gettext
    scales = [each for each in (SHARED_PRIORITIES, STRUCTURAL_CHANGE) if view.counts(each)]
    text = _("On record: {priorities} and {changes}.").format(
        priorities=on_record(view), changes=_changes(view)
    )
    seen = [
        _("{count} on {part}").format(count=view.reach_text(scale), part=view.measure(scale))
        for scale in scales
    ]
    if not seen:
        return text
    members = _("Members who say “mostly” or better: {seen}.").format(seen=", ".join(seen))
    return f"{text} {members}"


# --- the figure ---------------------------------------------------------------------------------


def _blocks(view: TeamView) -> tuple[RecordBlock, ...]:
    kept = view.team.register
    found = (
        _block(view, SHARED_PRIORITIES, _of_priorities(view, kept)),
        _block(view, STRUCTURAL_CHANGE, _of_changes(view, kept)),
    )
    return tuple(block for block in found if block.rows)


def _block(view: TeamView, scale: str, entries: list[tuple[int, str]]) -> RecordBlock:
    """A scale's questions beside what each observes; their order is that of the questionnaire."""
    rows: list[RecordRow] = [
        record_row(item, view.question("act", item), view.reach(item), entry, view.language)
        for item, entry in zip(view.asked(scale), entries, strict=False)
    ]
    return RecordBlock(measure_name(scale, view.language), tuple(rows))


def _of_priorities(view: TeamView, kept: Register) -> list[tuple[int, str]]:
    """What stands beside: agreeing on goals, checking them with data, changing the plan."""
    _ = view.gettext
    number = len(kept.priorities)
    ended = _("{achieved} achieved, {dropped} given up").format(
        achieved=kept.achieved, dropped=kept.dropped
    )
    return [
        (number, _("{number} identified").format(number=number)),
        (kept.monitored, _("{number} monitored with data").format(number=kept.monitored)),
        (kept.achieved + kept.dropped, ended),
    ]


def _of_changes(view: TeamView, kept: Register) -> list[tuple[int, str]]:
    """What stands beside: agencies that changed, money and goods found, help easier to get."""
    _ = view.gettext
    texts = {
        ChangeKind.POLICY: _("{number} of policy"),
        ChangeKind.FUNDING: _("{number} of funding"),
        ChangeKind.INFRASTRUCTURE: _("{number} of infrastructure"),
    }
    return [
        (kept.of_kind(kind), text.format(number=kept.of_kind(kind))) for kind, text in texts.items()
    ]


def _picture(view: TeamView, blocks: tuple[RecordBlock, ...]) -> Picture:
    _ = view.gettext
    title = record_sentence(view)
    subtitle = _subtitle(view)
    key = f"figure-{_KEY}"
    alt = record_alt(title, blocks, view.language)
    words = record_words(view.language)
    svg = beside_record(blocks, words, prefix=key, alt=alt, sample=view.inputs.sample)
    return Picture(key, title, subtitle, alt, svg, _KEY)


def _subtitle(view: TeamView) -> str:
    """Of when both are; for a judge by the quarter."""
    _ = view.gettext
    if view.is_for_judge:
        text = _("Members: {period}. Record: changes of the 12 months before its end.")
        return text.format(period=view.wave_period)
    return _("Members: {period}. Record: up to {day}, changes of 12 months.").format(
        period=view.wave_period, day=view.day(view.team.register.day)
    )


def _note(view: TeamView) -> str:
    return view.gettext(
        "The record is kept by the coordinator. Members may see more or less than was recorded; "
        "neither number is the right one."
    )


# --- the tables ---------------------------------------------------------------------------------


def _table(view: TeamView, blocks: tuple[RecordBlock, ...]) -> Table:
    _ = view.gettext
    rows = tuple(
        (row.label, row.record_text, view.reach_cell(row.key))
        for block in blocks
        for row in block.rows
    )
    columns = (_("Question"), _("On record"), _("Mostly or fully, of all members"))
    return Table(_KEY, _("What members see beside the record"), columns, rows, _("Record"))


def _register(view: TeamView) -> list[Table]:
    """The register itself; not for a judge, who reads how much there is and no entry or day."""
    kept, found = view.team.register, list[Table]()
    if view.is_for_judge:
        return found
    if kept.priorities:
        found.append(_priorities(view, kept))
    if kept.changes:
        found.append(_log(view, kept))
    return found


def _priorities(view: TeamView, kept: Register) -> Table:
    _ = view.gettext
    who, days = _("Who looks after it"), (_("Identified"), _("Monitored"), _("Ended"))
    columns = (_("Priority"), who, *days)
    rows = tuple(
        (each.what, role_name(each.who, view.language), *_steps(view, each))
        for each in kept.priorities
    )
    return Table("priorities", _("Shared priorities on record"), columns, rows, _("Priorities"))


def _steps(view: TeamView, priority: Priority) -> tuple[str, str, str]:
    """The day of each step; the end with how it ended."""
    _ = view.gettext

    def read(day: date | None) -> str:
        return view.day(day) if day else "–"

    ended = "–"
    if priority.achieved_on:
        ended = _("{day} (achieved)").format(day=read(priority.achieved_on))
    elif priority.dropped_on:
        ended = _("{day} (given up)").format(day=read(priority.dropped_on))
    return read(priority.identified_on), read(priority.monitored_on), ended


def _log(view: TeamView, kept: Register) -> Table:
    _ = view.gettext
    kinds = {
        ChangeKind.POLICY: _("policy"),
        ChangeKind.FUNDING: _("funding"),
        ChangeKind.INFRASTRUCTURE: _("infrastructure"),
    }
    columns = (_("What changed"), _("Kind"), _("Day"))
    rows = tuple((each.what, kinds[each.kind], view.day(each.happened_on)) for each in kept.changes)
    title = _("Changes on record in the last 12 months")
    return Table("changes", title, columns, rows, _("Changes"))
