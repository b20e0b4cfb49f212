"""What must hold after a closing: each fault in one line, so that a control can be seen to fail."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from nacl.public import PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Condition, GuardedCount, Kind
from sb_feedback.keys import KeyFolder
from sb_feedback.models import (
    Card,
    LedgerLine,
    Meeting,
    Note,
    NoteBatch,
    Outcome,
    Period,
    SealedAnswer,
    SitePeriod,
    WaitingBatch,
)
from sb_feedback.models.period import COUNTED, OPEN
from sb_feedback.note_boxes import open_note
from sb_feedback.opening import open_sealed
from sb_feedback.services.closing.document import ClosingDocument, document_name
from sb_feedback.services.ledger import LedgerBroken, releases_of
from sb_feedback.workplace import Workplace
from tests.integration.closing.telling import (
    FULLY,
    PARENTS,
    SILENT_PARENTS,
    SITE,
    Heard,
    History,
    as_text,
)

VERDICTS = {"parents": "released", "caregivers": "waits", "professionals": "not_stated"}


def faults(place: Workplace, history: History) -> list[str]:
    """Everything that is not as it must be once the history's first period was closed."""
    with place.db.read() as session:
        return list(
            chain(
                _wrong_states(session, history),
                _wrong_release(session, history),
                _wrong_rows(session, history),
                _wrong_answers(place, session, history),
                _wrong_document(place, session, history),
                _wrong_notes(place, session, history),
                _wrong_files(place, history),
            )
        )


def heard_under(place: Workplace, session: Session, key_id: str) -> Counter[Heard]:
    """Every answer under this key, opened with it."""
    boxes = session.scalars(select(SealedAnswer.box).where(SealedAnswer.key_id == key_id))
    return Counter(opened(place, key_id, boxes.all()))


def opened(place: Workplace, key_id: str, boxes: Sequence[bytes]) -> list[Heard]:
    """What is in these boxes, in their order."""
    with place.db.read() as session:
        public_key = session.get_one(SitePeriod, key_id).public_key
    private_key = place.keys.require(key_id, public_key)
    return [_heard(private_key, box) for box in boxes]


def _heard(private_key: PrivateKey, box: bytes) -> Heard:
    content = open_sealed(private_key, box)
    if "stub" in content:
        content |= open_sealed(private_key, base64.b64decode(content["stub"]))
    return content["meeting"], content["role"], as_text(content["answers"])


def boxes_under(session: Session, key_id: str) -> Sequence[SealedAnswer]:
    """The rows that are sealed to this key."""
    return session.scalars(select(SealedAnswer).where(SealedAnswer.key_id == key_id)).all()


def _wrong_states(session: Session, history: History) -> Iterator[str]:
    for period_id, state in ((history.period_id, COUNTED), (history.next_period_id, OPEN)):
        found = session.get_one(Period, period_id).state
        if found != state:
            yield f"{period_id} is {found}, not {state}"
    outcomes = session.scalars(select(Outcome).where(Outcome.period_id == history.period_id))
    words = {outcome.questionnaire_group: outcome.verdict for outcome in outcomes}
    if words != VERDICTS:
        yield f"the verdicts are {words}"


def _wrong_release(session: Session, history: History) -> Iterator[str]:
    try:
        releases = releases_of(session, SITE)
    except LedgerBroken as broken:
        yield f"the ledger is broken: {broken}"
        return
    if len(releases) != 1:
        yield f"there are {len(releases)} releases"
        return
    (release,) = releases
    asked = PARENTS + SILENT_PARENTS
    if release.participation != GuardedCount(PARENTS, PARENTS, asked):
        yield f"{release.participation} took part"
    fully = release.counts[Condition(Kind.FULLY, "V1")]
    if fully != GuardedCount(FULLY, FULLY, PARENTS):
        yield f"{fully} said yes, fully"
    if (release.group, release.terms) != ("parents", (history.term,)):
        yield f"the release is of {release.group}, {release.label}"


def _wrong_rows(session: Session, history: History) -> Iterator[str]:
    cards = select(Card).where(Card.key_id == history.key_id)
    if boxes := boxes_under(session, history.key_id):
        yield f"{len(boxes)} boxes are left under the old key"
    if found := session.scalars(cards).all():
        yield f"{len(found)} cards are left under the old key"
    waits = [
        (row.questionnaire_group, row.since, row.was_large)
        for row in session.scalars(select(WaitingBatch))
    ]
    if waits != [("caregivers", history.term.first_day, False)]:
        yield f"what waits is {waits}"
    if not session.scalars(select(Meeting).where(Meeting.period_id == history.period_id)).all():
        yield "the meetings of the waiting batch are gone"


def _wrong_answers(place: Workplace, session: Session, history: History) -> Iterator[str]:
    heard = heard_under(place, session, history.next_key_id)
    if lost := history.under_next_key - heard:
        yield f"{lost.total()} waiting answers are lost"
    if doubled := heard - history.under_next_key:
        yield f"{doubled.total()} waiting answers are too many"


def _wrong_document(place: Workplace, session: Session, history: History) -> Iterator[str]:
    name = f"{document_name(history.period_id)}.closing"
    copies = {
        folder.joinpath(name).read_bytes() if folder.joinpath(name).exists() else b""
        for folder in (place.keys.folder, place.keys.mirror)
    }
    if len(copies) != 1 or b"" in copies:
        yield "the closing document is not in both folders"
        return
    document = ClosingDocument.from_bytes(copies.pop())
    rows = session.scalars(select(LedgerLine)).all()
    if [line.hash for line in document.lines] != [row.hash for row in rows]:
        yield "the ledger differs from the closing document"
    stored = {row.id for row in boxes_under(session, history.next_key_id)}
    if not {box.id for box in document.boxes} <= stored:
        yield "the waiting answers are not those of the closing document"


def _wrong_notes(place: Workplace, session: Session, history: History) -> Iterator[str]:
    rows = session.scalars(select(Note).where(Note.period_id == history.period_id)).all()
    key = place.note_keys.get(history.period_id)
    found = Counter(open_note(key, row.box) for row in rows)
    if found != history.notes:
        yield f"{found.total()} notes left, {history.notes.total()} should; key: {key is not None}"
    batch = session.get(NoteBatch, history.period_id)
    if batch is None or batch.state != "reading":
        yield "the notes are not there to be read"
    content = place.keys.document(document_name(history.period_id))
    notes = ClosingDocument.from_bytes(content).notes if content else None
    if notes is None or {row.id for row in rows} != {row.id for row in notes.rows}:
        yield "the notes are not those of the closing document"


def _wrong_files(place: Workplace, history: History) -> Iterator[str]:
    keys: KeyFolder = place.keys
    found = {
        path.relative_to(place.settings.data_dir).as_posix()
        for folder in (keys.folder, keys.mirror, place.slots.folder)
        for path in folder.iterdir()
    }
    old = {name for name in found if name.endswith(f"{history.key_id}.key")}
    old |= {name for name in found if name.endswith((f"{history.key_id}.slot", ".unfinished"))}
    if old:
        yield f"files are left: {sorted(old)}"
    live = {f"{folder.name}/{history.next_key_id}.key" for folder in (keys.folder, keys.mirror)}
    live.add(f"secrets/slots/{history.next_key_id}.slot")
    if missing := live - found:
        yield f"files of the next period are missing: {sorted(missing)}"
