"""State editions: which releases were added up for a quarter, and the documents made of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base


class StateEdition(Base):
    """What one edition is made from, decided once and never changed; it names no site."""

    __tablename__ = "state_edition"

    #: Of the calendar quarter in which its releases came out.
    first_day: Mapped[date] = mapped_column(primary_key=True)
    #: JSON: the releases that are summed, those kept for the next edition, the record of teams.
    body: Mapped[str] = mapped_column(Text)


class StateDocument(Base):
    """One stored file: a state edition in one language and format."""

    __tablename__ = "state_document"
    __table_args__ = (CheckConstraint("format IN ('html', 'pdf', 'xlsx', 'csv')", name="format"),)

    first_day: Mapped[date] = mapped_column(ForeignKey("state_edition.first_day"), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    format: Mapped[str] = mapped_column(String(5), primary_key=True)
    #: A newer formula makes new documents of the same edition, beside the old ones.
    formula: Mapped[int] = mapped_column(primary_key=True)
    #: Hash of the file's content, which is also its name.
    content_hash: Mapped[str] = mapped_column(String(64))
