"""Documents may be briefs, and long tables for those who analyse"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Allow the new edition and format."""
    _allow("'site', 'judge', 'brief'", "'html', 'pdf', 'xlsx', 'csv'")


def downgrade() -> None:
    """Forget such documents: they are made again from releases."""
    op.execute("DELETE FROM document WHERE edition = 'brief' OR format = 'csv'")
    _allow("'site', 'judge'", "'html', 'pdf', 'xlsx'")


def _allow(editions: str, formats: str) -> None:
    with op.batch_alter_table("document") as batch_op:
        for column, values in (("edition", editions), ("format", formats)):
            batch_op.drop_constraint(op.f(f"ck_document_{column}"), type_="check")
            batch_op.create_check_constraint(column, f"{column} IN ({values})")
