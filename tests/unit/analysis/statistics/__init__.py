"""Edges and errors of the statistics."""
