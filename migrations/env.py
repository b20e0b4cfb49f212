"""Runs migrations on the connection that is handed over in the configuration's attributes."""

from __future__ import annotations

from alembic import context

import sb_feedback.models  # noqa: F401  (makes all tables known)
from sb_feedback.db import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
