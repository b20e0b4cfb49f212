"""Alembic migrations: the one way a database of this product comes to be."""
