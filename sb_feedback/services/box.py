"""Does the box work? A try-out answer is sealed and thrown away; nothing is stored for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from nacl.exceptions import CryptoError
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from sb_feedback.keys import KeyFolder, KeyLost, SlotSecrets
from sb_feedback.models import Period, SitePeriod
from sb_feedback.models.period import OPEN
from sb_feedback.pulse import Beat
from sb_feedback.sealing import BOX_BYTES, seal
from sb_feedback.services.periods import site_period_on

#: The worker's rounds are a minute apart; after so long something is wrong.
LATE = timedelta(hours=1)


class Fault(StrEnum):
    """What can be wrong with it."""

    NO_PERIOD = "no_period"
    CANNOT_SEAL = "cannot_seal"
    KEY_LOST = "key_lost"
    NO_ROUND = "no_round"
    LATE_ROUND = "late_round"


@dataclass(frozen=True)
class BoxCheck:
    """What a look at the box has found."""

    faults: tuple[Fault, ...]
    #: When the worker last looked at the keys.
    last_round: datetime | None

    @property
    def works(self) -> bool:
        """True if an answer can be sealed now and opened at the closing."""
        return not self.faults


def check_box(
    session: Session,
    site_id: str,
    slots: SlotSecrets,
    beat: Beat | None,
    *,
    today: date,
    now: datetime,
) -> BoxCheck:
    """Look at the box of a site's present period and at the worker's last round."""
    part = site_period_on(session, site_id, today)
    faults = [_fault_of(part, slots), _fault_of_round(part, beat, now)]
    return BoxCheck(tuple(one for one in faults if one), beat.at if beat else None)


def lost_keys(session: Session, keys: KeyFolder) -> list[str]:
    """Open periods of which no copy of the private key is left; only the job can look."""
    parts = session.scalars(
        select(SitePeriod)
        .join(SitePeriod.period)
        .options(joinedload(SitePeriod.period))
        .where(Period.state == OPEN)
    )
    return [part.key_id for part in parts if not _is_there(keys, part)]


def _is_there(keys: KeyFolder, part: SitePeriod) -> bool:
    try:
        keys.require(part.key_id, part.public_key)
    except KeyLost:
        return False
    return True


def _fault_of(part: SitePeriod | None, slots: SlotSecrets) -> Fault | None:
    if part is None:
        return Fault.NO_PERIOD
    if slots.get(part.key_id) is None:
        return Fault.CANNOT_SEAL
    try:
        seal(part.public_key, {"try": "out"}, BOX_BYTES)
    except (CryptoError, ValueError, TypeError):
        return Fault.CANNOT_SEAL
    return None


def _fault_of_round(part: SitePeriod | None, beat: Beat | None, now: datetime) -> Fault | None:
    if beat is None:
        return Fault.NO_ROUND
    if now - beat.at > LATE:
        return Fault.LATE_ROUND
    return Fault.KEY_LOST if part and part.key_id in beat.lost else None
