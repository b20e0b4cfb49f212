"""Each site confirms help lines of its own; cards are made only after that"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; every site has its lines to confirm."""
    op.create_table(
        "site_help",
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_help_site_id_site")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_site_help")),
    )


def downgrade() -> None:
    """Forget which lines were confirmed."""
    op.drop_table("site_help")
