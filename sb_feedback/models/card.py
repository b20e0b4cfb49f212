"""Cards: keyed hashes of codes, written once and never again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id


class Card(Base):
    """A code that opens a survey. Nothing here, or anywhere, says that it was used."""

    __tablename__ = "card"
    __table_args__ = ({"sqlite_with_rowid": False},)

    #: Keyed hash of the code in the QR picture.
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    #: Keyed hash of the short code for typing.
    typed_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    questionnaire: Mapped[str] = mapped_column(String(60))
    key_id: Mapped[Id] = mapped_column(ForeignKey("site_period.key_id"), index=True)
    expires_on: Mapped[date]
    #: A shared code serves a whole role of a meeting; a single-use card serves one person.
    shared: Mapped[bool]
    #: Meeting and role, sealed to the period's key: copied into the answer's box unread.
    stub: Mapped[bytes] = mapped_column(LargeBinary)
