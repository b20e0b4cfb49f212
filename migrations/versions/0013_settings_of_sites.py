"""Settings that a site owns, dated changes of them, and whether a period shares with the state"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; each period keeps the choice that its scope had when it was made."""
    op.create_table(
        "site_settings",
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("languages", sa.String(length=80), nullable=False),
        sa.Column("paper", sa.String(length=10), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("practised_on", sa.Date(), nullable=True),
        sa.CheckConstraint("paper IN ('letter', 'a4')", name=op.f("ck_site_settings_paper")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_site_settings_site_id_site")
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_site_settings")),
    )
    op.create_table(
        "settings_change",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=200), nullable=False),
        sa.Column("since", sa.String(length=200), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "what IN ('name', 'family_batch', 'period_months', 'floor', 'shares')",
            name=op.f("ck_settings_change_what"),
        ),
        sa.CheckConstraint(
            "holds_from >= changed_on", name=op.f("ck_settings_change_not_before_it_was_made")
        ),
        sa.ForeignKeyConstraint(
            ["scope_id"], ["scope.id"], name=op.f("fk_settings_change_scope_id_scope")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings_change")),
    )
    op.create_index(op.f("ix_settings_change_scope_id"), "settings_change", ["scope_id"])
    with op.batch_alter_table("period") as batch_op:
        batch_op.add_column(
            sa.Column("shares_with_state", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    op.execute(
        "UPDATE period SET shares_with_state ="
        " (SELECT shares_with_state FROM scope WHERE scope.id = period.scope_id)"
    )
    with op.batch_alter_table("period") as batch_op:
        batch_op.alter_column("shares_with_state", server_default=None)


def downgrade() -> None:
    """Forget the settings; a period then shares if its scope does."""
    with op.batch_alter_table("period") as batch_op:
        batch_op.drop_column("shares_with_state")
    op.drop_table("settings_change")
    op.drop_table("site_settings")
