"""Everybody who signs in can choose the language of the pages"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has chosen yet: the browser tells."""
    op.add_column("user_account", sa.Column("language", sa.String(length=20), nullable=True))


def downgrade() -> None:
    """Forget what was chosen."""
    op.drop_column("user_account", "language")
