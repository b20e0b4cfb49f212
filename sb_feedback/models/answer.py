"""The sealed answer: four columns, and nothing that points to a person."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id

#: 4 kB of padded content and what sealing adds to it.
SEALED_BOX_BYTES = 4096 + 48


class SealedAnswer(Base):
    """One answer in its box. No foreign key: locking the period's row would leave a trace."""

    __tablename__ = "sealed_answer"
    __table_args__ = (
        CheckConstraint("length(id) = 32 AND length(slot) = 32", name="keyed_hashes"),
        CheckConstraint(f"length(box) = {SEALED_BOX_BYTES}", name="box_of_one_size"),
        {"sqlite_with_rowid": False},
    )

    #: Keyed hash of the form's one-time number: the same form sent twice is the same row.
    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    #: Keyed hash of the card (of card and number for a shared code): one place, one answer.
    slot: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    #: The site's key of the period that it is sealed to.
    key_id: Mapped[Id] = mapped_column(index=True)
    box: Mapped[bytes] = mapped_column(LargeBinary)
