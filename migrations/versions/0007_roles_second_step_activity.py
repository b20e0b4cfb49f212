"""Six roles, accounts that end, a second step at sign-in, and a log of what people did"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROLES_BEFORE = "'coordinator', 'judge', 'administrator'"
_ROLES = "'coordinator', 'reader', 'judge', 'reviewer', 'administrator', 'state_team'"
_KEPT_FOR_EVER = "a line of the activity log is never changed or removed"


def upgrade() -> None:
    """Widen the accounts, and make the new tables."""
    with op.batch_alter_table("user_account") as batch_op:
        batch_op.add_column(sa.Column("since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("second_step", sa.LargeBinary(length=100), nullable=True))
        batch_op.add_column(sa.Column("last_code_at", sa.BigInteger(), nullable=True))
        batch_op.create_check_constraint(
            "second_step_was_tried", "(second_step IS NULL) = (last_code_at IS NULL)"
        )
    op.execute("UPDATE user_account SET since = CURRENT_DATE")
    with op.batch_alter_table("user_account") as batch_op:
        batch_op.alter_column("since", existing_type=sa.Date(), nullable=False)
    _allow_roles(_ROLES, "role IN ('administrator', 'state_team')")
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.add_column(
            sa.Column("awaits_code", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.alter_column("awaits_code", server_default=None)
    _make_recovery_codes()
    _make_activity()


def downgrade() -> None:
    """Take all away; refused by the database while somebody has one of the new roles."""
    op.drop_table("activity")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION activity_is_kept()")
    op.drop_table("recovery_code")
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.drop_column("awaits_code")
    _allow_roles(_ROLES_BEFORE, "role = 'administrator'")
    with op.batch_alter_table("user_account") as batch_op:
        batch_op.drop_constraint(op.f("ck_user_account_second_step_was_tried"), type_="check")
        for column in ("last_code_at", "second_step", "ended_at", "since"):
            batch_op.drop_column(column)


def _allow_roles(roles: str, of_the_state: str) -> None:
    with op.batch_alter_table("user_account") as batch_op:
        for name, rule in (
            ("role", f"role IN ({roles})"),
            ("site_by_role", f"({of_the_state}) = (site_id IS NULL)"),
        ):
            batch_op.drop_constraint(op.f(f"ck_user_account_{name}"), type_="check")
            batch_op.create_check_constraint(name, rule)


def _make_recovery_codes() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_recovery_code_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_user_id"), "recovery_code", ["user_id"])


def _make_activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=True),
        sa.Column("actor", sa.String(length=254), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_activity_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_at"), "activity", ["at"])
    op.create_index(op.f("ix_activity_site_id_at"), "activity", ["site_id", "at"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER activity_no_{verb.lower()} BEFORE {verb} ON activity"
                f" BEGIN SELECT RAISE(ABORT, '{_KEPT_FOR_EVER}'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION activity_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_KEPT_FOR_EVER}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER activity_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON activity"
            " FOR EACH STATEMENT EXECUTE FUNCTION activity_is_kept()"
        )
