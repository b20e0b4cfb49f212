"""Letters to staff: invitations, new passwords, and word that a report is ready"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ROLES = "'coordinator', 'reader', 'judge', 'reviewer', 'administrator', 'state_team'"


def upgrade() -> None:
    """Make the tables; whoever has an account gets notices until they say otherwise."""
    op.add_column(
        "user_account",
        sa.Column("takes_notices", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    _make_links()
    _make_letters()


def downgrade() -> None:
    """Take all away; links that are out stop working."""
    for table in ("letter", "password_reset", "invitation"):
        op.drop_table(table)
    # Both databases can do this without making the table anew.
    op.execute("ALTER TABLE user_account DROP COLUMN takes_notices")


def _make_links() -> None:
    op.create_table(
        "invitation",
        *_columns_of_a_link(),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=True),
        sa.Column("invited_by", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.CheckConstraint(f"role IN ({_ROLES})", name=op.f("ck_invitation_role")),
        sa.CheckConstraint(
            "(role IN ('administrator', 'state_team')) = (site_id IS NULL)",
            name=op.f("ck_invitation_site_by_role"),
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_invitation_email_lower")),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'withdrawn')", name=op.f("ck_invitation_state")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_invitation_site_id_site")),
        sa.ForeignKeyConstraint(
            ["invited_by"],
            ["user_account.id"],
            name=op.f("fk_invitation_invited_by_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    for column in ("email", "site_id", "invited_by"):
        op.create_index(op.f(f"ix_invitation_{column}"), "invitation", [column])
    op.create_table(
        "password_reset",
        *_columns_of_a_link(),
        sa.Column("user_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_password_reset_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_reset_token_hash")),
        sa.UniqueConstraint("user_id", name=op.f("uq_password_reset_user_id")),
    )


def _columns_of_a_link() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
    )


def _make_letters() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invitation_id", sa.String(length=80), nullable=True),
        sa.Column("reset_id", sa.String(length=80), nullable=True),
        sa.Column("user_id", sa.String(length=80), nullable=True),
        sa.Column("period_id", sa.String(length=80), nullable=True),
        sa.CheckConstraint(
            "kind IN ('invitation', 'reset', 'report')", name=op.f("ck_letter_kind")
        ),
        sa.CheckConstraint(
            "(kind = 'invitation') = (invitation_id IS NOT NULL)", name=op.f("ck_letter_invites")
        ),
        sa.CheckConstraint(
            "(kind = 'reset') = (reset_id IS NOT NULL)", name=op.f("ck_letter_resets")
        ),
        sa.CheckConstraint(
            "(kind = 'report') = (user_id IS NOT NULL)", name=op.f("ck_letter_reader")
        ),
        sa.CheckConstraint(
            "(kind = 'report') = (period_id IS NOT NULL)", name=op.f("ck_letter_reports")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'refused', 'failed', 'dropped')",
            name=op.f("ck_letter_state"),
        ),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_letter_tries_are_counted")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_letter_{column}_{table}"),
                ondelete="CASCADE",
            )
            for column, table in (
                ("invitation_id", "invitation"),
                ("reset_id", "password_reset"),
                ("user_id", "user_account"),
            )
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_letter_period_id_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_letter_invitation_id")),
        sa.UniqueConstraint("reset_id", name=op.f("uq_letter_reset_id")),
        sa.UniqueConstraint("user_id", "period_id", name=op.f("uq_letter_user_id")),
    )
    for column in ("user_id", "period_id"):
        op.create_index(op.f(f"ix_letter_{column}"), "letter", [column])
