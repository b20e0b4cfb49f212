"""The ledger of releases, what waits, and what each closing decided for each group."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id

MEETING_GROUPS = ("parents", "caregivers", "families", "professionals")
GROUPS = (*MEETING_GROUPS, "act")


def group_check(groups: tuple[str, ...] = GROUPS) -> str:
    """The condition that a row is about one of these groups."""
    return "questionnaire_group IN ({})".format(", ".join(f"'{name}'" for name in groups))


class LedgerLine(Base):
    """One release, made once, never changed; each line holds the hash of the line before."""

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("scope_id", "number"),
        CheckConstraint(group_check(), name="questionnaire_group"),
        CheckConstraint("number >= 1", name="number"),
    )

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), index=True)
    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), index=True)
    number: Mapped[int]
    previous_hash: Mapped[str] = mapped_column(String(64))
    questionnaire_group: Mapped[str] = mapped_column(String(20))
    #: The release as canonical JSON: guarded counts and nothing else.
    body: Mapped[str] = mapped_column(Text)


class WaitingBatch(Base):
    """A family batch that could not be released yet."""

    __tablename__ = "waiting_batch"
    __table_args__ = (CheckConstraint(group_check(MEETING_GROUPS), name="questionnaire_group"),)

    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    questionnaire_group: Mapped[str] = mapped_column(String(20), primary_key=True)
    #: First day of the first period that waits.
    since: Mapped[date]
    version: Mapped[str] = mapped_column(String(200))
    #: True if enough were asked last time and too few answered: caps how many asked carry over.
    was_large: Mapped[bool]


class Outcome(Base):
    """What a closing decided for one group, in one word."""

    __tablename__ = "outcome"
    __table_args__ = (
        CheckConstraint(group_check(), name="questionnaire_group"),
        CheckConstraint(
            "verdict IN ('released', 'waits', 'too_few', 'not_stated', 'nobody_asked',"
            " 'waited_too_long', 'old_version', 'lost')",
            name="verdict",
        ),
    )

    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), primary_key=True)
    questionnaire_group: Mapped[str] = mapped_column(String(20), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(20))
    #: First day of what was released, waits or was destroyed.
    since: Mapped[date] = mapped_column(primary_key=True)
