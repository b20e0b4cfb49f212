"""Sealed answers on real databases: one card, one answer, and nothing that links the two."""
