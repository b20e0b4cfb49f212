"""What the state's pools yielded; a row is never changed or removed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEPT_FOR_EVER = "a statistic of the state is never changed or removed"


def upgrade() -> None:
    """Make the table and guard its rows against change."""
    op.create_table(
        "state_statistics",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("questionnaire_group", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('quarter', 'year')", name=op.f("ck_state_statistics_kind")),
        sa.CheckConstraint(
            "questionnaire_group IN ('parents', 'caregivers', 'families', 'professionals', 'act')",
            name=op.f("ck_state_statistics_questionnaire_group"),
        ),
        sa.PrimaryKeyConstraint(
            "kind",
            "first_day",
            "questionnaire_group",
            "version",
            name=op.f("pk_state_statistics"),
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER state_statistics_no_{verb.lower()} BEFORE {verb}"
                f" ON state_statistics BEGIN SELECT RAISE(ABORT, '{_KEPT_FOR_EVER}'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION state_statistics_are_kept() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_KEPT_FOR_EVER}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER state_statistics_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE"
            " ON state_statistics"
            " FOR EACH STATEMENT EXECUTE FUNCTION state_statistics_are_kept()"
        )


def downgrade() -> None:
    """Forget what was yielded; the files in the key folder still have it."""
    op.drop_table("state_statistics")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION state_statistics_are_kept()")
