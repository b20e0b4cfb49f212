"""Killing a closing: at a chosen point, at points drawn at random, and orders that do not survive.

A point is whatever the closing reports, and besides that every sync, rename and removal of a file
and every commit. What stops it is no Exception, so nothing in the closing can catch it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
from sqlalchemy import event

from sb_feedback.keys import KeyLost
from sb_feedback.models import SealedAnswer
from sb_feedback.services.closing.document import ClosingDocument, document_name
from sb_feedback.services.closing.pool.merging import merge_into_pool
from sb_feedback.services.closing.protocol import (
    STEPS,
    Closer,
    Step,
    _decided,
    _ensure_next,
    apply_document,
    close_period,
    decide_once,
    erase_keys,
    keep_second_copy,
    refuse_new_answers,
    rewrite_tables,
)
from sb_feedback.services.closing.reading import load_period
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import faults
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import History
from tests.integration.closing.waving import ToldWave, wave_faults

P = ParamSpec("P")
R = TypeVar("R")

FILE_POINTS: dict[str, tuple[Any, str]] = {
    "fsync": (os, "fsync"),
    "rename": (Path, "rename"),
    "unlink": (Path, "unlink"),
}


#: What was told and is to be closed: meetings of a period, or a wave of a team.
Told = History | ToldWave


class Killed(BaseException):
    """The process dies here."""


@dataclass
class Wire:
    """Hears of every point, and dies where it was told to."""

    dies: Callable[[int], bool] = lambda _: False
    reached: list[str] = field(default_factory=list)

    def __call__(self, point: str) -> None:
        self.reached.append(point)
        if self.dies(len(self.reached) - 1):
            raise Killed(point)


@contextmanager
def wired(place: Workplace, wire: Wire) -> Iterator[Closer]:
    """A closer that reports to the wire, and so do the files and the database below it."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in FILE_POINTS.values():
            patch.setattr(owner, name, _reported(name, getattr(owner, name), wire))

        def before_commit(_connection: object) -> None:
            wire("commit")

        event.listen(place.db.engine, "commit", before_commit)
        try:
            yield closer_at(place, wire)
        finally:
            event.remove(place.db.engine, "commit", before_commit)
            place.db.engine.dispose()


def _reported(name: str, done: Callable[P, R], wire: Wire) -> Callable[P, R]:
    def report(*args: P.args, **options: P.kwargs) -> R:
        wire(name)
        return done(*args, **options)

    return report


def points(branch: Branch, history: Told, steps: tuple[Step, ...] = STEPS) -> list[str]:
    """All points that a closing passes."""
    wire = Wire()
    with branch() as place, wired(place, wire) as closer:
        close_period(closer, history.period_id, steps)
    return wire.reached


def killed_once(
    branch: Branch, history: Told, at: int, steps: tuple[Step, ...] = STEPS
) -> list[str]:
    """The faults that are left after a kill at this point and one more run."""
    with branch() as place:
        wire = Wire(at.__eq__)
        with wired(place, wire) as closer, pytest.raises(Killed):
            close_period(closer, history.period_id, steps)
        decided = place.keys.document(document_name(history.period_id))
        found = finished(place, history, steps)
        if decided not in (None, place.keys.document(document_name(history.period_id))):
            found.append("what was decided before the kill was decided again")
        return found


def killed_often(
    branch: Branch,
    history: Told,
    dies: Callable[[int], bool],
    steps: tuple[Step, ...] = STEPS,
) -> list[str]:
    """The faults that are left after kills at any points until one run gets through."""
    with branch() as place:
        done = False
        while not done:
            with wired(place, Wire(dies)) as closer, suppress(Killed):
                try:
                    close_period(closer, history.period_id, steps)
                except KeyLost as lost:
                    return [f"the key {lost} is lost"]
                done = True
        return _faults(place, history)


def now_and_then(seed: int) -> Callable[[int], bool]:
    """Dies at points drawn at random."""
    rng = random.Random(seed)
    return lambda _: rng.random() < 0.04


def finished(place: Workplace, history: Told, steps: tuple[Step, ...] = STEPS) -> list[str]:
    """The faults that are left after running to the end."""
    try:
        close_period(closer_at(place), history.period_id, steps)
    except KeyLost as lost:
        return [f"the key {lost} is lost"]
    return _faults(place, history)


def _faults(place: Workplace, told: Told) -> list[str]:
    return faults(place, told) if isinstance(told, History) else wave_faults(place, told)


def _decide(closer: Closer, period_id: str) -> ClosingDocument:
    with closer.db.write() as session:
        _ensure_next(closer, session, load_period(session, period_id))
    with closer.db.read() as session:
        document, _ = _decided(closer, session, period_id)
    return document


def _is_decided(closer: Closer, period_id: str) -> bool:
    return closer.keys.document(document_name(period_id)) is not None


def reseal_apart(closer: Closer, period_id: str) -> None:
    """Control: waiting answers are sealed anew in a transaction of their own."""
    if _is_decided(closer, period_id):
        return
    document = _decide(closer, period_id)
    with closer.db.write() as session:
        session.add_all(SealedAnswer(**vars(box)) for box in document.boxes)
    closer.progress("sealed anew")
    content = replace(document, boxes=()).to_bytes()
    closer.keys.write_document(document_name(period_id), content, mirror=False)


def erase_first(closer: Closer, period_id: str) -> None:
    """Control: the keys are destroyed as soon as the boxes were read."""
    if _is_decided(closer, period_id):
        return
    content = _decide(closer, period_id).to_bytes()
    with closer.db.read() as session:
        period = load_period(session, period_id)
    for part in period.site_periods:
        for mirror in (False, True):
            closer.keys.erase_key(part.key_id, mirror=mirror)
            closer.progress("one key file erased")
    closer.keys.write_document(document_name(period_id), content, mirror=False)


def forget_document(closer: Closer, period_id: str) -> None:
    """Control: what was decided is kept in the database alone."""
    with closer.db.read() as session:
        decided = load_period(session, period_id).state == "counted"
    for place in closer.keys.places if decided else ():
        (place / f"{document_name(period_id)}.closing").unlink(missing_ok=True)


_AFTER = (keep_second_copy, apply_document, erase_keys, merge_into_pool, rewrite_tables)
RESEAL_APART: tuple[Step, ...] = (refuse_new_answers, reseal_apart, *_AFTER)
ERASE_FIRST: tuple[Step, ...] = (refuse_new_answers, erase_first, *_AFTER)
WITHOUT_DOCUMENT: tuple[Step, ...] = (
    refuse_new_answers,
    decide_once,
    keep_second_copy,
    apply_document,
    forget_document,
    erase_keys,
    merge_into_pool,
    rewrite_tables,
)
