"""Notes: who wants them, those that left a closing, and what the reviewer kept"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "notes_choice",
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('meetings', 'team')", name=op.f("ck_notes_choice_kind")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_notes_choice_site_id_site")
        ),
        sa.PrimaryKeyConstraint("site_id", "kind", name=op.f("pk_notes_choice")),
    )
    op.create_table(
        "note_batch",
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("read_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('reading', 'shown', 'expired', 'few', 'wait', 'none')",
            name=op.f("ck_note_batch_state"),
        ),
        _of_period("note_batch"),
        sa.PrimaryKeyConstraint("period_id", name=op.f("pk_note_batch")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.String(length=10), nullable=False),
        sa.Column("rest", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("said IN ('', 'kept', 'part', 'hidden')", name=op.f("ck_note_said")),
        sa.CheckConstraint(
            "(said = 'part') = (rest IS NOT NULL)", name=op.f("ck_note_rest_of_a_part")
        ),
        _of_period("note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_period_id"), "note", ["period_id"])
    op.create_table(
        "shown_note",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _of_period("shown_note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_note")),
    )
    op.create_index(op.f("ix_shown_note_period_id"), "shown_note", ["period_id"])


def downgrade() -> None:
    """Forget all notes; those that wait stay in their boxes."""
    for table in ("shown_note", "note", "note_batch", "notes_choice"):
        op.drop_table(table)


def _of_period(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_period_id_period")
    return sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=name)
