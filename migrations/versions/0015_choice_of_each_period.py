"""Each period keeps its length and how families are counted in it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give each period the choice of its scope, which could not be changed until now."""
    with op.batch_alter_table("period") as batch_op:
        batch_op.add_column(
            sa.Column("months", sa.Integer(), nullable=False, server_default=sa.text("3"))
        )
        batch_op.add_column(
            sa.Column("family_batch", sa.String(length=10), nullable=False, server_default="apart")
        )
    for chosen, kept in (("period_months", "months"), ("family_batch", "family_batch")):
        op.execute(
            f"UPDATE period SET {kept} ="  # noqa: S608  (fixed names)
            f" (SELECT scope.{chosen} FROM scope WHERE scope.id = period.scope_id)"
        )
    with op.batch_alter_table("period") as batch_op:
        batch_op.alter_column("months", server_default=None)
        batch_op.alter_column("family_batch", server_default=None)
        batch_op.create_check_constraint("months", "months IN (3, 6, 12)")
        batch_op.create_check_constraint("family_batch", "family_batch IN ('apart', 'together')")


def downgrade() -> None:
    """Forget them; a period then has what its scope chose last."""
    with op.batch_alter_table("period") as batch_op:
        batch_op.drop_constraint(op.f("ck_period_family_batch"), type_="check")
        batch_op.drop_constraint(op.f("ck_period_months"), type_="check")
        batch_op.drop_column("family_batch")
        batch_op.drop_column("months")
