"""Active Community Teams: seats, waves, mail, priorities, and what changed in the system"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OF_MEETINGS = "'parents', 'caregivers', 'families', 'professionals'"
_GROUPED = ("ledger", "outcome", "improvement")
_KEPT_FOR_EVER = "a line of the ledger is never changed or removed"


def upgrade() -> None:
    """Scopes may be teams, their group is "act", and the new tables are made."""
    with op.batch_alter_table("scope") as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=10), nullable=False, server_default="meetings")
        )
        batch_op.create_check_constraint("kind", "kind IN ('meetings', 'team')")
        batch_op.create_check_constraint(
            "waves_are_quarterly", "kind = 'meetings' OR period_months = 3"
        )
    with op.batch_alter_table("scope") as batch_op:
        batch_op.alter_column("kind", server_default=None)
    _allow_groups(f"{_OF_MEETINGS}, 'act'")
    _make_teams()
    _make_mail()
    _make_registers()


def downgrade() -> None:
    """Take all away; refused by the database while a team has releases."""
    for table in ("system_change", "priority", "mail", "wave", "seat", "team"):
        op.drop_table(table)
    _allow_groups(_OF_MEETINGS)
    with op.batch_alter_table("scope") as batch_op:
        batch_op.drop_constraint(op.f("ck_scope_waves_are_quarterly"), type_="check")
        batch_op.drop_constraint(op.f("ck_scope_kind"), type_="check")
        batch_op.drop_column("kind")


def _allow_groups(groups: str) -> None:
    for table in _GROUPED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(op.f(f"ck_{table}_questionnaire_group"), type_="check")
            batch_op.create_check_constraint(
                "questionnaire_group", f"questionnaire_group IN ({groups})"
            )
    _guard_the_ledger()


def _guard_the_ledger() -> None:
    # SQLite changes a table by making it anew, and what guarded the old one is gone with it.
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER ledger_no_{verb.lower()} BEFORE {verb} ON ledger"
                f" BEGIN SELECT RAISE(ABORT, '{_KEPT_FOR_EVER}'); END"
            )


def _make_teams() -> None:
    op.create_table(
        "team",
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.CheckConstraint("door IN ('shared', 'single_use')", name=op.f("ck_team_door")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_team_scope_id_scope")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_team_site_id_site")),
        sa.PrimaryKeyConstraint("scope_id", name=op.f("pk_team")),
        sa.UniqueConstraint("site_id", name=op.f("uq_team_site_id")),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("team_id", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("takes_mail", sa.Boolean(), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_seat_email_lower")),
        sa.CheckConstraint("left_on >= joined_on", name=op.f("ck_seat_days_in_order")),
        sa.CheckConstraint(
            "sector IN ('lived_experience', 'resource_family', 'provider', 'decision_maker',"
            " 'community')",
            name=op.f("ck_seat_sector"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.scope_id"], name=op.f("fk_seat_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("team_id", "email", name=op.f("uq_seat_team_id")),
    )
    op.create_index(op.f("ix_seat_team_id"), "seat", ["team_id"])


def _make_mail() -> None:
    op.create_table(
        "wave",
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.Column("roster", sa.Integer(), nullable=True),
        sa.CheckConstraint("door IN ('shared', 'single_use')", name=op.f("ck_wave_door")),
        sa.CheckConstraint("roster BETWEEN 0 AND 1000", name=op.f("ck_wave_roster")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_wave_period_id_period")
        ),
        sa.PrimaryKeyConstraint("period_id", name=op.f("pk_wave")),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("seat_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.String(length=20), nullable=True),
        sa.CheckConstraint("kind IN ('invitation', 'reminder')", name=op.f("ck_mail_kind")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_mail_number")),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'refused', 'failed', 'dropped')",
            name=op.f("ck_mail_state"),
        ),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_mail_tries_are_counted")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["wave.period_id"], name=op.f("fk_mail_period_id_wave")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_mail_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint(
            "period_id", "seat_id", "kind", "number", name=op.f("uq_mail_period_id")
        ),
    )
    op.create_index(op.f("ix_mail_period_id"), "mail", ["period_id"])
    op.create_index(op.f("ix_mail_seat_id"), "mail", ["seat_id"])


def _make_registers() -> None:
    op.create_table(
        "priority",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("team_id", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("identified_on", sa.Date(), nullable=False),
        sa.Column("monitored_on", sa.Date(), nullable=True),
        sa.Column("achieved_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        *(
            sa.CheckConstraint(
                f"{event}_on >= identified_on", name=op.f(f"ck_priority_{event}_later")
            )
            for event in ("monitored", "achieved", "dropped")
        ),
        sa.CheckConstraint(
            "achieved_on IS NULL OR dropped_on IS NULL", name=op.f("ck_priority_one_end")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.scope_id"], name=op.f("fk_priority_team_id_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority")),
    )
    op.create_index(op.f("ix_priority_team_id"), "priority", ["team_id"])
    op.create_table(
        "system_change",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("team_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('policy', 'funding', 'infrastructure')", name=op.f("ck_system_change_kind")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.scope_id"], name=op.f("fk_system_change_team_id_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_system_change")),
    )
    op.create_index(op.f("ix_system_change_team_id"), "system_change", ["team_id"])
