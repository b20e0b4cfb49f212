"""Closing a period: the only place where a box is opened."""
