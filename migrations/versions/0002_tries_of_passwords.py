"""Tries of passwords get a table of their own, for addresses without an account too"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; delays that run are forgotten."""
    op.create_table(
        "password_try",
        sa.Column("address", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_password_try_tries_are_counted")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_password_try")),
    )
    with op.batch_alter_table("user_account") as batch_op:
        batch_op.drop_column("wait_until")
        batch_op.drop_column("failures")


def downgrade() -> None:
    """Keep tries with accounts again."""
    with op.batch_alter_table("user_account") as batch_op:
        batch_op.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True))
    op.drop_table("password_try")
