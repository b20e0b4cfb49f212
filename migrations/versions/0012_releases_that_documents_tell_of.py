"""Which releases the documents of a period tell of: a newer formula makes them anew from these"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; periods that have documents are written down when these are made anew."""
    op.create_table(
        "release_told",
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_release_told_period_id_period")
        ),
        sa.PrimaryKeyConstraint("period_id", "digest", name=op.f("pk_release_told")),
    )


def downgrade() -> None:
    """Forget which they were."""
    op.drop_table("release_told")
