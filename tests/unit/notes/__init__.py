"""Notes, without a database."""
