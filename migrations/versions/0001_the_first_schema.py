"""The first schema"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT_FOR_EVER = "a line of the ledger is never changed or removed"


def upgrade() -> None:
    """Make all tables, and guard the ledger against change."""
    _make_tables()
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER ledger_no_{verb.lower()} BEFORE {verb} ON ledger"
                f" BEGIN SELECT RAISE(ABORT, '{KEPT_FOR_EVER}'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION ledger_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{KEPT_FOR_EVER}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER ledger_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger"
            " FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept()"
        )


def _make_tables() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("days_ahead", sa.Integer(), nullable=False),
        sa.CheckConstraint("days_ahead >= 0", name=op.f("ck_installation_clock_moves_forward")),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_only_one")),
        sa.CheckConstraint(
            "sample OR days_ahead = 0", name=op.f("ck_installation_clock_moves_in_sample_only")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "scope",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("family_batch", sa.String(length=10), nullable=False),
        sa.Column("period_months", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("shares_with_state", sa.Boolean(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "family_batch IN ('apart', 'together')", name=op.f("ck_scope_family_batch")
        ),
        sa.CheckConstraint("floor >= 10", name=op.f("ck_scope_floor_only_raised")),
        sa.CheckConstraint("period_months IN (3, 6, 12)", name=op.f("ck_scope_period_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scope")),
        sa.UniqueConstraint("name", name=op.f("uq_scope_name")),
    )
    op.create_table(
        "sealed_answer",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("slot", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=80), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(box) = 4144", name=op.f("ck_sealed_answer_box_of_one_size")),
        sa.CheckConstraint(
            "length(id) = 32 AND length(slot) = 32", name=op.f("ck_sealed_answer_keyed_hashes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_answer")),
        sa.UniqueConstraint("slot", name=op.f("uq_sealed_answer_slot")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sealed_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_answer_key_id"), ["key_id"], unique=False)

    op.create_table(
        "improvement",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("questionnaire_group", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            "questionnaire_group IN ('parents', 'caregivers', 'families', 'professionals')",
            name=op.f("ck_improvement_questionnaire_group"),
        ),
        sa.CheckConstraint(
            "verdict IN ('keep', 'change', 'drop')", name=op.f("ck_improvement_verdict")
        ),
        sa.CheckConstraint("by_when >= started_on", name=op.f("ck_improvement_days_in_order")),
        sa.ForeignKeyConstraint(
            ["scope_id"], ["scope.id"], name=op.f("fk_improvement_scope_id_scope")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement")),
    )
    with op.batch_alter_table("improvement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_scope_id"), ["scope_id"], unique=False)

    op.create_table(
        "period",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("questionnaires", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'closing', 'counted', 'closed', 'lost')",
            name=op.f("ck_period_state"),
        ),
        sa.CheckConstraint("closes_on > last_day", name=op.f("ck_period_closes_after_its_end")),
        sa.CheckConstraint("first_day < last_day", name=op.f("ck_period_days_in_order")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_period_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("scope_id", "first_day", name=op.f("uq_period_scope_id")),
    )
    with op.batch_alter_table("period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_scope_id"), ["scope_id"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_site_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name", name=op.f("uq_site_name")),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_scope_id"), ["scope_id"], unique=False)

    op.create_table(
        "waiting_batch",
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("questionnaire_group", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("version", sa.String(length=200), nullable=False),
        sa.Column("was_large", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "questionnaire_group IN ('parents', 'caregivers', 'families', 'professionals')",
            name=op.f("ck_waiting_batch_questionnaire_group"),
        ),
        sa.ForeignKeyConstraint(
            ["scope_id"], ["scope.id"], name=op.f("fk_waiting_batch_scope_id_scope")
        ),
        sa.PrimaryKeyConstraint("scope_id", "questionnaire_group", name=op.f("pk_waiting_batch")),
    )
    op.create_table(
        "document",
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("edition", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("format", sa.String(length=5), nullable=False),
        sa.Column("formula", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("edition IN ('site', 'judge')", name=op.f("ck_document_edition")),
        sa.CheckConstraint("format IN ('html', 'pdf', 'xlsx')", name=op.f("ck_document_format")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_document_period_id_period")
        ),
        sa.PrimaryKeyConstraint(
            "period_id", "edition", "language", "format", "formula", name=op.f("pk_document")
        ),
    )
    op.create_table(
        "family",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_family_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
        sa.UniqueConstraint("site_id", "label", name=op.f("uq_family_site_id")),
    )
    with op.batch_alter_table("family", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_site_id"), ["site_id"], unique=False)

    op.create_table(
        "ledger",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("scope_id", sa.String(length=80), nullable=False),
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("questionnaire_group", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "questionnaire_group IN ('parents', 'caregivers', 'families', 'professionals')",
            name=op.f("ck_ledger_questionnaire_group"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_ledger_number")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_ledger_period_id_period")
        ),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_ledger_scope_id_scope")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_ledger")),
        sa.UniqueConstraint("scope_id", "number", name=op.f("uq_ledger_scope_id")),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_scope_id"), ["scope_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("questionnaire_group", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "questionnaire_group IN ('parents', 'caregivers', 'families', 'professionals')",
            name=op.f("ck_outcome_questionnaire_group"),
        ),
        sa.CheckConstraint(
            "verdict IN ('released', 'waits', 'too_few', 'not_stated', 'nobody_asked', 'waited_too_long', 'old_version', 'lost')",
            name=op.f("ck_outcome_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_outcome_period_id_period")
        ),
        sa.PrimaryKeyConstraint(
            "period_id", "questionnaire_group", "since", name=op.f("pk_outcome")
        ),
    )
    op.create_table(
        "site_period",
        sa.Column("key_id", sa.String(length=80), nullable=False),
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("professionals", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "professionals BETWEEN 0 AND 5000", name=op.f("ck_site_period_professionals")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_site_period_period_id_period")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_period_site_id_site")),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_site_period")),
        sa.UniqueConstraint("period_id", "site_id", name=op.f("uq_site_period_period_id")),
    )
    with op.batch_alter_table("site_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_period_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_site_period_site_id"), ["site_id"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(role = 'administrator') = (site_id IS NULL)",
            name=op.f("ck_user_account_site_by_role"),
        ),
        sa.CheckConstraint(
            "role IN ('coordinator', 'judge', 'administrator')", name=op.f("ck_user_account_role")
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_user_account_email_lower")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_user_account_site_id_site")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_account_site_id"), ["site_id"], unique=False)

    op.create_table(
        "card",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("typed_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("questionnaire", sa.String(length=60), nullable=False),
        sa.Column("key_id", sa.String(length=80), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("stub", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["site_period.key_id"], name=op.f("fk_card_key_id_site_period")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_card")),
        sa.UniqueConstraint("typed_hash", name=op.f("uq_card_typed_hash")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_key_id"), ["key_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("site_id", sa.String(length=80), nullable=False),
        sa.Column("period_id", sa.String(length=80), nullable=False),
        sa.Column("family_id", sa.String(length=80), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("parents", sa.Integer(), nullable=False),
        sa.Column("caregivers", sa.Integer(), nullable=False),
        sa.Column("professionals", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(length=80), nullable=False),
        sa.CheckConstraint("caregivers BETWEEN 0 AND 40", name=op.f("ck_meeting_caregivers")),
        sa.CheckConstraint("parents BETWEEN 0 AND 40", name=op.f("ck_meeting_parents")),
        sa.CheckConstraint("professionals BETWEEN 0 AND 40", name=op.f("ck_meeting_professionals")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_meeting_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_meeting_period_id_period")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_meeting_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_family_id"), ["family_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_site_id"), ["site_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_sign_in_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_user_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_site_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_period_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_family_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_key_id"))

    op.drop_table("card")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_account_site_id"))

    op.drop_table("user_account")
    with op.batch_alter_table("site_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_period_site_id"))
        batch_op.drop_index(batch_op.f("ix_site_period_period_id"))

    op.drop_table("site_period")
    op.drop_table("outcome")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_scope_id"))
        batch_op.drop_index(batch_op.f("ix_ledger_period_id"))

    op.drop_table("ledger")
    with op.batch_alter_table("family", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_site_id"))

    op.drop_table("family")
    op.drop_table("document")
    op.drop_table("waiting_batch")
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_scope_id"))

    op.drop_table("site")
    with op.batch_alter_table("period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_period_scope_id"))

    op.drop_table("period")
    with op.batch_alter_table("improvement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_scope_id"))

    op.drop_table("improvement")
    with op.batch_alter_table("sealed_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sealed_answer_key_id"))

    op.drop_table("sealed_answer")
    op.drop_table("scope")
    op.drop_table("installation")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION ledger_is_kept()")
