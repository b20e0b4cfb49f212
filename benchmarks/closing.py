"""Closing a quarter and a wave against opening the same boxes bare; and a quarter's reports."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

from nacl.public import SealedBox
from sqlalchemy import select

from benchmarks.apart import Cost, apart, cost_of
from benchmarks.places import folder, settings_at
from benchmarks.quarter import ANSWERS, make_quarter
from benchmarks.table import Line
from benchmarks.wave import make_wave
from sb_feedback.models import SealedAnswer, SitePeriod
from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.workplace import Workplace


def measure() -> Iterator[Line]:
    """Each part in a process of its own, as the job has it."""
    with folder() as path:
        period_id = apart(make_quarter, path)
        bare = apart(open_bare, path, period_id)
        closed = apart(close, path, period_id)
        yield Line(f"close {ANSWERS:,} answers", closed.seconds, "s", bare.seconds, "≤ 3×")
        yield Line("close: CPU", closed.cpu, "s", bare.cpu, "≤ 3×")
        yield Line("close: peak memory", closed.peak_mb, "MB", bare.peak_mb)
        one = apart(one_report, path, period_id)
        yield Line("one report (site, en): CPU, first in its process", one.cpu, "s")
        every = apart(all_editions, path, period_id)
        yield Line("all 4 editions with 12 files: CPU", every.cpu, "s", one.cpu)
        yield Line("all 4 editions: peak memory", every.peak_mb, "MB")
    with folder() as path:
        period_id = apart(make_wave, path)
        bare = apart(open_bare, path, period_id)
        closed = apart(close, path, period_id)
        yield Line(
            f"close a wave, {MOST_MEMBERS:,} members", closed.seconds, "s", bare.seconds, "≤ 3×"
        )
        yield Line("close a wave: CPU", closed.cpu, "s", bare.cpu, "≤ 3×")


def open_bare(path: Path, period_id: str) -> Cost:
    """Open every box and the stub in it, and read them; nothing else."""
    place = Workplace(settings_at(path))
    with place.db.read() as session:
        part = session.scalars(select(SitePeriod).where(SitePeriod.period_id == period_id)).one()
        boxes = session.scalars(select(SealedAnswer.box)).all()
    pair = SealedBox(place.keys.require(part.key_id, part.public_key))

    def open_all() -> None:
        for box in boxes:
            content = json.loads(pair.decrypt(box))
            json.loads(pair.decrypt(base64.b64decode(content["stub"])))

    return cost_of(open_all)


def close(path: Path, period_id: str) -> Cost:
    """Close the period by the whole protocol."""
    from sb_feedback.jobs import closer_at
    from sb_feedback.services.closing.protocol import close_period

    closer = closer_at(Workplace(settings_at(path)))
    return cost_of(lambda: close_period(closer, period_id))


def one_report(path: Path, period_id: str) -> Cost:
    """Make one edition in one language in its three formats, with all that has to be loaded."""

    def make() -> None:
        from analysis.reports.site_report import site_report
        from sb_feedback.services.editions import rendered
        from sb_feedback.services.report_inputs import gather

        place = Workplace(settings_at(path))
        with place.db.read() as session:
            gathered = gather(session, period_id, place.questionnaires)
        list(rendered(site_report(gathered.inputs_for("site", "en"))))

    return cost_of(make)


def all_editions(path: Path, period_id: str) -> Cost:
    """Make and store every edition of the period."""

    def make() -> None:
        from sb_feedback.jobs import publisher_at

        publisher_at(Workplace(settings_at(path))).publish(period_id)

    return cost_of(make)
