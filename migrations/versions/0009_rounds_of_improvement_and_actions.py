"""Rounds of improvement in their order, help to improve, and a log of actions that is kept"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEPT_FOR_EVER = "a line of the action log is never changed or removed"


def upgrade() -> None:
    """Number the improvements of each scope, let one follow another, and make the log."""
    with op.batch_alter_table("improvement") as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("kind", sa.String(length=10), nullable=False, server_default="fully")
        )
        batch_op.add_column(sa.Column("predecessor_id", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("picked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("judged_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE improvement SET number = (SELECT count(*) FROM improvement AS other"
        " WHERE other.scope_id = improvement.scope_id"
        " AND (other.started_on < improvement.started_on"
        " OR (other.started_on = improvement.started_on AND other.id <= improvement.id)))"
    )
    with op.batch_alter_table("improvement") as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("kind", server_default=None)
        batch_op.create_unique_constraint("uq_improvement_scope_id", ["scope_id", "number"])
        batch_op.create_unique_constraint("uq_improvement_predecessor_id", ["predecessor_id"])
        batch_op.create_foreign_key(
            "fk_improvement_predecessor_id_improvement", "improvement", ["predecessor_id"], ["id"]
        )
        batch_op.create_check_constraint(
            "judged_with_a_verdict", "judged_on IS NULL OR verdict IS NOT NULL"
        )
        batch_op.create_check_constraint("kind", "kind IN ('fully', 'help')")
        batch_op.create_check_constraint("number", "number >= 1")
    _make_log()


def downgrade() -> None:
    """Forget the log, the order, and the kinds of help that were picked."""
    op.drop_table("action_line")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION action_log_is_kept()")
    op.execute("UPDATE improvement SET predecessor_id = NULL")
    op.execute("DELETE FROM improvement WHERE kind = 'help'")
    with op.batch_alter_table("improvement") as batch_op:
        for check in ("number", "kind", "judged_with_a_verdict"):
            batch_op.drop_constraint(op.f(f"ck_improvement_{check}"), type_="check")
        batch_op.drop_constraint("fk_improvement_predecessor_id_improvement", type_="foreignkey")
        batch_op.drop_constraint("uq_improvement_predecessor_id", type_="unique")
        batch_op.drop_constraint("uq_improvement_scope_id", type_="unique")
        for column in ("judged_on", "picked_on", "predecessor_id", "kind", "number"):
            batch_op.drop_column(column)


def _make_log() -> None:
    op.create_table(
        "action_line",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("action_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("improvement_id", sa.String(length=80), nullable=True),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'dropped')", name=op.f("ck_action_line_state")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_action_line_number")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_action_line_site_id_site")),
        sa.ForeignKeyConstraint(
            ["improvement_id"],
            ["improvement.id"],
            name=op.f("fk_action_line_improvement_id_improvement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_line")),
        sa.UniqueConstraint("action_id", "number", name=op.f("uq_action_line_action_id")),
    )
    op.create_index(op.f("ix_action_line_site_id"), "action_line", ["site_id"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER action_line_no_{verb.lower()} BEFORE {verb} ON action_line"
                f" BEGIN SELECT RAISE(ABORT, '{_KEPT_FOR_EVER}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION action_log_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_KEPT_FOR_EVER}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER action_log_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON action_line"
        " FOR EACH STATEMENT EXECUTE FUNCTION action_log_is_kept()"
    )
