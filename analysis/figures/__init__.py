"""Figures: one file per kind; each takes guarded numbers and returns SVG text."""
