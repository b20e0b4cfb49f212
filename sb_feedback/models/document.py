"""Stored renderings of releases, and which releases they are renderings of."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id

#: Goes up when a number or sentence is made differently: then there is a new edition.
#: 2: the report of a site tells how its team feels.
#: 3: documents name their version; in an edition of the state each tied result has its own count.
FORMULA = 3
#: The one page for everybody, and the language of its sheet, which has all of them (ISO 639-2).
BRIEF, ALL_LANGUAGES = "brief", "mul"


class Document(Base):
    """One stored file: an edition of a period's report in one language and format."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("edition IN ('site', 'judge', 'brief')", name="edition"),
        CheckConstraint("format IN ('html', 'pdf', 'xlsx', 'csv')", name="format"),
    )

    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), primary_key=True)
    edition: Mapped[str] = mapped_column(String(10), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    format: Mapped[str] = mapped_column(String(5), primary_key=True)
    #: A newer formula makes a new edition beside the old one.
    formula: Mapped[int] = mapped_column(primary_key=True)
    #: Hash of the file's content, which is also its name.
    content_hash: Mapped[str] = mapped_column(String(64))


class ReleaseTold(Base):
    """A release that the documents of a period tell of, the same in every edition of them."""

    __tablename__ = "release_told"

    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), primary_key=True)
    #: The release's own fingerprint, which stands in the documents.
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
