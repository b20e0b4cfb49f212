"""Editions of the whole state, whose choice of releases is never changed, and their documents"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_KEPT_FOR_EVER = "what a state edition is made from is never changed or removed"


def upgrade() -> None:
    """Make both tables, and guard the rows of editions against change."""
    op.create_table(
        "state_edition",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("first_day", name=op.f("pk_state_edition")),
    )
    op.create_table(
        "state_document",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("format", sa.String(length=5), nullable=False),
        sa.Column("formula", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "format IN ('html', 'pdf', 'xlsx', 'csv')", name=op.f("ck_state_document_format")
        ),
        sa.ForeignKeyConstraint(
            ["first_day"],
            ["state_edition.first_day"],
            name=op.f("fk_state_document_first_day_state_edition"),
        ),
        sa.PrimaryKeyConstraint(
            "first_day", "language", "format", "formula", name=op.f("pk_state_document")
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER state_edition_no_{verb.lower()} BEFORE {verb}"
                f" ON state_edition BEGIN SELECT RAISE(ABORT, '{_KEPT_FOR_EVER}'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION state_editions_are_kept() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_KEPT_FOR_EVER}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER state_editions_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE"
            " ON state_edition FOR EACH STATEMENT EXECUTE FUNCTION state_editions_are_kept()"
        )


def downgrade() -> None:
    """Forget editions: they are decided again from the releases that there are."""
    op.drop_table("state_document")
    op.drop_table("state_edition")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION state_editions_are_kept()")
